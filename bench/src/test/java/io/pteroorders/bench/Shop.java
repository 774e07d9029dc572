package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Orders like a shop's: a customer has five on average; those that lie in the store changed 2.5 times after they were
 * made; a tenth of the names are not ASCII, a fifth of the orders have notes. The same seed gives the same orders.
 */
final class Shop {

    /** The way of an order from {@code pending} on. */
    static final ImmutableList<OrderStatus> WAY = ImmutableList.of(
            OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED, OrderStatus.REFUNDED);

    private static final ImmutableList<PackageInfo> PACKAGES = PackageCatalog.PACKAGE_CATALOG.forSale();
    private static final int ORDERS_OF_A_CUSTOMER = 5;

    private final SplittableRandom random;
    private final int customers;
    private Instant time = Instant.parse("2024-01-01T00:00:00Z");

    Shop(long seed, int size) {
        this.random = new SplittableRandom(seed);
        this.customers = Math.max(20_000, size / ORDERS_OF_A_CUSTOMER);
    }

    /** Any customer of the shop. */
    PersonId customer() {
        return PersonId.phone("628" + (100_000_000 + random.nextInt(customers)));
    }

    int pick(int bound) {
        return random.nextInt(bound);
    }

    Instant now() {
        return time;
    }

    /** An order that was just made. */
    Order newOrder() {
        time = time.plusMillis(random.nextInt(60_000));
        PersonId id = customer();
        String name = (random.nextInt(10) == 0 ? "Bùdi 🌸 " : "Budi Santoso ") + id.hashCode() % 1000;
        OrderItem item = OrderItem.of(PACKAGES.get(random.nextInt(PACKAGES.size())), 1 + random.nextInt(12));
        return Order.create(OrderId.random(random), new Customer(id, name, id.text()), item, id.text(), time);
    }

    ImmutableList<Order> newOrders(int count) {
        List<Order> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            orders.add(newOrder());
        }
        return ImmutableList.copyOf(orders);
    }

    /** An order that has a history. */
    Order storedOrder() {
        Order order = newOrder();
        Instant at = time;
        for (OrderStatus to : WAY.subList(0, 1 + random.nextInt(WAY.size()))) {
            at = at.plusMillis(random.nextInt(10_000_000));
            order = advance(order, to, at);
        }
        return random.nextInt(5) > 0
                ? order
                : order.withNote(at, order.customer().id().text(), "please call me before " + random.nextInt(24));
    }

    /** The order at its next status. */
    static Order advance(Order order) {
        OrderStatus to = WAY.get(order.statusHistory().size() - 1);
        return advance(order, to, order.updatedAt().plusSeconds(60));
    }

    private static Order advance(Order order, OrderStatus to, Instant at) {
        String by = "6289990000" + order.id().hashCode() % 10;
        return order.transition(OrderFlow.ORDER_STATUS_FLOW, new StatusChange(to, at, by, "Changed to " + to.word()))
                .get();
    }

    /** Whether the order has come to the end of its way. */
    static boolean isAtEnd(Order order) {
        return order.statusHistory().size() > WAY.size();
    }
}
