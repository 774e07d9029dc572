package io.pteroorders.core.storage;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Booleans;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A query for orders: which, in which order, and which page of them. An order must pass every filter that is set.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * OrderQuery unpaid = OrderQuery.newestFirst().status(OrderStatus.PENDING).limit(20).build();
 * }</pre>
 *
 * @param direction by creation, equal times by id
 * @param statuses any of these; empty for all
 * @param packageType this package
 * @param customer this customer, exactly
 * @param createdFrom created then or later
 * @param createdBefore created earlier than that
 * @param idPart upper-case text that the id contains
 * @param phoneDigits digits that the phone number begins or ends with
 * @param sequelsOf goes on with the subscription that this order began; that order itself is none of them
 * @param after only orders that come after this one, which may have changed or gone since
 * @param limit the most orders on a page
 */
public record OrderQuery(
        Direction direction,
        ImmutableSet<OrderStatus> statuses,
        Optional<PackageType> packageType,
        Optional<PersonId> customer,
        Optional<Instant> createdFrom,
        Optional<Instant> createdBefore,
        Optional<String> idPart,
        Optional<String> phoneDigits,
        Optional<OrderId> sequelsOf,
        Optional<OrderId> after,
        int limit) {

    /** The most orders that a page can have. */
    public static final int MAX_LIMIT = 100;

    /** The fewest digits of a phone number that can be searched for. */
    public static final int MIN_PHONE_DIGITS = 4;

    /** In which order pages come. */
    public enum Direction {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    /** @throws IllegalArgumentException if the limit is not 1 to 100, or the phone digits are not 4 or more digits */
    public OrderQuery {
        Preconditions.checkArgument(
                limit >= 1 && limit <= MAX_LIMIT, "a page has 1 to %s orders, asked for %s", MAX_LIMIT, limit);
        phoneDigits.ifPresent(digits -> Preconditions.checkArgument(
                isPhoneSearch(digits), "a search by phone needs %s or more digits", MIN_PHONE_DIGITS));
        idPart = idPart.map(Ascii::toUpperCase);
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(statuses, "statuses");
        Objects.requireNonNull(packageType, "packageType");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(createdFrom, "createdFrom");
        Objects.requireNonNull(createdBefore, "createdBefore");
        Objects.requireNonNull(sequelsOf, "sequelsOf");
        Objects.requireNonNull(after, "after");
    }

    /** A query like this one to change. */
    public Builder toBuilder() {
        Builder same = new Builder(direction);
        same.statuses = statuses;
        same.packageType = packageType;
        same.customer = customer;
        same.createdFrom = createdFrom;
        same.createdBefore = createdBefore;
        same.idPart = idPart;
        same.phoneDigits = phoneDigits;
        same.sequelsOf = sequelsOf;
        same.after = after;
        same.limit = limit;
        return same;
    }

    /** The next page of this query. */
    public OrderQuery after(OrderId last) {
        return toBuilder().after(last).build();
    }

    /** Which orders and which page, without what tells a person. */
    @Override
    public String toString() {
        return "orders " + Ascii.toLowerCase(direction.name()).replace('_', ' ')
                + statuses.stream().map(status -> " " + status.word()).collect(Collectors.joining())
                + packageType.map(type -> " of " + type).orElse("")
                + customer.map(person -> " by " + person).orElse("")
                + createdFrom.map(time -> " from " + time).orElse("")
                + createdBefore.map(time -> " before " + time).orElse("")
                + idPart.map(part -> " like " + part).orElse("")
                + phoneDigits.map(digits -> " by ****").orElse("")
                + sequelsOf.map(first -> " going on with " + first).orElse("")
                + after.map(id -> " after " + id).orElse("")
                + ", " + limit;
    }

    /** Whether this text can be searched for as digits of a phone number. */
    public static boolean isPhoneSearch(String text) {
        return text.length() >= MIN_PHONE_DIGITS
                && CharMatcher.inRange('0', '9').matchesAllOf(text);
    }

    /** All orders, the newest first, ten to a page, unless the builder is told otherwise. */
    public static Builder newestFirst() {
        return new Builder(Direction.NEWEST_FIRST);
    }

    /** All orders, the oldest first, ten to a page, unless the builder is told otherwise. */
    public static Builder oldestFirst() {
        return new Builder(Direction.OLDEST_FIRST);
    }

    /**
     * Whether a store has the total of it at no cost: if it filters by nothing, or by one of statuses, package, customer and
     * first order and nothing else.
     */
    public boolean isTotalKnown() {
        boolean search =
                createdFrom.isPresent() || createdBefore.isPresent() || idPart.isPresent() || phoneDigits.isPresent();
        return !search
                && Booleans.countTrue(
                                !statuses.isEmpty(),
                                packageType.isPresent(),
                                customer.isPresent(),
                                sequelsOf.isPresent())
                        <= 1;
    }

    /** Whether an order passes every filter; the page is not looked at. */
    public boolean matches(Order order) {
        return (statuses.isEmpty() || statuses.contains(order.status()))
                && packageType.map(order.item().packageType()::equals).orElse(true)
                && customer.map(order.customer().id()::equals).orElse(true)
                && createdFrom.map(from -> !order.createdAt().isBefore(from)).orElse(true)
                && createdBefore.map(order.createdAt()::isBefore).orElse(true)
                && idPart.map(order.id().toString()::contains).orElse(true)
                && phoneDigits.map(digits -> hasPhone(order, digits)).orElse(true)
                && sequelsOf.map(first -> isSequel(order, first)).orElse(true);
    }

    private static boolean isSequel(Order order, OrderId first) {
        return order.sequel().filter(sequel -> sequel.first().equals(first)).isPresent();
    }

    private static boolean hasPhone(Order order, String digits) {
        Optional<String> phone = order.customer().id().phoneDigits();
        return phone.filter(p -> p.startsWith(digits) || p.endsWith(digits)).isPresent();
    }

    /** Collects the parts of a query. Not thread-safe. */
    public static final class Builder {

        private final Direction direction;
        private ImmutableSet<OrderStatus> statuses = ImmutableSet.of();
        private Optional<PackageType> packageType = Optional.empty();
        private Optional<PersonId> customer = Optional.empty();
        private Optional<Instant> createdFrom = Optional.empty();
        private Optional<Instant> createdBefore = Optional.empty();
        private Optional<String> idPart = Optional.empty();
        private Optional<String> phoneDigits = Optional.empty();
        private Optional<OrderId> sequelsOf = Optional.empty();
        private Optional<OrderId> after = Optional.empty();
        private int limit = 10;

        private Builder(Direction direction) {
            this.direction = direction;
        }

        /** Only orders that have one of these statuses; with none given, all. */
        public Builder status(OrderStatus... values) {
            this.statuses = ImmutableSet.copyOf(values);
            return this;
        }

        /** Only orders of this package. */
        public Builder packageType(PackageType value) {
            this.packageType = Optional.of(value);
            return this;
        }

        /** Only orders of this customer. */
        public Builder customer(PersonId value) {
            this.customer = Optional.of(value);
            return this;
        }

        /** Only orders created then or later. */
        public Builder createdFrom(Instant value) {
            this.createdFrom = Optional.of(value);
            return this;
        }

        /** Only orders created earlier than that. */
        public Builder createdBefore(Instant value) {
            this.createdBefore = Optional.of(value);
            return this;
        }

        /** Only orders whose id contains this text, in any case. */
        public Builder idPart(String value) {
            this.idPart = Optional.of(value);
            return this;
        }

        /** Only orders whose customer's phone number begins or ends with these digits. */
        public Builder phoneDigits(String value) {
            this.phoneDigits = Optional.of(value);
            return this;
        }

        /** Only orders that go on with the subscription that this one began. */
        public Builder sequelsOf(OrderId first) {
            this.sequelsOf = Optional.of(first);
            return this;
        }

        /** Only orders that come after this one. */
        public Builder after(OrderId value) {
            this.after = Optional.of(value);
            return this;
        }

        /** At most this many orders on a page. */
        public Builder limit(int value) {
            this.limit = value;
            return this;
        }

        /**
         * The query.
         *
         * @throws IllegalArgumentException if the limit is not 1 to 100, or the phone digits are not 4 or more digits
         */
        public OrderQuery build() {
            return new OrderQuery(
                    direction,
                    statuses,
                    packageType,
                    customer,
                    createdFrom,
                    createdBefore,
                    idPart,
                    phoneDigits,
                    sequelsOf,
                    after,
                    limit);
        }
    }
}
