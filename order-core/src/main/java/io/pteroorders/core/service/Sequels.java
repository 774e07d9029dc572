package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.Subscriptions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The orders that renew or upgrade what another began, and what follows at once when one of them is paid. Thread-safe. */
final class Sequels {

    private static final String TOO_LATE = "What was to be changed is not paid for any more";
    private static final String OVER = "The subscription has ended";

    private final OrderStorage storage;
    private final SubscriptionReader reader;
    private final OrderFlow flow;

    Sequels(OrderStorage storage, SubscriptionReader reader, OrderFlow flow) {
        this.storage = storage;
        this.reader = reader;
        this.flow = flow;
    }

    /** Why an order cannot be taken back: others renewed or upgraded what it began, and were not taken back. */
    Optional<Refusal> hinder(OrderId first) {
        ImmutableList<OrderId> counting = reader.sequels(first).stream()
                .filter(order -> order.wasPaid() && !isTakenBack(order))
                .map(Order::id)
                .collect(ImmutableList.toImmutableList());
        return counting.isEmpty() ? Optional.empty() : Optional.of(new Refusal.HasSequels(first, counting));
    }

    private static boolean isTakenBack(Order order) {
        return order.status() == OrderStatus.REFUNDED || order.status() == OrderStatus.CANCELLED;
    }

    /**
     * What follows at once when the order with this id becomes confirmed, by what is known of its subscription now: a
     * renewal with nothing left to do is completed, one of what has ended is cancelled, so that its money is nobody's, and
     * what is left to do for a server that a panel keeps has begun.
     */
    UnaryOperator<Order> settling(OrderId id) {
        return storage.get(id).map(this::settling).orElseGet(UnaryOperator::identity);
    }

    /** The same for an order that may not be stored yet. */
    UnaryOperator<Order> settling(Order order) {
        if (order.sequel().isEmpty()) {
            return UnaryOperator.identity();
        }
        Optional<Subscription> subscription = reader.of(order);
        return changed -> changed.status() == OrderStatus.CONFIRMED
                ? subscription.map(known -> settled(changed, known)).orElse(changed)
                : changed;
    }

    private Order settled(Order confirmed, Subscription subscription) {
        if (subscription.ended().isPresent()) {
            return cancelled(confirmed, OVER, confirmed.lastChange().timestamp());
        }
        boolean tooLate =
                confirmed.sequel().filter(Sequel.Upgrade.class::isInstance).isPresent()
                        && !subscription.isPaid(
                                reader.rules(), Subscriptions.paidAt(confirmed).orElseThrow());
        if (tooLate) {
            return cancelled(confirmed, TOO_LATE, confirmed.lastChange().timestamp());
        }
        boolean done =
                confirmed.sequel().filter(Sequel.Renewal.class::isInstance).isPresent()
                        && subscription.unpaidSince().isEmpty();
        if (done) {
            return completed(confirmed, confirmed.lastChange().timestamp());
        }
        boolean kept =
                storage.get(subscription.first()).filter(Provisioning::isKept).isPresent();
        return kept
                ? moved(
                        confirmed,
                        OrderStatus.PROCESSING,
                        "",
                        confirmed.lastChange().timestamp())
                : confirmed;
    }

    /** A paid order whose effect holds. */
    Order completed(Order paid, Instant now) {
        Order processing = paid.status() == OrderStatus.CONFIRMED ? moved(paid, OrderStatus.PROCESSING, "", now) : paid;
        return moved(processing, OrderStatus.COMPLETED, "", now);
    }

    /** A paid order that can have no effect. */
    Order cancelled(Order paid, String why, Instant now) {
        return moved(paid, OrderStatus.CANCELLED, why, now);
    }

    /** The order one step further, unless the flow of the shop has no such step. */
    private Order moved(Order order, OrderStatus to, String why, Instant now) {
        StatusChange change = new StatusChange(to, now, StatusChange.SYSTEM, why);
        return order.transition(flow, change).value().orElse(order);
    }
}
