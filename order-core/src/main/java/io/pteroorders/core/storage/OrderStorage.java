package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The store of orders: the port that files, databases and remote services implement, each proving itself by the
 * contract test of the test kit.
 *
 * <p>Thread-safe. Every write is one atomic step: of callers that race, each sees the result of the one before. When a
 * write returns {@link WriteResult.Kind#DONE}, the change is as durable as the store promises, and only from then on
 * visible to readers. Results are immutable snapshots.
 *
 * <p>A write may carry a request id. If a request with that id was carried out before, within the last 30 days, nothing
 * changes and the result is {@link WriteResult.Kind#REPLAYED}. Only requests that were {@link WriteResult.Kind#DONE} are
 * remembered. Days pass with the times of changes: none when the clock jumps back; when it jumps forward, a store may
 * count them as passed.
 *
 * <p>A write that gives an order a {@linkplain Order#claims claim} which it did not have, or had until another time, is
 * refused with {@link Refusal.Claimed} if another order has one on the same until after the {@link Order#updatedAt} of the
 * order that is written; then nothing changes, also of the other claims. Of those that race for a claim one gets it. A
 * claim that stays as it is is not looked at again. It ends by its time, or when the order drops or shortens it, or is
 * removed. Orders that came in otherwise than by a write here, such as imported ones, may have claims on the same thing:
 * the one that lasts longest counts.
 *
 * <p>Any method throws {@link StorageException} if the store fails or is closed.
 */
public interface OrderStorage extends AutoCloseable {

    /** Decides whether an order may be added, knowing its customer's pending orders. Pure: it may run several times. */
    @FunctionalInterface
    interface InsertGuard {

        /** Lets every order in. */
        InsertGuard NONE = pending -> Optional.empty();

        /**
         * The decision.
         *
         * @param pending the customer's pending orders, oldest first
         * @return why not, or empty to let the order in
         */
        Optional<Refusal> check(ImmutableList<Order> pending);
    }

    /**
     * Adds an order, unless its id was ever in use or the guard refuses.
     *
     * @param guard runs in the same atomic step
     * @throws IllegalArgumentException if the store was opened with a flow that the order does not
     *     {@linkplain Order#follows follow}
     */
    WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request);

    /** The order with this id. */
    Optional<Order> get(OrderId id);

    /**
     * The order with a {@linkplain Order#claims claim} on something, so that an amount tells whose money came in. A claim
     * that is over counts too, until another order takes its place: the caller compares times. Of several the one that lasts
     * longest counts.
     *
     * @param space see {@link Claim#space}
     * @param key see {@link Claim#key}
     * @return the order as it is; empty if nobody has a claim on that
     */
    Optional<Order> holder(String space, String key);

    /**
     * Changes an order by a pure function of what it is now; the function may run several times.
     *
     * @param change gives the new order, or refuses; an order equal to the old one counts as done, like any other
     * @throws IllegalArgumentException if the new order does not {@linkplain Order#continues continue} the old one, or
     *     the store was opened with a flow that it does not {@linkplain Order#follows follow}
     */
    WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request);

    /**
     * Removes an order, unless the guard refuses.
     *
     * @param guard runs in the same atomic step; pure
     */
    WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request);

    /**
     * Takes a person out of all their orders, in one atomic step, unless the guard refuses: each becomes what the {@link
     * Erasure} makes of it. That is the one change that does not {@linkplain Order#continues continue} an order. Sums,
     * claims, places in lists and the times of last changes stay; the change feed gives these orders again. What the store
     * keeps for itself of before, such as a journal or a copy of a file, has nothing of the person any more when this
     * returns; backups are the exception, and what was set aside for somebody to look at goes if it names the person. If it
     * fails, the orders may have lost the person already: asked for again, it does what is missing. Fields of an order that
     * the program does not know go too.
     *
     * @param guard decides on the person's orders, oldest first, in the same atomic step; pure
     * @return how many orders the person had, none if they have none any more; or why not
     */
    Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard);

    /**
     * One page of the orders that pass a query's filters. Walking all pages meets every order that passed throughout
     * exactly once, whatever is inserted or changed meanwhile.
     *
     * @throws UnknownCursorException if the query goes on after an order that the store never had
     */
    Page query(OrderQuery query);

    /** How many orders pass a query's filters; its page is not looked at. */
    long count(OrderQuery query);

    /**
     * Figures about the orders of a period that contains {@code asOf}, in the store's time zone.
     *
     * @param asOf usually now
     */
    OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf);

    /**
     * What changed after a place in the feed. A change is never skipped; it may be given again when the store was
     * opened anew since the token was made. A token of another store counts as {@link ChangePage.Token#START}, and
     * the page says so; see {@link ChangePage#foreign}.
     *
     * @param limit the most changes to return, 1 to {@value OrderQuery#MAX_LIMIT}
     * @throws IllegalArgumentException if the limit is out of range
     */
    ChangePage changes(ChangePage.Token after, int limit);

    /** Ends the store. Nothing is lost that was done; closing again has no effect. */
    @Override
    void close();
}
