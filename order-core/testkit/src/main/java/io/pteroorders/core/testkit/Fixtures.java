package io.pteroorders.core.testkit;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static io.pteroorders.core.order.OrderStatus.REFUNDED;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * People and orders for tests, the same at every call.
 *
 * <pre>{@code
 * Order gold = anOrder(7).by(siti()).of(PackageType.GOLD).months(3).in(OrderStatus.COMPLETED);
 * }</pre>
 */
public final class Fixtures {

    /** Noon of 15 January 2026, a Thursday, in Jakarta. */
    public static final Instant NOON = Instant.parse("2026-01-15T05:00:00Z");

    /** The currency of the shop. */
    public static final CurrencyUnit IDR = CurrencyUnit.of("IDR");

    /** The zone of the shop. */
    public static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    private Fixtures() {}

    /** A customer. */
    public static Customer budi() {
        return customer("Budi", "6281234567890");
    }

    /** Another customer. */
    public static Customer siti() {
        return customer("Siti", "6285550001234");
    }

    /** The admin who does what is done to the orders of {@link #anOrder}. */
    public static PersonId admin() {
        return PersonId.phone("6289990000001");
    }

    /** A customer with a name and a phone number, in digits. */
    public static Customer customer(String name, String phone) {
        PersonId id = PersonId.phone(phone);
        return new Customer(id, name, id.text());
    }

    /** An amount of rupiah. */
    public static Money rupiah(long units) {
        return Amounts.of(IDR, units);
    }

    /**
     * An order id of its own for each number; greater numbers have greater ids.
     *
     * @param number 0 to 99,999
     */
    public static OrderId orderId(int number) {
        return OrderId.of("ORD-TEST0-" + Strings.padStart(Integer.toString(number), 5, '0'));
    }

    /**
     * An order with {@link #orderId}, created that many minutes after {@link #NOON}: of one month of bronze and by
     * {@link #budi}, unless told otherwise.
     *
     * @param number 0 to 99,999
     */
    public static Draft anOrder(int number) {
        return new Draft(number, budi(), PackageType.BRONZE, 1, NOON.plus(Duration.ofMinutes(number)));
    }

    /** A server of 1 GB, made as soon as it is paid. */
    public static ServerPlan plan() {
        return new ServerPlan(
                15,
                Optional.of(1),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(),
                new ServerLimits(1024, 0, 2048, ServerLimits.USUAL_IO, 100),
                ServerFeatures.NONE,
                ServerStartup.OF_THE_EGG,
                true);
    }

    /** The order as one whose server a panel makes by {@link #plan}. */
    public static Order planned(Order order) {
        OrderItem item = order.item();
        OrderItem planned = new OrderItem(
                item.packageType(),
                item.packageName(),
                item.durationMonths(),
                item.pricePerMonth(),
                item.specifications(),
                Optional.of(plan()));
        return Order.restore(order.id(), order.customer(), planned, order.createdAt(), order.statusHistory())
                .updatedAt(order.updatedAt())
                .serverId(order.serverId().orElse(null))
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    /** The order one arrow further, a minute after it last changed; a completed one has the server {@code srv-1}. */
    public static Order moved(Order order, OrderStatus to) {
        Instant at = order.updatedAt().plus(Duration.ofMinutes(1));
        StatusChange change = new StatusChange(to, at, admin().text(), "now " + to.word());
        Order next = order.transition(OrderFlow.ORDER_STATUS_FLOW, change).get();
        return to == COMPLETED ? next.withServerId(next.updatedAt(), "srv-1") : next;
    }

    private static ImmutableList<OrderStatus> wayTo(OrderStatus status) {
        return switch (status) {
            case PENDING -> ImmutableList.of();
            case CONFIRMED -> ImmutableList.of(CONFIRMED);
            case PROCESSING -> ImmutableList.of(CONFIRMED, PROCESSING);
            case COMPLETED -> ImmutableList.of(CONFIRMED, PROCESSING, COMPLETED);
            case CANCELLED -> ImmutableList.of(CANCELLED);
            case REFUNDED -> ImmutableList.of(CONFIRMED, PROCESSING, COMPLETED, REFUNDED);
        };
    }

    /**
     * An order that a test describes. Immutable and thread-safe.
     *
     * @param number makes the id
     * @param customer who it is for
     * @param packageType a package of the default catalogue
     * @param durationMonths 1 to 12
     * @param createdAt when it was asked for
     */
    public record Draft(int number, Customer customer, PackageType packageType, int durationMonths, Instant createdAt) {

        /** The same for another customer. */
        public Draft by(Customer other) {
            return new Draft(number, other, packageType, durationMonths, createdAt);
        }

        /** The same of another package of the default catalogue. */
        public Draft of(PackageType other) {
            return new Draft(number, customer, other, durationMonths, createdAt);
        }

        /** The same for another number of months. */
        public Draft months(int other) {
            return new Draft(number, customer, packageType, other, createdAt);
        }

        /** The same created at another time. */
        public Draft at(Instant other) {
            return new Draft(number, customer, packageType, durationMonths, other);
        }

        /** The order, pending. */
        public Order pending() {
            OrderItem item = OrderItem.of(
                    PackageCatalog.PACKAGE_CATALOG.find(packageType).orElseThrow(), durationMonths);
            return Order.create(orderId(number), customer, item, customer.id().text(), createdAt);
        }

        /** The order in a status, moved there by the shortest way, a minute a step. */
        public Order in(OrderStatus status) {
            Order order = pending();
            for (OrderStatus next : wayTo(status)) {
                order = moved(order, next);
            }
            return order;
        }
    }
}
