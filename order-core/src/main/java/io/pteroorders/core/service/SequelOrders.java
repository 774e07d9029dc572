package io.pteroorders.core.service;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Refusal.NotRenewable;
import io.pteroorders.core.order.Refusal.NotRenewable.Why;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes the orders that renew or upgrade what others began: of one subscription one at most waits to be paid. Thread-safe. */
final class SequelOrders {

    private static final int MOST_ROUNDS = 20;

    private final OrderStorage storage;
    private final OrderWriter writer;
    private final NewOrders newOrders;
    private final OrderFlow flow;
    private final PaymentService payments;
    private final SubscriptionReader reader;
    private final Sequels sequels;
    private final Clock clock;

    SequelOrders(
            OrderStorage storage,
            OrderWriter writer,
            NewOrders newOrders,
            OrderFlow flow,
            PaymentService payments,
            SubscriptionReader reader,
            Sequels sequels,
            Clock clock) {
        this.storage = storage;
        this.writer = writer;
        this.newOrders = newOrders;
        this.flow = flow;
        this.payments = payments;
        this.reader = reader;
        this.sequels = sequels;
        this.clock = clock;
    }

    /**
     * Makes an order with an attempt to pay it, or gives the one like it that is waiting to be paid. Another that waits is
     * cancelled by that. What costs nothing is confirmed at once.
     *
     * @return the order; refused with {@link NotRenewable} if the one that waits has money
     */
    Outcome<Order> place(Actor actor, Sequel sequel, OrderItem item, Optional<RequestId> requestId) {
        Instant now = clock.instant();
        Order first = storage.get(sequel.first()).orElseThrow();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Outcome<Order>> answer =
                    open(sequel.first()).flatMap(order -> instead(actor, order, sequel, item));
            if (answer.isPresent()) {
                return answer.get();
            }
            WriteResult made = insert(actor, drawn(actor, first, sequel, item, now), requestId);
            boolean again = made.kind() == WriteResult.Kind.ID_TAKEN || isOpen(made.refusal());
            if (!again) {
                return writer.outcome(actor, made);
            }
        }
        throw new IllegalStateException("others made orders for the same subscription " + MOST_ROUNDS + " times");
    }

    private static boolean isOpen(Optional<Refusal> refusal) {
        return refusal.filter(why -> why instanceof NotRenewable other && other.why() == Why.OPEN)
                .isPresent();
    }

    private Optional<Order> open(OrderId first) {
        return reader.sequels(first).stream()
                .filter(order -> order.status() == OrderStatus.PENDING)
                .findFirst();
    }

    /** Why none can be placed: the one that waits to be paid has money, or a picture of it. */
    Optional<Refusal> hindrance(OrderId first) {
        return open(first).filter(SequelOrders::isKept).map(SequelOrders::stillOpen);
    }

    private static boolean isKept(Order open) {
        return open.payments().hasMoney() || open.paymentProof().isPresent();
    }

    private static NotRenewable stillOpen(Order open) {
        return new NotRenewable(open.first(), Why.OPEN, Optional.of(open.id()), 0);
    }

    /** The answer if an order that waits to be paid is as good, or has money; else that one is cancelled. */
    private Optional<Outcome<Order>> instead(Actor actor, Order open, Sequel sequel, OrderItem item) {
        if (open.item().equals(item) && open.sequel().equals(Optional.of(sequel))) {
            return Optional.of(Outcome.done(actor.view(open)));
        }
        if (isKept(open)
                || payments.cancelUnpaid(open.id(), Sequel.REPLACED_NOTE)
                        .refusal()
                        .isPresent()) {
            return storage.get(open.id())
                    .filter(order -> order.status() == OrderStatus.PENDING)
                    .map(order -> Outcome.refused(stillOpen(order)));
        }
        return Optional.empty();
    }

    private Order drawn(Actor actor, Order first, Sequel sequel, OrderItem item, Instant now) {
        Order order = Order.create(newOrders.drawId(), first.customer(), item, sequel, actor.text(), now);
        return first.serverId().map(server -> order.withServerId(now, server)).orElse(order);
    }

    private WriteResult insert(Actor actor, Order order, Optional<RequestId> requestId) {
        Stream<Supplier<Order>> candidates = order.totalAmount().isZero()
                ? Stream.of(() -> waived(order))
                : Stream.concat(payments.begun(order), Stream.<Supplier<Order>>of(() -> order));
        return Attempts.firstFree(
                candidates,
                candidate -> writer.write(
                        order.id(),
                        Kind.CREATED,
                        actor,
                        () -> storage.insert(candidate, onlyOne(order.first()), requestId)));
    }

    /** Nobody is asked for nothing. */
    private Order waived(Order order) {
        StatusChange confirmed =
                new StatusChange(OrderStatus.CONFIRMED, order.createdAt(), StatusChange.SYSTEM, Sequel.WAIVED_NOTE);
        return order.transition(flow, confirmed)
                .map(sequels.settling(order))
                .value()
                .orElse(order);
    }

    private static InsertGuard onlyOne(OrderId first) {
        return pending -> pending.stream()
                .filter(order -> order.sequel().isPresent() && order.first().equals(first))
                .findFirst()
                .map(SequelOrders::stillOpen);
    }
}
