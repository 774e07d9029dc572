package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
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
import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Measures reading and writing beside Jackson's parser on the same file. Its argument: how many orders, in thousands. */
public final class JsonSpeed {

    private static final int ROUNDS = 7;
    private static final JsonFactory JACKSON = new JsonFactory();
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
        List<byte[]> records = orders.stream().map(OrderJson::encode).toList();
        Map<String, Callable<?>> contestants = new LinkedHashMap<>();
        contestants.put("encode", () -> encode(orders));
        contestants.put("write a file to nowhere", () -> SnapshotFile.write(OutputStream.nullOutputStream(), orders));
        contestants.put("decode", () -> decode(records));
        contestants.put("split a file", () -> split(file));
        contestants.put("hash a file", () -> MoreFiles.asByteSource(file).hash(Hashing.sha256()));
        contestants.put("read a file", () -> read(file));
        contestants.put("Jackson's parser, tokens", () -> tokens(file));
        contestants.put("Jackson's parser, shared texts", () -> texts(file));
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        long bytes = write(orders, file).length();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Callable<?>> contestant : contestants.entrySet()) {
                costs.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>())
                        .add(Cost.of(contestant.getValue()));
            }
        }
        System.out.printf("%d orders, %d bytes each%n", orders.size(), bytes / orders.size());
        costs.forEach((name, rounds) -> print(name, rounds, orders.size(), bytes));
    }

    /** What one round took, in seconds: by the clock, and of all processors together. */
    private record Cost(double clock, double processors) {

        static Cost of(Callable<?> work) throws Exception {
            Duration processorsBefore = spent();
            long before = System.nanoTime();
            work.call();
            return new Cost(
                    (System.nanoTime() - before) / 1e9,
                    spent().minus(processorsBefore).toMillis() / 1e3);
        }

        private static Duration spent() {
            return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        }
    }

    private static void print(String name, List<Cost> rounds, int orders, long bytes) {
        double[] clock = rounds.stream().mapToDouble(Cost::clock).sorted().toArray();
        double[] processors =
                rounds.stream().mapToDouble(Cost::processors).sorted().toArray();
        double median = clock[ROUNDS / 2];
        System.out.printf(
                "%-31s %6.3f s (%.3f to %.3f), %4.0f MB/s, %5.2f us an order, %5.2f us of processors%n",
                name,
                median,
                clock[0],
                clock[ROUNDS - 1],
                bytes / median / 1e6,
                median / orders * 1e6,
                processors[ROUNDS / 2] / orders * 1e6);
    }

    private static long encode(List<StoredOrder> orders) {
        return orders.stream()
                .mapToLong(order -> OrderJson.encode(order).length)
                .sum();
    }

    private static int decode(List<byte[]> records) throws OrderFormatException {
        int entries = 0;
        for (byte[] record : records) {
            entries += FORMAT.decode(record).order().statusHistory().size();
        }
        return entries;
    }

    private static SnapshotFile.Summary write(List<StoredOrder> orders, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return SnapshotFile.write(out, orders);
        }
    }

    private static HashCode read(Path file) throws Exception {
        Set<Order> kept = new HashSet<>();
        SnapshotFile.Sink sink = new SnapshotFile.Sink() {
            @Override
            public void accept(StoredOrder order, RawRecord record) {
                kept.add(order.order());
            }

            @Override
            public void reject(SnapshotFile.Rejected rejected) {
                throw new AssertionError(rejected.reason());
            }
        };
        try (InputStream in = Files.newInputStream(file)) {
            SnapshotFile.Summary summary = SnapshotFile.read(in, FORMAT, sink);
            if (kept.size() != summary.records()) {
                throw new AssertionError("orders were lost");
            }
            return summary.sha256();
        }
    }

    private static int split(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            RecordSplitter records = new RecordSplitter(in);
            while (records.next()) {}
            return records.count();
        }
    }

    private static int tokens(Path file) throws IOException {
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), file.toFile())) {
            int count = 0;
            while (parser.nextToken() != null) {
                count++;
            }
            return count;
        }
    }

    /** All texts, each once, as a list for every order. */
    private static List<List<String>> texts(Path file) throws IOException {
        Map<String, String> shared = new HashMap<>();
        List<List<String>> orders = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.add(shared.computeIfAbsent(parser.getString(), text -> text));
                } else if (token == JsonToken.END_OBJECT
                        && parser.streamReadContext().inArray()
                        && texts.size() > 0
                        && parser.streamReadContext().getNestingDepth() == 1) {
                    orders.add(ImmutableList.copyOf(texts));
                    texts.clear();
                }
            }
        }
        return orders;
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
            PersonId id = PersonId.phone("628" + (100_000_000 + random.nextInt(Math.max(1, count / 5))));
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
