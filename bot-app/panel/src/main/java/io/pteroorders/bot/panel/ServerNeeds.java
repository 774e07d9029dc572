package io.pteroorders.bot.panel;

import com.google.common.collect.Iterables;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionEntry.Suspended;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** What orders call for at the panel, as they and the clock stand. Thread-safe. */
final class ServerNeeds {

    private final SubscriptionReader subscriptions;
    private final Duration deleteAfter;
    private final Clock clock;

    /** @param deleteAfter how long a server is kept whose order has ended */
    ServerNeeds(SubscriptionReader subscriptions, Duration deleteAfter, Clock clock) {
        this.subscriptions = subscriptions;
        this.deleteAfter = deleteAfter;
        this.clock = clock;
    }

    /** Whether an order has ended, so that its server is to end too. */
    static boolean isOver(Order order) {
        return order.status() == OrderStatus.CANCELLED || order.status() == OrderStatus.REFUNDED;
    }

    /** What is to be done next for an order that has a server of its own, or will have one. */
    Provisioning.Step next(Order order) {
        return order.status() == OrderStatus.COMPLETED ? keeping(order) : Provisioning.next(order);
    }

    /** Nobody has to work out how a subscription stands that was never suspended. */
    private Provisioning.Step keeping(Order order) {
        boolean wasSuspended = order.subscription().entries().stream().anyMatch(Suspended.class::isInstance);
        return wasSuspended
                ? subscriptions
                        .of(order)
                        .map(subscription ->
                                Provisioning.keeping(order, subscription, subscriptions.rules(), clock.instant()))
                        .orElse(Provisioning.Step.NOTHING)
                : Provisioning.Step.NOTHING;
    }

    /**
     * Whether a server that runs may have been suspended after all before its reason was gone: the panel did it, and its
     * answer was lost.
     */
    boolean isToBeLookedAt(Order order) {
        boolean lifted = Provisioning.isKept(order)
                && order.server()
                        .filter(server -> server.state() == ServerState.READY)
                        .isPresent()
                && order.subscription().entries().stream().anyMatch(Suspended.class::isInstance)
                && !(Iterables.getLast(order.subscription().entries()) instanceof Suspended);
        return lifted && mayRun(order);
    }

    /** When something happened last to the subscription that an order began; empty if nothing did. */
    static Optional<Instant> lastEntry(Order order) {
        return order.subscription().entries().stream()
                .map(SubscriptionEntry::at)
                .reduce((before, after) -> after);
    }

    /** Whether an order that was paid waits until the server of the first order is as it says. */
    static boolean isToBeApplied(Order order) {
        return order.sequel().isPresent()
                && (order.status() == OrderStatus.CONFIRMED || order.status() == OrderStatus.PROCESSING);
    }

    /**
     * When the server of the first order gets another size because of one that was paid later: when the days begin that were
     * paid for with another package, or when that is taken back.
     */
    Optional<Instant> resizing(Order sequel) {
        if (sequel.item().plan().isEmpty()) {
            return Optional.empty();
        }
        if (sequel.sequel().filter(Sequel.Upgrade.class::isInstance).isPresent()) {
            return Optional.of(sequel.lastChange().timestamp()).filter(at -> sequel.status() == OrderStatus.REFUNDED);
        }
        // What is paid back late keeps its days.
        boolean ran = sequel.status() == OrderStatus.COMPLETED || sequel.status() == OrderStatus.REFUNDED;
        return ran ? subscriptions.of(sequel).map(subscription -> begin(sequel, subscription)) : Optional.empty();
    }

    private Instant begin(Order renewal, Subscription subscription) {
        Instant paid = renewal.lastChange().timestamp();
        LocalDate day = subscriptions.rules().day(paid);
        return subscription.terms().stream()
                .filter(term -> term.sold().packageType().equals(renewal.item().packageType())
                        && !term.term().last().isBefore(day))
                .map(term -> term.term()
                        .first()
                        .atStartOfDay(subscriptions.rules().zone())
                        .toInstant())
                .filter(paid::isBefore)
                .findFirst()
                .orElse(paid);
    }

    /** What the panel makes of what is sold of a subscription now. */
    Optional<ServerPlan> plan(Order first) {
        return subscriptions.planNow(first, clock.instant()).or(() -> first.item()
                .plan());
    }

    /** Whether nothing keeps the server of an order from running. */
    boolean mayRun(Order first) {
        return subscriptions
                .of(first)
                .filter(subscription ->
                        subscription.ended().isEmpty() && subscription.reasons().isEmpty())
                .isPresent();
    }

    /** When the server of an order may be deleted; empty if it need not be. */
    Optional<Instant> deletion(Order order) {
        if (order.server()
                .filter(server -> server.state() == ServerState.SUSPENDED)
                .isEmpty()) {
            return Optional.empty();
        }
        return isOver(order)
                ? order.server().map(server -> server.since().plus(deleteAfter))
                : subscriptions
                        .of(order)
                        .flatMap(Subscription::unpaidSince)
                        .map(since -> Timeline.deletion(subscriptions.rules(), since));
    }
}
