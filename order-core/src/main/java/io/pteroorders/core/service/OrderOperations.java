package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.StorageException;
import java.time.Instant;
import java.util.List;

/**
 * The operations on orders, for whoever uses them or wraps them; {@link OrderService} carries them out. Who may do what:
 *
 * <ul>
 *   <li>a customer may create orders, read their own, and on their own pending ones cancel, add a note, set the wanted
 *       user name and attach a payment proof;
 *   <li>an admin may do all but delete; an owner, and the program itself, may do everything.
 * </ul>
 *
 * <p>A request under an id that was carried out before changes nothing and gives the order of then as it is now. An id
 * names one request for one order: under that of another order, or of another step, it is refused with
 * {@link Refusal.RequestUsed}.
 *
 * <p>A refused operation changes nothing. To a customer, an order of somebody else and an order that does not exist are
 * the same, and orders come back without what only the shop may know.
 *
 * <p>Thread-safe. Every operation on a failing store throws {@link StorageException}; a change is as durable as the
 * store makes it when the operation returns.
 *
 * <p>To be implemented by what passes operations on, such as a proxy: later versions may have further ones.
 */
public interface OrderOperations {

    /** What is sold, at today's prices. */
    PackageCatalog catalog();

    /** Which status may follow which. */
    OrderFlow flow();

    /**
     * Makes a new, pending order.
     *
     * @return the order; refused with {@link Refusal.InvalidInput}, {@link Refusal.TooManyPending},
     *     {@link Refusal.OrderedJustNow} if {@link OrderService.Builder#slipPause} asks for it, or
     *     {@link Refusal.NotAllowed} if a customer asks for somebody else
     */
    Outcome<Order> create(Actor actor, CreateOrder request);

    /** The same for somebody who has said that they really want one more like the one before. */
    Outcome<Order> createAgain(Actor actor, CreateOrder request);

    /** Says that the money is there. For admins. */
    Outcome<Order> confirm(Actor actor, ChangeStatus request);

    /** Says that the server is being set up. For admins. */
    Outcome<Order> process(Actor actor, ChangeStatus request);

    /** Hands the server over. For admins. */
    Outcome<Order> complete(Actor actor, CompleteOrder request);

    /** Ends an order before the customer had it. For admins, and for the customer while it is pending. */
    Outcome<Order> cancel(Actor actor, ChangeStatus request);

    /** Says that the money of a completed order went back. For admins. */
    Outcome<Order> refund(Actor actor, ChangeStatus request);

    /**
     * Moves an order along an arrow of the flow.
     *
     * @throws IllegalArgumentException for {@link OrderStatus#COMPLETED}, which needs a server id: {@link #complete}
     */
    Outcome<Order> move(Actor actor, OrderStatus to, ChangeStatus request);

    /**
     * The same move for many orders. Each has its own outcome, in the order given; one that is refused spoils nothing.
     *
     * @throws IllegalArgumentException for {@link OrderStatus#COMPLETED}, which needs a server id for each order
     */
    ImmutableList<Outcome<Order>> moveAll(Actor actor, OrderStatus to, List<ChangeStatus> requests);

    /** Appends a note: a customer's to the notes of their own pending order, an admin's to the admin notes. */
    Outcome<Order> addNote(Actor actor, AddNote request);

    /** Sets the wanted panel user name. For admins, and for the customer while the order is pending. */
    Outcome<Order> setUsername(Actor actor, SetUsername request);

    /** Attaches the reference of a payment proof. For admins, and for the customer while the order is pending. */
    Outcome<Order> setPaymentProof(Actor actor, SetPaymentProof request);

    /**
     * Says that the money of an order that was cancelled after its payment went back. For admins.
     *
     * @return the order; refused with {@link Refusal.IllegalTransition} if no money is owed
     */
    Outcome<Order> returnMoney(Actor actor, ChangeStatus request);

    /** Takes the picture of the payment from a pending order, so that another is asked for. For admins. */
    Outcome<Order> refusePaymentProof(Actor actor, ChangeStatus request);

    /** Corrects the id of the server of a completed order. For admins. */
    Outcome<Order> correctServerId(Actor actor, CompleteOrder request);

    /**
     * Removes a cancelled order for good; the event carries it whole. For owners. Nothing is kept but its id, so the same
     * request asked again is answered with {@link Refusal.OrderNotFound}.
     */
    Outcome<Order> delete(Actor actor, DeleteOrder request);

    /** The order with this id, if the actor may see it. */
    Outcome<Order> get(Actor actor, OrderId id);

    /**
     * The order that a person means: by id in any notation of {@link OrderId#candidates}, or by the last part of the id,
     * four characters or more, if only one order that the actor may see ends so.
     *
     * @return the order; refused with {@link Refusal.OrderNotFound} or {@link Refusal.AmbiguousId}
     */
    Outcome<Order> find(Actor actor, String typed);

    /**
     * One page of orders. A customer must ask for their own.
     *
     * @return the page; refused with {@link Refusal.NotAllowed}, or {@link Refusal.OrderNotFound} if it is to go on after
     *     an order that never was, or that the customer does not see
     */
    Outcome<Page> list(Actor actor, OrderQuery query);

    /** Figures about the orders of the current day, week or month, or of all. For admins. */
    Outcome<OrderStatistics> statistics(Actor actor, StatisticsPeriod.Unit unit);

    /**
     * Figures about the orders of the day, week or month that a moment lies in, in the store's time zone. For admins.
     *
     * @param asOf such as the last moment of a month that is over; also what today, this week and this month are taken from
     */
    Outcome<OrderStatistics> statistics(Actor actor, StatisticsPeriod.Unit unit, Instant asOf);
}
