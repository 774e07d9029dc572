package io.pteroorders.core;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.Uninterruptibles;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** People, orders and threads for the tests of this module. */
public final class Samples {

    public static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    public static final CurrencyUnit IDR = CurrencyUnit.of("IDR");
    public static final Instant NOON = Instant.parse("2026-01-15T05:00:00Z");
    public static final PersonId ADMIN = PersonId.phone("6289990000001");

    private Samples() {}

    public static Customer budi() {
        return customer("6281234567890");
    }

    public static Customer siti() {
        return customer("6285550001234");
    }

    public static Customer customer(String phone) {
        PersonId id = PersonId.phone(phone);
        return new Customer(id, "Customer", id.text());
    }

    public static Money rupiah(long units) {
        return Amounts.of(IDR, units);
    }

    public static OrderId orderId(int number) {
        return OrderId.of("ORD-SAMPL-" + Strings.padStart(Integer.toString(number), 5, '0'));
    }

    public static OrderItem item(PackageType type, int months) {
        PackageInfo sold = PackageCatalog.PACKAGE_CATALOG.find(type).orElseThrow();
        return OrderItem.of(sold, months);
    }

    /** A pending order of a month of bronze. */
    public static Order pending(int number, Customer customer, Instant at) {
        return Order.create(
                orderId(number),
                customer,
                item(PackageType.BRONZE, 1),
                customer.id().text(),
                at);
    }

    /** The order one arrow further. */
    public static Order moved(Order order, OrderStatus to, Instant at) {
        StatusChange change = new StatusChange(to, at, ADMIN.text(), "internal " + to);
        return order.transition(OrderFlow.ORDER_STATUS_FLOW, change).get();
    }

    /** The order moved along these statuses, a minute a step. */
    public static Order moved(Order order, OrderStatus... way) {
        Order now = order;
        for (OrderStatus to : way) {
            now = moved(now, to, now.updatedAt().plus(Duration.ofMinutes(1)));
        }
        return now;
    }

    /** An order of Budi's in a status, moved there by the shortest way. */
    public static Order in(OrderStatus status) {
        Order order = pending(1, budi(), NOON);
        return switch (status) {
            case PENDING -> order;
            case CONFIRMED -> moved(order, OrderStatus.CONFIRMED);
            case PROCESSING -> moved(in(OrderStatus.CONFIRMED), OrderStatus.PROCESSING);
            case COMPLETED -> moved(in(OrderStatus.PROCESSING), OrderStatus.COMPLETED);
            case CANCELLED -> moved(order, OrderStatus.CANCELLED);
            case REFUNDED -> moved(in(OrderStatus.COMPLETED), OrderStatus.REFUNDED);
        };
    }

    /** Runs an action in so many threads, all let go together; gives what each came to. */
    public static <T> ImmutableList<T> race(int threads, IntFunction<T> action) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Future<T>> runners = IntStream.range(0, threads)
                    .mapToObj(runner -> pool.submit(() -> {
                        ready.countDown();
                        Uninterruptibles.awaitUninterruptibly(ready);
                        return action.apply(runner);
                    }))
                    .toList();
            return runners.stream().map(Futures::getUnchecked).collect(ImmutableList.toImmutableList());
        } finally {
            pool.shutdown();
        }
    }

    /** The orders of a small store, by their last change. */
    public static ImmutableList<Order> all(OrderStorage storage) {
        return storage.changes(ChangePage.Token.START, OrderQuery.MAX_LIMIT).changes().stream()
                .flatMap(change -> change.order().stream())
                .collect(ImmutableList.toImmutableList());
    }
}
