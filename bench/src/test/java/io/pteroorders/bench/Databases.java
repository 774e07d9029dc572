package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.record.StoredOrder;
import io.pteroorders.storage.sql.SqlMigration;
import io.pteroorders.storage.sql.SqlOrderStorage;
import io.pteroorders.storage.sql.SqlStorageOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** The store in a PostgreSQL database of this machine, beside the one in files on the same disk. */
final class Databases {

    private static final ImmutableList<Integer> THREADS = ImmutableList.of(1, 16);
    private static final int ORDERS_A_ROUND = 4_000;
    private static final int READS_A_ROUND = 200;

    private final Form form;
    private final Figures figures;
    private final Path directory;
    private final Stock stock;
    private final Shop shop;
    private final List<String> measured = new ArrayList<>();
    private long sum;

    Databases(Form form, Figures figures, Path directory, Stock stock) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
        this.stock = stock;
        this.shop = stock.shop();
    }

    void measure() throws Exception {
        figures.section(String.format("PostgreSQL beside files at %,d orders", stock.size()));
        Directories.makeEmpty(directory);
        stock.writeTo(directory.resolve("json"));
        Files.createDirectories(directory);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(directory.resolve("postgresql"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start();
                RawDisk raw = new RawDisk(directory.resolve("raw"))) {
            SqlStorageOptions options = new SqlStorageOptions(
                    server.getJdbcUrl("postgres", "postgres"),
                    "postgres",
                    "postgres",
                    ZoneId.of("Asia/Jakarta"),
                    OrderFlow.ORDER_STATUS_FLOW);
            fill(options);
            try (JsonOrderStorage json = Stock.open(directory.resolve("json"));
                    SqlOrderStorage sql = SqlOrderStorage.open(options)) {
                for (int round = 0; round <= form.rounds(); round++) {
                    figures.add(
                            "raw disk, a force each",
                            Race.run(1, form.slice(), () -> {
                                        raw.write(new byte[1000]);
                                        return true;
                                    })
                                    .rate());
                    measure("files: ", json);
                    measure("PostgreSQL: ", sql);
                    if (round == 0) {
                        figures.warm();
                    }
                    figures.add("PostgreSQL: disk for an order", bytes(server));
                }
            }
        }
        print();
    }

    /** With its indexes, and with the rows that the first rounds replaced. */
    private static double bytes(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_total_relation_size('orders') / count(*) FROM orders")) {
            row.next();
            return row.getDouble(1);
        }
    }

    private void fill(SqlStorageOptions options) {
        Iterable<StoredOrder> source = Iterables.transform(stock.orders(), StoredOrder::of);
        try (SqlMigration migration = SqlMigration.into(options)) {
            migration.write(source);
            migration.finish(source);
        }
    }

    private void measure(String name, OrderStorage store) throws Exception {
        for (int threads : THREADS) {
            write(name, store, threads);
        }
        OrderQuery first =
                OrderQuery.newestFirst().status(OrderStatus.COMPLETED).build();
        OrderQuery deep = OrderQuery.newestFirst()
                .status(OrderStatus.COMPLETED)
                .after(oldest(store))
                .build();
        List<OrderId> ids = ids(store);
        time(name + "get by id", () -> store.get(ids.get(shop.pick(ids.size()))).hashCode());
        time(
                name + "newest 10 of a customer",
                () -> size(store.query(
                        OrderQuery.newestFirst().customer(shop.customer()).build())));
        time(name + "page of a status, first", () -> size(store.query(first)));
        time(name + "page of a status, deep", () -> size(store.query(deep)));
        time(
                name + "statistics of all",
                () -> store.statistics(Unit.ALL, shop.now()).byStatus().size());
        time(
                name + "statistics of a month",
                () -> store.statistics(Unit.MONTH, shop.now()).byStatus().size());
    }

    private static long size(Page page) {
        return page.orders().size();
    }

    private void write(String name, OrderStorage store, int threads) throws Exception {
        ImmutableList<Order> orders = shop.newOrders(ORDERS_A_ROUND);
        AtomicInteger next = new AtomicInteger();
        String suffix = threads == 1 ? ", 1 thread" : ", " + threads + " threads";
        figure(
                name + "create" + suffix,
                Race.run(threads, form.slice().multipliedBy(4), () -> {
                            int i = next.getAndIncrement();
                            return i < orders.size()
                                    && store.insert(orders.get(i), OrderStorage.InsertGuard.NONE, Optional.empty())
                                            .after()
                                            .isPresent();
                        })
                        .rate());
        int made = Math.min(next.get(), orders.size()) - threads;
        AtomicInteger step = new AtomicInteger();
        figure(
                name + "status update" + suffix,
                Race.run(threads, form.slice().multipliedBy(4), () -> {
                            int i = step.getAndIncrement();
                            return i < made
                                    && store.update(
                                                    orders.get(i).id(),
                                                    order -> Outcome.done(Shop.advance(order)),
                                                    Optional.empty())
                                            .after()
                                            .isPresent();
                        })
                        .rate());
    }

    /** An order that nearly all others of its status stand before. */
    private static OrderId oldest(OrderStorage store) {
        return Iterables.getLast(store.query(OrderQuery.oldestFirst()
                                .status(OrderStatus.COMPLETED)
                                .limit(50)
                                .build())
                        .orders())
                .id();
    }

    private static List<OrderId> ids(OrderStorage store) {
        Page page =
                store.query(OrderQuery.newestFirst().limit(OrderQuery.MAX_LIMIT).build());
        return page.orders().stream().map(Order::id).toList();
    }

    private void time(String name, LongSupplier read) {
        long start = System.nanoTime();
        for (int i = 0; i < READS_A_ROUND; i++) {
            sum += read.getAsLong();
        }
        figure(name, (System.nanoTime() - start) / 1e3 / READS_A_ROUND);
    }

    private void figure(String name, double value) {
        figures.add(name, value);
        if (!measured.contains(name)) {
            measured.add(name);
        }
    }

    private void print() {
        figures.line("raw disk, a force each", "/s", "");
        for (String name : measured) {
            String unit = name.contains("thread") ? "/s" : "us";
            if (name.startsWith("files: ")) {
                figures.line(name, unit, "");
            } else {
                figures.line(name, unit, name.replace("PostgreSQL: ", "files: "), "");
            }
        }
        figures.line("PostgreSQL: disk for an order", "bytes", "");
        figures.line("PostgreSQL: create, 1 thread", "/s", "raw disk, a force each", "");
        figures.checksum(sum);
    }
}
