package io.pteroorders.core.service;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionEntry.Lifted;
import io.pteroorders.core.order.SubscriptionEntry.Suspended;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.subscription.NextStep;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the program itself does about subscriptions: each operation is one atomic change of one order. Operations give the
 * order as it is then, and refuse what is not stored any more. Thread-safe; every operation throws
 * {@link io.pteroorders.core.storage.StorageException} if the store fails.
 */
public final class SubscriptionUpkeep {

    private final OrderWriter writer;
    private final Sequels sequels;
    private final Clock clock;

    SubscriptionUpkeep(OrderWriter writer, Sequels sequels, Clock clock) {
        this.writer = writer;
        this.sequels = sequels;
        this.clock = clock;
    }

    /**
     * Writes down that a step about the end of a subscription was taken, and others passed over; nothing happens if that was
     * written before.
     *
     * @param paidUntil the last day for which it was taken
     */
    public Outcome<Order> taken(OrderId first, LocalDate paidUntil, NextStep next) {
        Instant now = clock.instant();
        return change(first, order -> order.withSubscription(now, with(order.subscription(), paidUntil, next, now)));
    }

    /**
     * The same for a step by which the server is suspended because nobody pays for it. A payment that came before, and
     * becomes known later, undoes it.
     */
    public Outcome<Order> suspended(OrderId first, LocalDate paidUntil, NextStep next) {
        return remembered(
                first, paidUntil, next, at -> new Suspended(at, StatusChange.SYSTEM, SuspensionReason.BILLING, ""));
    }

    /** The same for a step by which a pause is over. */
    public Outcome<Order> unpaused(OrderId first, LocalDate paidUntil, NextStep next) {
        return remembered(
                first, paidUntil, next, at -> new Lifted(at, StatusChange.SYSTEM, SuspensionReason.PAUSE, ""));
    }

    private Outcome<Order> remembered(
            OrderId first, LocalDate paidUntil, NextStep next, Function<Instant, SubscriptionEntry> entry) {
        Instant now = clock.instant();
        return change(first, order -> {
            SubscriptionLog log = order.subscription();
            SubscriptionLog more = isTaken(log, paidUntil, next.step()) || log.isFull()
                    ? log
                    : log.with(entry.apply(log.notBefore(now)));
            return order.withSubscription(now, with(more, paidUntil, next, now));
        });
    }

    private static SubscriptionLog with(SubscriptionLog before, LocalDate paidUntil, NextStep next, Instant now) {
        SubscriptionLog log = before;
        for (RenewalStep skipped : next.skipped()) {
            log = with(log, new TakenStep(paidUntil, skipped, now, true));
        }
        return with(log, new TakenStep(paidUntil, next.step(), now, false));
    }

    private static SubscriptionLog with(SubscriptionLog log, TakenStep step) {
        return isTaken(log, step.paidUntil(), step.step()) ? log : log.with(step);
    }

    private static boolean isTaken(SubscriptionLog log, LocalDate paidUntil, RenewalStep step) {
        return log.steps(paidUntil).anyMatch(taken -> taken.step().equals(step));
    }

    /** Asks for the suspended server of an order to be deleted, as an admin would; nothing happens to another. */
    public Outcome<Order> deletionAsked(OrderId first) {
        Instant now = clock.instant();
        return change(first, order -> order.server()
                .filter(server -> server.state() == ServerState.SUSPENDED)
                .map(server -> order.withServer(now, server.askedToDelete(now)))
                .orElse(order));
    }

    private Outcome<Order> change(OrderId first, Function<Order, Order> change) {
        return writer.updateAny(
                Actor.SYSTEM,
                first,
                Kind.SUBSCRIPTION_CHANGED,
                Optional.empty(),
                order -> Outcome.done(change.apply(order)));
    }

    /** Completes a paid order that renews or upgrades what another began, as its effect holds; nothing happens to others. */
    public Outcome<Order> applied(OrderId sequel) {
        Instant now = clock.instant();
        return ended(sequel, order -> sequels.completed(order, now));
    }

    /**
     * Cancels a paid order that renews or upgrades what another began, as it can have no effect: its money is without an
     * order then. Nothing happens to others.
     *
     * @param why as admins and the customer read it
     */
    public Outcome<Order> inVain(OrderId sequel, String why) {
        Instant now = clock.instant();
        return ended(sequel, order -> sequels.cancelled(order, why, now));
    }

    private Outcome<Order> ended(OrderId sequel, Function<Order, Order> end) {
        return writer.updateAny(
                Actor.SYSTEM,
                sequel,
                Kind.STATUS_CHANGED,
                Optional.empty(),
                order -> Outcome.done(order.sequel().isPresent() && isPaidAndOpen(order) ? end.apply(order) : order));
    }

    private static boolean isPaidAndOpen(Order order) {
        return order.status() == OrderStatus.CONFIRMED || order.status() == OrderStatus.PROCESSING;
    }
}
