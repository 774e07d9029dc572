package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.record.Samples;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A data directory and what tests do to it from outside. */
record DataDirectory(Path path) {

    static DataDirectory in(Path parent) {
        return new DataDirectory(parent.resolve("data"));
    }

    /** One that exists, with this text as its {@code orders.json}. */
    static DataDirectory holding(Path parent, String orders) throws IOException {
        DataDirectory data = in(parent);
        Files.createDirectories(data.path);
        Files.writeString(data.file(), orders);
        return data;
    }

    JsonOrderStorage open() {
        return JsonOrderStorage.open(path, JsonStorageOptions.defaults(ManualClock.at(NOON)));
    }

    /** Leaves nothing but the quarantine and this {@code orders.json}. */
    void replaceAllBy(String orders) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(file(), orders);
    }

    /** Makes the directory, with these orders in {@code orders.json}. */
    Path holdingWritten(Order... orders) throws IOException {
        Files.createDirectories(path);
        try (OutputStream out = Files.newOutputStream(file())) {
            SnapshotFile.write(
                    out,
                    Stream.of(orders)
                            .map(order -> new StoredOrder(order, Optional.empty()))
                            .toList());
        }
        return file();
    }

    Maintenance maintenance() {
        return Maintenance.of(path, JsonStorageOptions.defaults(ManualClock.at(NOON)), Progress.NONE);
    }

    /** The files whose names begin so, by name. */
    ImmutableList<Path> files(String beginning) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        }
    }

    Path file() {
        return path.resolve("orders.json");
    }

    /** The file, which must be UTF-8. */
    String text() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json() {
        return Samples.JSON.readTree(text());
    }

    /** Opens the store, and gives all its orders, oldest first. */
    ImmutableList<Order> reopened() {
        try (JsonOrderStorage store = open()) {
            return orders(store);
        }
    }

    static ImmutableList<Order> orders(OrderStorage store) {
        ImmutableList.Builder<Order> all = ImmutableList.builder();
        OrderQuery.Builder query = OrderQuery.oldestFirst().limit(OrderQuery.MAX_LIMIT);
        ImmutableList<Order> page = store.query(query.build()).orders();
        while (!page.isEmpty()) {
            all.addAll(page);
            query.after(page.get(page.size() - 1).id());
            page = store.query(query.build()).orders();
        }
        return all.build();
    }

    /** Adds to an earlier bot's record what is written of its package. */
    static void nameThePackage(JsonNode record) {
        ObjectNode item = (ObjectNode) record.path("item");
        if (!item.has("packageName")) {
            item.put("packageName", Ascii.toUpperCase(item.path("packageType").stringValue()));
        }
    }

    static void insert(OrderStorage store, Order order) {
        store.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty());
    }

    /** Every file with its kind, rights and content, by its relative path; the lock's own two files left out. */
    ImmutableSortedMap<String, String> content() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("LOCK"))
                    .collect(ImmutableSortedMap.toImmutableSortedMap(
                            String::compareTo, file -> path.relativize(file).toString(), DataDirectory::describe));
        }
    }

    private static String describe(Path file) {
        try {
            if (Files.isSymbolicLink(file)) {
                return "link to " + Files.readSymbolicLink(file);
            }
            return Files.isDirectory(file)
                    ? "directory " + mode(file)
                    : "file " + mode(file) + " "
                            + ImmutableList.copyOf(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }
}
