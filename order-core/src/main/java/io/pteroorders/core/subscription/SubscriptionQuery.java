package io.pteroorders.core.subscription;

import com.google.common.base.Ascii;
import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A query for subscriptions: which, in which order, and which page of them. A subscription must pass every filter that is set.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * SubscriptionQuery lateGold = SubscriptionQuery.byPaidUntil(clock.instant())
 *         .state(Subscription.State.OVERDUE)
 *         .packageType(PackageType.GOLD)
 *         .build();
 * }</pre>
 *
 * @param order the soonest first, equal ones by the id of their first order
 * @param now the time at which states and packages are looked at
 * @param states any of these; empty for all
 * @param packageType what the customer has on the day of {@code now}
 * @param customer this customer, exactly
 * @param dueFrom the next step is due then or later
 * @param dueBefore the next step is due earlier than that
 * @param endingBy paid for until this day or less
 * @param tracked whether only those are meant about whose end anything is done, and that have not ended
 * @param after only subscriptions that come after this one, as it stood then; it may have changed or gone since
 * @param limit the most subscriptions on a page
 */
public record SubscriptionQuery(
        By order,
        Instant now,
        ImmutableSet<Subscription.State> states,
        Optional<PackageType> packageType,
        Optional<PersonId> customer,
        Optional<Instant> dueFrom,
        Optional<Instant> dueBefore,
        Optional<LocalDate> endingBy,
        boolean tracked,
        Optional<Standing> after,
        int limit) {

    /** In which order pages come. */
    public enum By {
        /** By the time at which the next step is due; those without one come last. */
        DUE,
        /** By the last day that is paid for. */
        PAID_UNTIL
    }

    /** @throws IllegalArgumentException if the limit is not 1 to {@value OrderQuery#MAX_LIMIT} */
    public SubscriptionQuery {
        Preconditions.checkArgument(
                limit >= 1 && limit <= OrderQuery.MAX_LIMIT,
                "a page has 1 to %s subscriptions, asked for %s",
                OrderQuery.MAX_LIMIT,
                limit);
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(states, "states");
        Objects.requireNonNull(packageType, "packageType");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(dueFrom, "dueFrom");
        Objects.requireNonNull(dueBefore, "dueBefore");
        Objects.requireNonNull(endingBy, "endingBy");
        Objects.requireNonNull(after, "after");
    }

    /** All subscriptions, those first about which something is due the soonest, ten to a page, unless told otherwise. */
    public static Builder byDue(Instant now) {
        return new Builder(By.DUE, now);
    }

    /** All subscriptions, those first that are paid for the shortest, ten to a page, unless told otherwise. */
    public static Builder byPaidUntil(Instant now) {
        return new Builder(By.PAID_UNTIL, now);
    }

    /** A query like this one to change. */
    public Builder toBuilder() {
        Builder same = new Builder(order, now);
        same.states = states;
        same.packageType = packageType;
        same.customer = customer;
        same.dueFrom = dueFrom;
        same.dueBefore = dueBefore;
        same.endingBy = endingBy;
        same.tracked = tracked;
        same.after = after;
        same.limit = limit;
        return same;
    }

    /** The next page of this query. */
    public SubscriptionQuery after(Standing last) {
        return toBuilder().after(last).build();
    }

    /** Which subscriptions and which page, without what tells a person. */
    @Override
    public String toString() {
        return "subscriptions by " + Ascii.toLowerCase(order.name()).replace('_', ' ') + " at " + now
                + states.stream().map(state -> " " + state.word()).collect(Collectors.joining())
                + packageType.map(type -> " of " + type).orElse("")
                + customer.map(person -> " by " + person).orElse("")
                + dueFrom.map(time -> " due from " + time).orElse("")
                + dueBefore.map(time -> " due before " + time).orElse("")
                + endingBy.map(day -> " ending by " + day).orElse("")
                + (tracked ? " tracked" : "")
                + after.map(standing -> " after " + standing.first()).orElse("")
                + ", " + limit;
    }

    /** Collects the parts of a query. Not thread-safe. */
    public static final class Builder {

        private final By order;
        private final Instant now;
        private ImmutableSet<Subscription.State> states = ImmutableSet.of();
        private Optional<PackageType> packageType = Optional.empty();
        private Optional<PersonId> customer = Optional.empty();
        private Optional<Instant> dueFrom = Optional.empty();
        private Optional<Instant> dueBefore = Optional.empty();
        private Optional<LocalDate> endingBy = Optional.empty();
        private boolean tracked;
        private Optional<Standing> after = Optional.empty();
        private int limit = 10;

        private Builder(By order, Instant now) {
            this.order = order;
            this.now = now;
        }

        /** Only subscriptions in one of these states; with none given, all. */
        public Builder state(Subscription.State... values) {
            this.states = ImmutableSet.copyOf(values);
            return this;
        }

        /** Only those whose customer has this package. */
        public Builder packageType(PackageType value) {
            this.packageType = Optional.of(value);
            return this;
        }

        /** Only those of this customer. */
        public Builder customer(PersonId value) {
            this.customer = Optional.of(value);
            return this;
        }

        /** Only those whose next step is due then or later. */
        public Builder dueFrom(Instant value) {
            this.dueFrom = Optional.of(value);
            return this;
        }

        /** Only those whose next step is due earlier than that. */
        public Builder dueBefore(Instant value) {
            this.dueBefore = Optional.of(value);
            return this;
        }

        /** Only those that are paid for until this day or less. */
        public Builder endingBy(LocalDate value) {
            this.endingBy = Optional.of(value);
            return this;
        }

        /** Only those about whose end anything is done: not those that have ended, nor those of before that nobody vouched for. */
        public Builder tracked() {
            this.tracked = true;
            return this;
        }

        /** Only those that come after this one. */
        public Builder after(Standing value) {
            this.after = Optional.of(value);
            return this;
        }

        /** At most this many on a page. */
        public Builder limit(int value) {
            this.limit = value;
            return this;
        }

        /**
         * The query.
         *
         * @throws IllegalArgumentException if the limit is not 1 to {@value OrderQuery#MAX_LIMIT}
         */
        public SubscriptionQuery build() {
            return new SubscriptionQuery(
                    order, now, states, packageType, customer, dueFrom, dueBefore, endingBy, tracked, after, limit);
        }
    }
}
