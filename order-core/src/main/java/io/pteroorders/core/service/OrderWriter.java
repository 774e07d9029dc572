package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Striped;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes orders, tells the listeners of what was written, and answers as the actor may see it. Thread-safe. */
final class OrderWriter {

    private final OrderStorage storage;
    private final ImmutableList<EventQueue> listeners;
    private final OrderLookup lookup;

    /** Held from a change until its event waits to be told, so that one order's events keep their order. */
    private final Striped<Lock> orderLocks = Striped.lock(64);

    OrderWriter(OrderStorage storage, Iterable<EventQueue> listeners) {
        this.storage = storage;
        this.listeners = ImmutableList.copyOf(listeners);
        this.lookup = new OrderLookup(storage);
    }

    OrderLookup lookup() {
        return lookup;
    }

    /** Changes an order that the actor may change at present. */
    Outcome<Order> update(
            Actor actor, OrderId id, Kind kind, Optional<RequestId> requestId, Function<Order, Outcome<Order>> change) {
        return updateAny(actor, id, kind, requestId, order -> permitted(actor, order)
                .map(Outcome::<Order>refused)
                .orElseGet(() -> change.apply(order)));
    }

    /** Changes an order; whether the actor may, the change itself says. */
    Outcome<Order> updateAny(
            Actor actor, OrderId id, Kind kind, Optional<RequestId> requestId, Function<Order, Outcome<Order>> change) {
        WriteResult result = write(id, kind, actor, () -> storage.update(id, change, requestId));
        return result.id().equals(id) ? outcome(actor, result) : ofAnotherOrder(actor, result);
    }

    /** The answer to a request whose id is that of a change of another order. */
    private static Outcome<Order> ofAnotherOrder(Actor actor, WriteResult result) {
        boolean visible =
                actor.isAdmin() || result.after().filter(actor::maySee).isPresent();
        return Outcome.refused(visible ? new Refusal.RequestUsed(result.id()) : new Refusal.NotAllowed());
    }

    private static Optional<Refusal> permitted(Actor actor, Order order) {
        return visible(actor, order).or(() -> actor.isAdmin() ? Optional.empty() : isNot(OrderStatus.PENDING, order));
    }

    /** Why an order is none for an actor; empty if they may see it. */
    static Optional<Refusal> visible(Actor actor, Order order) {
        return actor.maySee(order)
                ? Optional.empty()
                : Optional.of(new Refusal.OrderNotFound(order.id().toString(), ImmutableList.of()));
    }

    /** Why something cannot be done to an order that has to have a status; empty if it has. */
    static Optional<Refusal> isNot(OrderStatus required, Order order) {
        return order.status() == required
                ? Optional.empty()
                : Optional.of(new Refusal.WrongStatus(order.id(), order.status(), required));
    }

    /** Writes, and has the listeners told before this returns or soon after. */
    WriteResult write(OrderId id, Kind kind, Actor actor, Supplier<WriteResult> write) {
        WriteResult result = noted(id, kind, actor, write);
        listeners.forEach(EventQueue::tell);
        return result;
    }

    private WriteResult noted(OrderId id, Kind kind, Actor actor, Supplier<WriteResult> write) {
        Lock lock = orderLocks.get(id);
        lock.lock();
        try {
            WriteResult result = write.get();
            if (result.kind() == WriteResult.Kind.DONE && !result.before().equals(result.after())) {
                Order order = result.after().or(result::before).orElseThrow();
                OrderEvent event = new OrderEvent(kindOf(kind, result), result.before(), order, actor.text());
                listeners.forEach(listener -> listener.add(event));
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** A payment, or a server, that moves its order is a change of its status. */
    private static Kind kindOf(Kind kind, WriteResult result) {
        boolean maySay = kind == Kind.PAYMENT_CHANGED || kind == Kind.SERVER_CHANGED;
        return maySay && hasMoved(result) ? Kind.STATUS_CHANGED : kind;
    }

    private static boolean hasMoved(WriteResult result) {
        return !result.before().map(Order::status).equals(result.after().map(Order::status));
    }

    Outcome<Order> outcome(Actor actor, WriteResult result) {
        return switch (result.kind()) {
            case DONE, REPLAYED ->
                result.after()
                        .filter(actor::maySee)
                        .map(order -> Outcome.done(actor.view(order)))
                        .orElseGet(() -> lookup.notFound(actor, result.id().toString()));
            case REFUSED -> refused(actor, result.refusal().orElseThrow());
            case NOT_FOUND -> lookup.notFound(actor, result.id().toString());
            case ID_TAKEN -> throw new IllegalStateException("only an insert finds an id taken");
        };
    }

    private Outcome<Order> refused(Actor actor, Refusal refusal) {
        return refusal instanceof Refusal.OrderNotFound missing
                ? lookup.notFound(actor, missing.asked())
                : Outcome.refused(refusal);
    }
}
