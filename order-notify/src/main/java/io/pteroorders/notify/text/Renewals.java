package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.subscription.Sold;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.Term;
import io.pteroorders.core.subscription.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/** Knows until when the servers of orders are paid, and what follows. Thread-safe. */
public interface Renewals {

    /**
     * Until when a server is paid, what comes if nobody pays on, and what paying costs.
     *
     * @param sold what the customer has now
     * @param paidUntil the last day that is paid for
     * @param item the order that would renew it, at today's price; empty where nothing is renewed
     * @param newPrice what a month of it costs, if the customer paid another price for the same package last time
     * @param suspended when the server is suspended; empty if it is, may be at any time, or nobody does so
     * @param deleted when it is deleted; empty if it is not suspended for want of money
     * @param stopped why it may not run; empty if it may
     */
    record Outlook(
            Sold sold,
            LocalDate paidUntil,
            Optional<OrderItem> item,
            Optional<Money> newPrice,
            Optional<Instant> suspended,
            Optional<Instant> deleted,
            ImmutableSet<SuspensionReason> stopped) {}

    /** The last day that would be paid for if the money for a pending renewal came now; empty for any other order. */
    Optional<LocalDate> paidUntilThen(Order order);

    /** What comes for the server of a completed order; empty for any other. */
    Optional<Outlook> outlook(Order order);

    /** Those of a store. */
    static Renewals of(SubscriptionReader subscriptions, Clock clock) {
        return new Renewals() {

            @Override
            public Optional<LocalDate> paidUntilThen(Order order) {
                return subscriptions.paidUntilThen(order, clock.instant());
            }

            @Override
            public Optional<Outlook> outlook(Order order) {
                return order.status() == OrderStatus.COMPLETED
                        ? subscriptions.of(order).map(this::outlook)
                        : Optional.empty();
            }

            private Outlook outlook(Subscription subscription) {
                OrderItem item = subscriptions.renewal(subscription, clock.instant());
                return new Outlook(
                        subscription.sold(subscriptions.rules().day(clock.instant())),
                        subscription.paidUntil(),
                        Optional.of(item),
                        Optional.of(item.pricePerMonth())
                                .filter(price ->
                                        isNew(price, item, subscription.last().sold())),
                        Timeline.suspension(subscription, subscriptions.rules()).filter(clock.instant()::isBefore),
                        subscription.unpaidSince().map(since -> Timeline.deletion(subscriptions.rules(), since)),
                        subscription.reasons().keySet());
            }

            /** What was paid elsewhere, before a server was taken over, is not known. */
            private boolean isNew(Money price, OrderItem item, Sold before) {
                return item.packageType().equals(before.packageType())
                        && !before.pricePerMonth().isZero()
                        && !before.pricePerMonth().equals(price);
            }
        };
    }

    /** Those of a shop that renews nothing: the order alone says until when. */
    static Renewals none(Formats formats) {
        return new Renewals() {

            @Override
            public Optional<LocalDate> paidUntilThen(Order order) {
                return Optional.empty();
            }

            @Override
            public Optional<Outlook> outlook(Order order) {
                return Optional.of(order.lastChange())
                        .filter(change -> change.status() == OrderStatus.COMPLETED)
                        .map(done -> Term.beginning(
                                formats.dayOf(done.timestamp()), order.item().durationMonths()))
                        .map(term -> new Outlook(
                                Sold.of(order.item()),
                                term.last(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                ImmutableSet.of()));
            }
        };
    }
}
