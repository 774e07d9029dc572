package io.pteroorders.notify.text;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.subscription.Term;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** Knows until when the servers of orders are paid. Thread-safe. */
public interface PaidUntil {

    /** The last day that is paid for of what a completed order gave; empty for any other order. */
    Optional<LocalDate> now(Order order);

    /** The last day that would be paid for if the money for a pending renewal came now; empty for any other order. */
    Optional<LocalDate> whenPaid(Order order);

    /** By the orders of a store: what renewed them counts. */
    static PaidUntil of(SubscriptionReader subscriptions, Clock clock) {
        return new PaidUntil() {

            @Override
            public Optional<LocalDate> now(Order order) {
                return subscriptions.paidUntil(order);
            }

            @Override
            public Optional<LocalDate> whenPaid(Order order) {
                return subscriptions.paidUntilThen(order, clock.instant());
            }
        };
    }

    /** For shops without renewals: by the order alone. */
    static PaidUntil byOrder(Formats formats) {
        return new PaidUntil() {

            @Override
            public Optional<LocalDate> now(Order order) {
                return Optional.of(order.lastChange())
                        .filter(change -> change.status() == OrderStatus.COMPLETED)
                        .map(done -> Term.beginning(
                                        formats.dayOf(done.timestamp()),
                                        order.item().durationMonths())
                                .last());
            }

            @Override
            public Optional<LocalDate> whenPaid(Order order) {
                return Optional.empty();
            }
        };
    }
}
