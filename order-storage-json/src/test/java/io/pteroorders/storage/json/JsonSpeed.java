package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
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
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Measures reading and writing beside Jackson's parser on the same file. Its argument: how many orders, in thousands. */
public final class JsonSpeed {

    private static final int ROUNDS = 7;
    private static final OrderJson FORMAT = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);
    private static final ImmutableList<OrderStatus> WAY = ImmutableList.of(
            OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED, OrderStatus.REFUNDED);

    private JsonSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int count = 1000 * (arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]));
        Path file = Files.createTempFile("orders", ".json");
        try {
            measure(orders(count), file);
        } finally {
            Files.delete(file);
        }
    }

    private static void measure(List<StoredOrder> orders, Path file) throws Exception {
        long size = write(orders, file).length();
        List<byte[]> records = orders.stream().map(FORMAT::encode).toList();
        System.out.printf("%d orders, %d bytes each%n", orders.size(), size / orders.size());
        Map<String, Callable<?>> contestants = new java.util.LinkedHashMap<>();
        contestants.put("encode", () -> {
            long total = 0;
            for (StoredOrder order : orders) {
                total += FORMAT.encode(order).length;
            }
            return total;
        });
        contestants.put(
                "write a snapshot to nowhere", () -> SnapshotFile.write(OutputStream.nullOutputStream(), orders));
        contestants.put("decode", () -> {
            long total = 0;
            for (byte[] record : records) {
                total += FORMAT.decode(record).order().statusHistory().size();
            }
            return total;
        });
        contestants.put("hash", () -> {
            try (InputStream in = Files.newInputStream(file)) {
                return com.google.common.io.ByteStreams.copy(
                        in,
                        new com.google.common.hash.HashingOutputStream(
                                com.google.common.hash.Hashing.sha256(), OutputStream.nullOutputStream()));
            }
        });
        contestants.put("split", () -> split(file));
        contestants.put("read a snapshot", () -> read(file));
        contestants.put("Jackson's parser, tokens only", () -> tokens(file));
        contestants.put("Jackson's parser, with texts shared", () -> texts(file));
        Map<String, double[]> seconds = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var contestant : contestants.entrySet()) {
                long start = System.nanoTime();
                contestant.getValue().call();
                seconds.computeIfAbsent(contestant.getKey(), any -> new double[ROUNDS])[round] =
                        (System.nanoTime() - start) / 1e9;
            }
        }
        for (String name : contestants.keySet()) {
            double[] sorted = seconds.get(name);
            Arrays.sort(sorted);
            System.out.printf(
                    "%-40s %6.3f s (%5.3f to %5.3f), %6.0f MB/s, %5.2f us an order%n",
                    name,
                    sorted[ROUNDS / 2],
                    sorted[0],
                    sorted[ROUNDS - 1],
                    size / sorted[ROUNDS / 2] / 1e6,
                    sorted[ROUNDS / 2] / orders.size() * 1e6);
        }
    }

    private static SnapshotFile.Summary write(List<StoredOrder> orders, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return SnapshotFile.write(out, orders);
        }
    }

    private static HashCode read(Path file) throws Exception {
        List<Order> orders = new ArrayList<>();
        SnapshotFile.Sink sink = new SnapshotFile.Sink() {
            @Override
            public void accept(StoredOrder order, RawRecord record) {
                orders.add(order.order());
            }

            @Override
            public void reject(SnapshotFile.Rejected rejected) {
                throw new AssertionError(rejected.reason());
            }
        };
        try (InputStream in = Files.newInputStream(file)) {
            return SnapshotFile.read(in, FORMAT, sink).sha256();
        }
    }

    private static int split(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            RecordSplitter records = new RecordSplitter(in);
            while (records.next()) {}
            return records.count();
        }
    }

    private static long tokens(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            long count = 0;
            while (parser.nextToken() != null) {
                count++;
            }
            return count;
        }
    }

    private static List<Map<String, String>> texts(Path file) throws IOException {
        Map<String, String> shared = new HashMap<>();
        List<Map<String, String>> all = new ArrayList<>();
        List<String> values = new ArrayList<>();
        long sum = 0;
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    String text = parser.getString();
                    if (shared.size() < 100_000) {
                        shared.putIfAbsent(text, text);
                    }
                    values.add(shared.getOrDefault(text, text));
                } else if (token == JsonToken.VALUE_NUMBER_INT) {
                    sum += parser.getLongValue();
                } else if (token == JsonToken.END_OBJECT) {
                    sum += values.size();
                    values.clear();
                }
            }
        }
        all.add(Map.of("sum", Long.toString(sum)));
        return all;
    }

    /** Orders like a shop's: 3.5 changes on average, a tenth of them with names that are not ASCII, a fifth with notes. */
    private static List<StoredOrder> orders(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<PackageInfo> packages =
                PackageCatalog.PACKAGE_CATALOG.forSale().stream().toList();
        List<StoredOrder> orders = new ArrayList<>();
        Instant time = Instant.parse("2025-01-01T00:00:00Z");
        for (int i = 0; i < count; i++) {
            time = time.plusMillis(random.nextInt(60_000));
            PersonId id = PersonId.of("628" + (100_000_000 + random.nextInt(Math.max(1, count / 5))));
            String name = (random.nextInt(10) == 0 ? "Bùdi 🌸 " : "Budi Santoso ")
                    + id.text().hashCode() % 1000;
            OrderItem item = OrderItem.of(packages.get(random.nextInt(packages.size())), 1 + random.nextInt(12));
            Order order =
                    Order.create(OrderId.random(random), new Customer(id, name, id.text()), item, id.text(), time);
            Instant at = time;
            for (OrderStatus to : WAY.subList(0, 1 + random.nextInt(4))) {
                at = at.plusMillis(random.nextInt(10_000_000));
                String by = "62899900000" + random.nextInt(10) + "@s.whatsapp.net";
                order = order.transition(
                                OrderFlow.ORDER_STATUS_FLOW,
                                new StatusChange(to, at, by, "Status changed to " + to.word()))
                        .get();
            }
            if (random.nextInt(5) == 0) {
                order = order.withNote(at, id.text(), "please call me before " + random.nextInt(24) + " o'clock");
            }
            orders.add(StoredOrder.of(order));
        }
        return orders;
    }
}
