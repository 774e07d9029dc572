package io.pteroorders.storage.json.table;

import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Measures a table of many orders; the number of orders can be given, and 2 GiB of heap are enough for a million. */
final class OrderTableMeasurement {

    private static final int ORDERS_A_CUSTOMER = 5;
    private static final int ROUNDS = 21;
    private static final List<String> NOTES = List.of(
            "Payment received by bank transfer",
            "Server is being prepared on node 3",
            "Server ready, panel details sent to the customer",
            "Cancelled by customer before payment");

    private final SplittableRandom random = new SplittableRandom(1);
    private final int orders;
    private final OrderTable table = new OrderTable(OrderFlow.ORDER_STATUS_FLOW);
    private final OrderId[] ids;

    private OrderTableMeasurement(int orders) {
        this.orders = orders;
        this.ids = new OrderId[orders];
    }

    public static void main(String[] arguments) {
        new OrderTableMeasurement(arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0])).measure();
    }

    private void measure() {
        long before = liveHeap();
        List<Customer> customers = customers();
        Order[] made = new Order[10_000];
        long filling = 0;
        for (int i = 0; i < orders; i += made.length) {
            for (int j = 0; j < made.length; j++) {
                made[j] = order(i + j, customers.get(random.nextInt(customers.size())));
                ids[i + j] = made[j].id();
            }
            long start = System.nanoTime();
            for (int j = 0; j < made.length; j++) {
                table.put(new StoredOrder(made[j], Optional.empty()), i + j + 1);
            }
            filling += System.nanoTime() - start;
        }
        Arrays.fill(made, null);
        byte[] json = OrderJson.encode(table.getStored(ids[orders / 2]).orElseThrow());

        print("JSON of an order, bytes", json.length);
        List<OrderId> someIds = new ArrayList<>();
        List<Customer> someCustomers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            someIds.add(ids[random.nextInt(orders)]);
            someCustomers.add(customers.get(random.nextInt(customers.size())));
        }
        print("put, a second", orders * 1e9 / filling);
        Arrays.fill(ids, null);
        customers.clear();
        print("live heap an order, bytes", (liveHeap() - before) / (double) orders);
        time("get by id, us", 10_000, i -> table.get(someIds.get(i)));
        time(
                "newest 10 of a customer, us",
                someIds.size(),
                i -> table.query(OrderQuery.newestFirst()
                        .customer(someCustomers.get(i).id())
                        .build()));
        time(
                "pending of a customer, us",
                someIds.size(),
                i -> table.pendingOf(someCustomers.get(i).id()));
        time(
                "first page of a status, us",
                100_000,
                i -> table.query(
                        OrderQuery.newestFirst().status(OrderStatus.COMPLETED).build()));
        time(
                "deep page of a status, us",
                someIds.size(),
                i -> table.query(OrderQuery.newestFirst()
                        .status(OrderStatus.COMPLETED)
                        .after(someIds.get(i))
                        .build()));
        time(
                "deep page of three statuses and a package, us",
                3_000,
                i -> table.query(OrderQuery.newestFirst()
                        .status(OrderStatus.COMPLETED, OrderStatus.CANCELLED, OrderStatus.CONFIRMED)
                        .packageType(PackageCatalog.PACKAGE_CATALOG.all().get(1).type())
                        .after(someIds.get(i))
                        .build()));
        time(
                "last 4 digits, us",
                1_000,
                i -> table.query(OrderQuery.newestFirst()
                        .phoneDigits(lastDigits(someCustomers.get(i)))
                        .build()));
        time(
                "first 4 digits that most have, us",
                1_000,
                i -> table.query(OrderQuery.newestFirst().phoneDigits("6281").build()));
        time(
                "first 6 digits that 1 % have, us",
                1_000,
                i -> table.query(OrderQuery.newestFirst()
                        .phoneDigits("6281" + (10 + i % 90))
                        .build()));
        time(
                "count of a status, us",
                100_000,
                i -> table.count(
                        OrderQuery.newestFirst().status(OrderStatus.PENDING).build()));
        time("page of changes, us", 3_000, i -> table.changes(i * 50L, 10));
        time("freeze, us", 20, i -> table.freeze());
        time("replace with the next status, us", 3_000, i -> replace(someIds.get(i)));
        measureSidecar();
        long start = System.nanoTime();
        long sum = 0;
        for (StoredOrder stored : table.freeze()) {
            sum += stored.order().statusHistory().size();
        }
        print("unpack each in order of creation, us", (System.nanoTime() - start) / 1e3 / orders);
        print("history entries an order", sum / (double) orders);
    }

    private void measureSidecar() {
        try {
            long start = System.nanoTime();
            ByteArrayOutputStream out = new ByteArrayOutputStream(orders * 100);
            Sidecar.write(table.freeze(), out);
            print("write the sidecar, ms", (System.nanoTime() - start) / 1e6);
            byte[] bytes = out.toByteArray();
            print("sidecar, bytes an order", bytes.length / (double) orders);
            for (int round = 0; round < 3; round++) {
                start = System.nanoTime();
                OrderTable read = Sidecar.read(
                        new BufferedInputStream(new ByteArrayInputStream(bytes), 1 << 16),
                        OrderFlow.ORDER_STATUS_FLOW,
                        stored -> {});
                print("read the sidecar, ms", (System.nanoTime() - start) / 1e6);
                read.check();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long sequence = Integer.MAX_VALUE;

    private int replace(OrderId id) {
        StoredOrder stored = table.getStored(id).orElseThrow();
        Order order = stored.order();
        Order next = order.status() == OrderStatus.COMPLETED
                ? Fixtures.moved(order, OrderStatus.REFUNDED)
                : order.withNote(order.updatedAt(), "someone", "x");
        table.put(new StoredOrder(next, stored.otherFields()), sequence++);
        return 0;
    }

    private static String lastDigits(Customer customer) {
        String digits = customer.id().phoneDigits().orElseThrow();
        return digits.substring(digits.length() - 4);
    }

    private List<Customer> customers() {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < Math.max(1, orders / ORDERS_A_CUSTOMER); i++) {
            customers.add(Fixtures.customer("Customer " + i, "6281" + (100_000_000 + random.nextInt(900_000_000))));
        }
        return customers;
    }

    /** Three and a half entries on average: mostly completed, some cancelled, a few open. */
    private Order order(int number, Customer customer) {
        PackageInfo sold = PackageCatalog.PACKAGE_CATALOG.all().get(random.nextInt(5));
        Instant time = Fixtures.NOON.plusSeconds(30L * number).plusMillis(random.nextInt(30_000));
        Order order = Order.create(
                OrderId.random(random),
                new Customer(customer.id(), customer.displayName(), customer.chatId()),
                OrderItem.of(sold, 1 + random.nextInt(12)),
                customer.id().text(),
                time);
        int dice = random.nextInt(20);
        if (dice >= 17 || number > orders - 100) {
            return dice == 19 ? order : step(order, OrderStatus.CANCELLED, NOTES.get(3));
        }
        order = step(order, OrderStatus.CONFIRMED, NOTES.get(0));
        order = step(order, OrderStatus.PROCESSING, NOTES.get(1));
        Order completed = step(order, OrderStatus.COMPLETED, NOTES.get(2));
        return completed.withServerId(completed.updatedAt(), "srv-" + number);
    }

    private Order step(Order order, OrderStatus to, String note) {
        Instant at = order.updatedAt().plusMillis(1 + random.nextInt(86_400_000));
        String admin = "62899900000" + (10 + random.nextInt(3)) + "@s.whatsapp.net";
        return order.transition(OrderFlow.ORDER_STATUS_FLOW, new StatusChange(to, at, admin, note))
                .get();
    }

    private void time(String what, int times, IntFunction<?> operation) {
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                if (operation.apply(i) == null) {
                    throw new IllegalStateException(what);
                }
            }
            rounds[round] = (System.nanoTime() - start) / 1e3 / times;
        }
        Arrays.sort(rounds);
        System.out.printf("%-60s %12.2f   (%.2f to %.2f)%n", what, rounds[ROUNDS / 2], rounds[0], rounds[ROUNDS - 1]);
    }

    private static void print(String what, double value) {
        System.out.printf("%-60s %12.2f%n", what, value);
    }

    private static long liveHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
