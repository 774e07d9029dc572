package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.Health;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.LocalShopStorage;
import io.pteroorders.core.storage.LoggedQueue;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.json.log.DirectoryLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps a shop in a directory that one process has to itself: orders as {@link JsonOrderStorage} says, each list of
 * records and each queue in a directory of its own beside them, as a journal of checksummed lines. Thread-safe.
 */
public final class JsonShopStorage {

    private JsonShopStorage() {}

    /**
     * Opens the shop in a directory, which is made if it is not there.
     *
     * @param plain the records that people read: they are kept as plain JSON lines, in a file {@code NAME.jsonl}
     * @throws DataRefusedException if the directory cannot be used, belongs to another
     *     process, is damaged, or its {@code orders.json} is not the one that was written here; nothing was changed then
     * @throws StorageException if it cannot be opened at present, for example for want of space; it may be later
     */
    public static ShopStorage open(Path directory, JsonStorageOptions options, ImmutableSet<String> plain) {
        requireFreeBelow(directory);
        JsonOrderStorage orders = JsonOrderStorage.open(directory, options);
        return new LocalShopStorage(
                orders,
                () -> new Health(orders.failure(), ImmutableList.of(), orders.notices()),
                new Directories(directory, options.clock(), plain),
                Optional.of(new DirectoryBackups(Maintenance.of(directory, options, Progress.NONE))));
    }

    private static void requireFreeBelow(Path directory) {
        try {
            DirectoryLock.requireFreeBelow(directory);
        } catch (IOException e) {
            throw Unopened.because("the data directory " + directory, e);
        }
    }

    /**
     * Opens what lies beside the orders alone, for whoever moves a shop here before its orders come: those that it gives
     * are none, and kept nowhere.
     *
     * @throws DataRefusedException if something cannot be used, belongs to another process or is damaged
     */
    public static ShopStorage withoutOrders(Path directory, JsonStorageOptions options, ImmutableSet<String> plain) {
        return new LocalShopStorage(
                InMemoryOrderStorage.create(options.zone()),
                () -> Health.GOOD,
                new Directories(directory, options.clock(), plain),
                Optional.empty());
    }

    private record Directories(Path data, Clock clock, ImmutableSet<String> plain) implements LocalShopStorage.Medium {

        @Override
        public LocalShopStorage.RecordList records(String name, Consumer<String> reader) {
            return plain.contains(name)
                    ? LineFile.open(data.resolve(name + ".jsonl"), reader)
                    : LoggedRecords.open(data.resolve(name), clock, reader);
        }

        @Override
        public LocalShopStorage.RecordList records(String name) {
            return plain.contains(name)
                    ? LineFile.open(data.resolve(name + ".jsonl"))
                    : LoggedRecords.open(data.resolve(name), clock, value -> {});
        }

        @Override
        public LocalShopStorage.Queue queue(String name) {
            QueueLog.Opened opened = QueueLog.open(data.resolve(name), clock);
            return new LoggedQueue(opened.contents(), opened.log(), clock);
        }
    }
}
