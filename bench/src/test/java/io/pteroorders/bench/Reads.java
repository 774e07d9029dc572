package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.storage.json.JsonOrderStorage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads, beside other stores and a scan over columns. */
final class Reads {

    private static final ImmutableList<OrderStatus> STATUSES = ImmutableList.copyOf(OrderStatus.values());

    /** One read; gives something that depends on all that was read. */
    @FunctionalInterface
    private interface Read {
        long run() throws Exception;
    }

    private record Contestant(String name, Read read) {}

    private static final OrderStatus STATUS = OrderStatus.COMPLETED;
    private static final long NANOS_A_ROUND = 40_000_000;
    private static final int PHONE_DIGITS = 6;

    private final Form form;
    private final Figures figures;
    private final Path directory;
    private final Stock stock;
    private final Shop shop;
    private final List<OrderId> ids = new ArrayList<>();
    private final long[] createdAt;
    private final long[] totals;
    private final byte[] statuses;
    private Instant middle = Instant.EPOCH;
    private long sum;

    Reads(Form form, Figures figures, Path directory, Stock stock) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
        this.stock = stock;
        this.shop = stock.shop();
        this.createdAt = new long[stock.size()];
        this.totals = new long[stock.size()];
        this.statuses = new byte[stock.size()];
    }

    void measure() throws Exception {
        figures.section(String.format("Reads at %,d orders", stock.size()));
        Directories.makeEmpty(directory);
        note();
        stock.writeTo(directory.resolve("json"));
        try (JsonOrderStorage json = Stock.open(directory.resolve("json"));
                Sqlite sqlite = new Sqlite(directory.resolve("sqlite"));
                MvStorePeer mvStore = new MvStorePeer(directory.resolve("mvstore"))) {
            sqlite.fill(stock.orders());
            mvStore.fill(stock.orders());
            List<Contestant> contestants = new ArrayList<>(ours(json));
            contestants.addAll(theirs("SQLite", sqlite));
            contestants.addAll(theirs("MVStore", mvStore));
            contestants.add(new Contestant("scan of columns for a month", this::scan));
            for (int round = 0; round <= form.rounds(); round++) {
                for (Contestant contestant : contestants) {
                    figures.add(contestant.name, micros(contestant.read));
                }
                if (round == 0) {
                    figures.warm();
                }
            }
        }
        print();
    }

    private void note() {
        int i = 0;
        for (Order order : stock.orders()) {
            ids.add(order.id());
            createdAt[i] = order.createdAt().toEpochMilli();
            totals[i] = order.totalAmount().getAmountMajorLong();
            statuses[i++] = (byte) STATUSES.indexOf(order.status());
        }
        middle = Instant.ofEpochMilli(createdAt[stock.size() / 2]);
    }

    private OrderId anId() {
        return ids.get(shop.pick(ids.size()));
    }

    private List<Contestant> ours(JsonOrderStorage json) {
        OrderQuery ofStatus = OrderQuery.newestFirst().status(STATUS).build();
        OrderQuery deep =
                OrderQuery.newestFirst().status(STATUS).after(deepOrder(json)).build();
        return List.of(
                new Contestant("get by id", () -> json.get(anId()).orElseThrow().hashCode()),
                new Contestant(
                        "newest 10 of a customer",
                        () -> size(json.query(OrderQuery.newestFirst()
                                .customer(shop.customer())
                                .build()))),
                new Contestant("page of a status, first", () -> size(json.query(ofStatus))),
                new Contestant("page of a status, deep", () -> size(json.query(deep))),
                new Contestant(
                        "statistics of all",
                        () -> json.statistics(Unit.ALL, middle).byStatus().size()),
                new Contestant(
                        "statistics of a month",
                        () -> json.statistics(Unit.MONTH, middle).byStatus().size()),
                new Contestant(
                        "page by end of a phone number",
                        () -> size(json.query(
                                OrderQuery.newestFirst().phoneDigits(phoneEnd()).build()))));
    }

    private String phoneEnd() {
        String digits = shop.customer().phoneDigits().orElseThrow();
        return digits.substring(digits.length() - PHONE_DIGITS);
    }

    private static long size(Page page) {
        return page.orders().size();
    }

    /** The order of the status that a quarter of all orders stand behind. */
    private OrderId deepOrder(JsonOrderStorage json) {
        OrderQuery.Builder query = OrderQuery.newestFirst().status(STATUS).limit(OrderQuery.MAX_LIMIT);
        Page page = json.query(query.build());
        for (int passed = page.orders().size();
                passed < depth();
                passed += page.orders().size()) {
            page = json.query(query.after(page.next().orElseThrow()).build());
        }
        return Iterables.getLast(page.orders()).id();
    }

    private int depth() {
        return stock.size() / 8;
    }

    private List<Contestant> theirs(String name, Peer peer) {
        return List.of(
                new Contestant(name + ": get by id", () -> peer.get(anId())),
                new Contestant(name + ": newest 10 of a customer", () -> peer.newest(shop.customer())),
                new Contestant(name + ": page of a status, first", () -> peer.page(STATUS, 0)),
                new Contestant(name + ": page of a status, deep", () -> peer.page(STATUS, depth())),
                new Contestant(name + ": statistics of all", peer::statistics));
    }

    private long scan() {
        long from = middle.toEpochMilli();
        long to = from + 30L * 24 * 3_600_000;
        long[] counts = new long[OrderStatus.values().length];
        long turnover = 0;
        for (int i = 0; i < createdAt.length; i++) {
            if (createdAt[i] >= from && createdAt[i] < to) {
                counts[statuses[i]]++;
                turnover += totals[i];
            }
        }
        return turnover + counts[0];
    }

    private double micros(Read read) throws Exception {
        long start = System.nanoTime();
        long now = start;
        int count = 0;
        while (now - start < NANOS_A_ROUND) {
            sum += read.run();
            count++;
            now = System.nanoTime();
        }
        return (now - start) / 1e3 / count;
    }

    private void print() {
        for (String read : ImmutableList.of(
                "get by id", "newest 10 of a customer", "page of a status, first", "page of a status, deep")) {
            String goal = read.startsWith("get") ? "1 us" : read.startsWith("newest") ? "3 us" : "5 us";
            compare(read, goal);
        }
        compare("statistics of all", "60 us");
        figures.line("scan of columns for a month", "us", "");
        figures.line("statistics of a month", "us", "scan of columns for a month", "0.2");
        figures.line("page by end of a phone number", "us", "1,000 us");
        figures.checksum(sum);
    }

    private void compare(String read, String goal) {
        figures.line(read, "us", "SQLite: " + read, goal);
        figures.line(read, "us", "MVStore: " + read, goal);
        figures.line("SQLite: " + read, "us", "");
        figures.line("MVStore: " + read, "us", "");
    }
}
