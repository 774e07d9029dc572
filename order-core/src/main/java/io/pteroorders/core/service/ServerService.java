package io.pteroorders.core.service;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.storage.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The operations on the servers of orders: each is one atomic change of the order, so that "processing" and "wanted", and
 * "completed" and "ready", are never apart. Rights and answers are as {@link OrderOperations} has them. Thread-safe; every
 * operation throws {@link io.pteroorders.core.storage.StorageException} if the store fails.
 */
public final class ServerService {

    /** Who a history names for a step that a server caused. */
    public static final String BY_PANEL = StatusChange.SYSTEM;

    private final OrderWriter writer;
    private final OrderFlow flow;
    private final Clock clock;

    ServerService(OrderWriter writer, OrderFlow flow, Clock clock) {
        this.writer = writer;
        this.flow = flow;
        this.clock = clock;
    }

    /** The order as it is, for the program itself. */
    public Optional<Order> current(OrderId id) {
        return writer.lookup().get(Actor.SYSTEM, id).value();
    }

    /**
     * Says that the server of an order is to be made, which makes a confirmed order processing. Nothing happens if that was
     * said before.
     *
     * @param externalId by which the panel will know it
     * @return the order; refused with {@link Refusal.WrongStatus} if it is neither confirmed nor processing, with
     *     {@link Refusal.NoPlan} if nobody knows what to make
     */
    public Outcome<Order> want(OrderId id, String externalId) {
        Instant now = clock.instant();
        return bySystem(
                id,
                order -> order.item().plan().isEmpty()
                        ? Outcome.refused(new Refusal.NoPlan(id))
                        : processing(order, now).map(next -> next.withServer(now, begun(order, externalId, now))));
    }

    private static Server begun(Order order, String externalId, Instant now) {
        return order.server().map(Server::withoutTrouble).orElseGet(() -> Server.wanted(externalId, now));
    }

    private Outcome<Order> processing(Order order, Instant now) {
        return order.status() == OrderStatus.PROCESSING
                ? Outcome.done(order)
                : OrderWriter.isNot(OrderStatus.CONFIRMED, order)
                        .map(Outcome::<Order>refused)
                        .orElseGet(() ->
                                order.transition(flow, new StatusChange(OrderStatus.PROCESSING, now, BY_PANEL, "")));
    }

    /**
     * Writes down how far a server has come. A server that is ready completes its order, if that is processing. Nothing
     * happens if the server is not any more what it was thought to be.
     *
     * @param before what it was; empty if there was none
     * @return the order as it is then
     */
    public Outcome<Order> advance(OrderId id, Optional<Server> before, Server after) {
        Instant now = clock.instant();
        return bySystem(
                id,
                order -> order.server().equals(before)
                        ? completed(order.withServer(now, after), after, now)
                        : Outcome.done(order));
    }

    private Outcome<Order> completed(Order order, Server server, Instant now) {
        boolean completes = server.state() == ServerState.READY && order.status() == OrderStatus.PROCESSING;
        return completes
                ? order.withServerId(now, server.identifier().orElseThrow())
                        .transition(flow, new StatusChange(OrderStatus.COMPLETED, now, BY_PANEL, ""))
                : Outcome.done(order);
    }

    /**
     * Changes the server of an order as somebody asked. For admins.
     *
     * @param change pure; gets the server as it is, and gives what it becomes, or why not
     * @return the order; refused with {@link Refusal.NotAllowed}, with {@link Refusal.NoServer} if it has none, or as the
     *     change says
     */
    public Outcome<Order> change(
            Actor actor, OrderId id, Optional<RequestId> requestId, Function<Server, Outcome<Server>> change) {
        if (!actor.isAdmin()) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        Instant now = clock.instant();
        return writer.updateAny(actor, id, Kind.SERVER_CHANGED, requestId, order -> order.server()
                .map(server -> change.apply(server).map(next -> order.withServer(now, next)))
                .orElseGet(() -> Outcome.refused(new Refusal.NoServer(id))));
    }

    /**
     * Begins anew to make a server that failed. For admins.
     *
     * @return the order; refused as {@link #change} is, or with {@link Refusal.ServerNot} if it has not failed
     */
    public Outcome<Order> retry(Actor actor, OrderId id, Optional<RequestId> requestId) {
        Instant now = clock.instant();
        return change(
                actor,
                id,
                requestId,
                server -> server.state() == ServerState.FAILED
                        ? Outcome.done(server.moved(ServerState.WANTED, now))
                        : Outcome.refused(new Refusal.ServerNot(id, server.state(), ServerState.FAILED)));
    }

    private Outcome<Order> bySystem(OrderId id, Function<Order, Outcome<Order>> change) {
        return writer.updateAny(Actor.SYSTEM, id, Kind.SERVER_CHANGED, Optional.empty(), change);
    }
}
