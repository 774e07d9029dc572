package io.pteroorders.bench;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.IntStream;

/** The orders that stores hold before they are measured: each time the same ones. */
record Stock(int size) {

    private static final int BUFFER = 1 << 20;

    Iterable<Order> orders() {
        return () -> {
            Shop shop = new Shop(1, size);
            return IntStream.range(0, size).mapToObj(i -> shop.storedOrder()).iterator();
        };
    }

    /** The shop goes on from here, with other orders of the same customers. */
    Shop shop() {
        return new Shop(2, size);
    }

    /** Puts them into a data directory as if they came from elsewhere. */
    void writeTo(Path directory) throws IOException {
        if (size > 0) {
            write(directory, orders());
        }
    }

    /** Puts orders into a data directory as if they came from elsewhere; there has to be one. */
    static void write(Path directory, Iterable<Order> orders) throws IOException {
        Path file = Files.createDirectories(directory).resolve("orders.json");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            char before = '[';
            for (Order order : orders) {
                out.write(before);
                out.write('\n');
                out.write(OrderJson.encode(StoredOrder.of(order)));
                before = ',';
            }
            out.write('\n');
            out.write(']');
            out.write('\n');
        }
    }

    /** A data directory that the store has taken over and closed. */
    void prepare(Path directory) throws IOException {
        writeTo(directory);
        try (JsonOrderStorage store = open(directory)) {
            store.checkpoint();
        }
    }

    static boolean insert(JsonOrderStorage store, Order order) {
        return store.insert(order, InsertGuard.NONE, Optional.empty()).kind() == WriteResult.Kind.DONE;
    }

    /** The store as it is shipped. */
    static JsonOrderStorage open(Path directory) {
        return JsonOrderStorage.open(directory, JsonStorageOptions.defaults(Clock.systemUTC()));
    }
}
