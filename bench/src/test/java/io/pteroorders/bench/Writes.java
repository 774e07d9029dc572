package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Durable creates and changes of status, beside the raw disk and other stores. */
final class Writes {

    /** Stores of one size side by side. */
    private static final class Contestants implements AutoCloseable {

        private final RawDisk raw;
        private final JsonOrderStorage json;
        private final Sqlite sqlite;
        private final MvStorePeer mvStore;

        Contestants(Path directory, Stock stock) throws Exception {
            Directories.makeEmpty(directory);
            raw = new RawDisk(directory.resolve("raw"));
            stock.writeTo(directory.resolve("json"));
            json = Stock.open(directory.resolve("json"));
            sqlite = new Sqlite(directory.resolve("sqlite"));
            sqlite.fill(stock.orders());
            mvStore = new MvStorePeer(directory.resolve("mvstore"));
            mvStore.fill(stock.orders());
        }

        @Override
        public void close() throws IOException, SQLException {
            raw.close();
            json.close();
            sqlite.close();
            mvStore.close();
        }
    }

    private static final ImmutableList<Integer> THREADS = ImmutableList.of(1, 16, 64);
    private static final int ORDERS_A_THREAD = 4_000;
    private static final int MOST_ORDERS = 12_000;
    private static final int LINE = 60;
    private static final OrderJson FORMAT = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);

    private final Form form;
    private final Figures figures;
    private final Path directory;
    private final Shop shop;
    private final Stock stock;

    Writes(Form form, Figures figures, Path directory, Stock stock) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
        this.shop = stock.shop();
        this.stock = stock;
    }

    void measure() throws Exception {
        figures.section(String.format("Durable writes at %,d orders", stock.size()));
        if (stock.size() == 0) {
            for (int round = 0; round <= form.rounds(); round++) {
                try (Contestants contestants = new Contestants(directory, stock)) {
                    measure(contestants, round);
                }
            }
        } else {
            try (Contestants contestants = new Contestants(directory, stock)) {
                for (int round = 0; round <= form.rounds(); round++) {
                    measure(contestants, round);
                }
            }
        }
        print();
    }

    private void measure(Contestants contestants, int round) throws Exception {
        for (int threads : THREADS) {
            measureOurs(contestants, threads);
        }
        submit(contestants.json);
        peers("SQLite", contestants.sqlite);
        peers("MVStore", contestants.mvStore);
        if (round == 0) {
            figures.warm();
        }
    }

    private void measureOurs(Contestants contestants, int threads) throws Exception {
        ImmutableList<Order> orders = shop.newOrders(Math.min(MOST_ORDERS, threads * ORDERS_A_THREAD));
        byte[] created = line(orders.get(0));
        byte[] changed = line(Shop.advance(Shop.advance(orders.get(0))));
        JsonOrderStorage json = contestants.json;
        run("raw disk, a create's bytes, ", threads, raw(contestants.raw, threads, created));
        AtomicInteger next = new AtomicInteger();
        run("create, ", threads, () -> {
            int i = next.getAndIncrement();
            return i < orders.size() && Stock.insert(json, orders.get(i));
        });
        int made = Math.min(next.get(), orders.size()) - threads;
        run("raw disk, an update's bytes, ", threads, raw(contestants.raw, threads, changed));
        AtomicInteger step = new AtomicInteger();
        run("status update, ", threads, () -> {
            int i = step.getAndIncrement();
            return i < made * Shop.WAY.size()
                    && update(json, orders.get(i % made).id());
        });
    }

    private static boolean update(JsonOrderStorage json, OrderId id) {
        return json.update(id, order -> Outcome.done(Shop.advance(order)), Optional.empty())
                        .kind()
                == WriteResult.Kind.DONE;
    }

    private static byte[] line(Order order) {
        return new byte[OrderJson.encode(StoredOrder.of(order)).length + LINE];
    }

    private static Race.Step raw(RawDisk raw, int threads, byte[] bytes) {
        return () -> {
            if (threads == 1) {
                raw.write(bytes);
            } else {
                raw.writeTogether(bytes);
            }
            return true;
        };
    }

    private void run(String what, int threads, Race.Step step) throws Exception {
        Race.Result result = Race.run(threads, form.slice(), step);
        figures.add(what + threads(threads), result.rate());
        figures.add("p99 of " + what + threads(threads), result.p99());
    }

    private static String threads(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    private void submit(JsonOrderStorage json) {
        ImmutableList<Order> orders = shop.newOrders(MOST_ORDERS);
        long start = System.nanoTime();
        List<CompletionStage<?>> answers = new ArrayList<>();
        for (Order order : orders) {
            answers.add(json.submitInsert(order, InsertGuard.NONE, Optional.empty()));
        }
        answers.forEach(answer -> answer.toCompletableFuture().join());
        figures.add("create without waiting", orders.size() * 1e9 / (System.nanoTime() - start));
    }

    private void peers(String name, Peer peer) throws Exception {
        run(name + ", ", 1, creating(peer::create));
        run(name + ", ", 16, creating(peer::create));
        run(name + " batched by hand, ", 16, creating(peer::createTogether));
    }

    /** Creates with any store. */
    @FunctionalInterface
    private interface Create {
        void create(Order order) throws Exception;
    }

    private Race.Step creating(Create create) {
        ImmutableList<Order> orders = shop.newOrders(MOST_ORDERS);
        AtomicInteger next = new AtomicInteger();
        return () -> {
            int i = next.getAndIncrement();
            if (i >= orders.size()) {
                return false;
            }
            create.create(orders.get(i));
            return true;
        };
    }

    private void print() {
        boolean million = stock.size() >= 1_000_000;
        for (int threads : THREADS) {
            String suffix = threads(threads);
            String goal =
                    threads == 1 ? (million ? "0.85" : "0.90") : threads == 16 ? (million ? "0.60" : "0.70") : "0.50";
            figures.line("raw disk, a create's bytes, " + suffix, "/s", "");
            figures.line("create, " + suffix, "/s", "raw disk, a create's bytes, " + suffix, goal);
            figures.line("raw disk, an update's bytes, " + suffix, "/s", "");
            figures.line("status update, " + suffix, "/s", "raw disk, an update's bytes, " + suffix, goal);
            figures.line("p99 of create, " + suffix, "us", "p99 of raw disk, a create's bytes, " + suffix, "2");
            figures.line("p99 of status update, " + suffix, "us", "p99 of raw disk, an update's bytes, " + suffix, "2");
        }
        figures.line("create without waiting", "/s", "100,000");
        for (String peer : List.of("SQLite", "MVStore")) {
            boolean sqlite = peer.equals("SQLite");
            figures.line(peer + ", 1 thread", "/s", "");
            figures.line(peer + ", 16 threads", "/s", "");
            figures.line(peer + " batched by hand, 16 threads", "/s", "");
            figures.line(
                    "create, 1 thread", "/s", peer + ", 1 thread", sqlite ? stock.size() == 0 ? "1.5" : "1.8" : "3");
            figures.line("create, 16 threads", "/s", peer + ", 16 threads", sqlite ? "7" : "10");
            figures.line(
                    "create, 16 threads",
                    "/s",
                    peer + " batched by hand, 16 threads",
                    sqlite ? stock.size() == 0 ? "2.2" : "4 at 1,000,000" : "");
        }
    }
}
