package io.pteroorders.core.subscription;

import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * How a subscription stands at a time, as a {@link SubscriptionIndex} found it. Immutable and thread-safe.
 *
 * @param first the order that began it, by which it is named
 * @param customer whose it is
 * @param packageType what the customer has
 * @param paidUntil the last day that is paid for
 * @param state how it stands
 * @param due when the next step about its end is due, in the past if it is already; empty if there is none before something
 *     else happens
 */
public record Standing(
        OrderId first,
        PersonId customer,
        PackageType packageType,
        LocalDate paidUntil,
        Subscription.State state,
        Optional<Instant> due) {

    /** @throws NullPointerException if something is null */
    public Standing {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(packageType, "packageType");
        Objects.requireNonNull(paidUntil, "paidUntil");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(due, "due");
    }
}
