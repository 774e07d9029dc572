package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps orders in {@code orders.json}, a plain JSON array in order of creation, in a directory that this store owns
 * while it is open. Fields that the program does not know are kept.
 *
 * <p>Durability: a change is written to a new file, forced to the disk and put in the place of the old one before it is
 * answered, so it survives a crash or a loss of power, and a reader of the file sees one whole version. A change costs
 * as much as the whole file. A file that cannot be written leaves the old one and can be tried again; if the disk does
 * not confirm the new file's name, every further change is refused until the store is opened anew.
 *
 * <p>Request ids, feed tokens, and which orders were removed are remembered while the store is open.
 *
 * <p>Thread-safe; readers never wait for the disk.
 *
 * <pre>{@code
 * try (OrderStorage orders = JsonOrderStorage.open(Path.of("data"), JsonStorageOptions.defaults(clock))) {
 *     ...
 * }
 * }</pre>
 */
public final class JsonOrderStorage implements OrderStorage {

    private static final String FILE = "orders.json";

    private final Path directory;
    private final DirectoryLock lock;
    private final InMemoryOrderStorage memory;
    private final ImmutableList<String> notices;

    /** Touched by one writer at a time, under the lock of {@link #memory}. */
    private Map<OrderId, StoredOrder> records;

    private boolean failed;

    private JsonOrderStorage(Path directory, JsonStorageOptions options, DirectoryLock lock) throws IOException {
        this.directory = directory;
        this.lock = lock;
        Loaded loaded = Loaded.from(directory.resolve(FILE), new OrderJson(options.flow()));
        this.records = loaded.orders;
        this.notices = setAside(loaded.rejected.build(), options);
        this.memory = InMemoryOrderStorage.restored(
                options.zone(),
                byLastChange(records.values()),
                UUID.randomUUID().toString(),
                this::write);
    }

    /**
     * Opens the store in a directory, which is made if it is not there. Records that are no orders are set aside in
     * {@code quarantine/}; see {@link #notices()}.
     *
     * @throws DataRefusedException if the directory cannot be used, belongs to another process, or its
     *     {@code orders.json} is not a JSON array; nothing was changed then
     */
    public static JsonOrderStorage open(Path directory, JsonStorageOptions options) {
        try {
            Disk.createDirectories(directory);
            return openLocked(directory, options, DirectoryLock.acquire(directory, options.clock()));
        } catch (IOException | UncheckedIOException e) {
            throw new DataRefusedException(
                    "the data directory " + directory + " cannot be used: " + e
                            + ". Check that it is a directory which this user may read and write.",
                    e);
        }
    }

    private static JsonOrderStorage openLocked(Path directory, JsonStorageOptions options, DirectoryLock lock)
            throws IOException {
        try {
            return new JsonOrderStorage(directory, options, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private ImmutableList<String> setAside(ImmutableList<SnapshotFile.Rejected> rejected, JsonStorageOptions options)
            throws IOException {
        if (rejected.isEmpty()) {
            return ImmutableList.of();
        }
        Path kept = new Quarantine(directory, options.clock()).keep(directory.resolve(FILE), rejected);
        replaceFile(records.values());
        return rejected.stream()
                .map(r -> "record " + r.position() + " was set aside in " + kept + ": " + r.reason())
                .collect(ImmutableList.toImmutableList());
    }

    private static List<Order> byLastChange(Collection<StoredOrder> orders) {
        return orders.stream()
                .map(StoredOrder::order)
                .sorted(Comparator.comparing(Order::updatedAt).thenComparing(Order::id))
                .toList();
    }

    /** What opening the store set aside, in words for its operator; empty if nothing. */
    public ImmutableList<String> notices() {
        return notices;
    }

    private void write(Optional<Order> before, Optional<Order> after) {
        if (failed) {
            throw StorageException.rejected("the store failed earlier and must be opened anew", null);
        }
        OrderId id = after.or(() -> before).orElseThrow().id();
        Map<OrderId, StoredOrder> next = new LinkedHashMap<>(records);
        after.ifPresentOrElse(
                order -> next.put(
                        id, records.getOrDefault(id, StoredOrder.of(order)).with(order)),
                () -> next.remove(id));
        try {
            replaceFile(next.values());
            records = next;
        } catch (IOException | RuntimeException e) {
            throw failed
                    ? StorageException.unknown("the change may not survive a loss of power: " + e.getMessage(), e)
                    : StorageException.retryable("orders.json could not be written: " + e.getMessage(), e);
        }
    }

    private void replaceFile(Collection<StoredOrder> content) throws IOException {
        Path temporary = directory.resolve(FILE + ".tmp");
        Files.deleteIfExists(temporary);
        try {
            Disk.create(temporary, out -> SnapshotFile.write(out, content));
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Disk.move(temporary, directory.resolve(FILE));
        failed = true;
        Disk.sync(directory);
        failed = false;
    }

    /** What the file holds. */
    private static final class Loaded implements SnapshotFile.Sink {

        private final Map<OrderId, StoredOrder> orders = new LinkedHashMap<>();
        private final ImmutableList.Builder<SnapshotFile.Rejected> rejected = ImmutableList.builder();

        static Loaded from(Path file, OrderJson format) {
            Loaded loaded = new Loaded();
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                return loaded;
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(file, "is not a regular file", null);
            }
            try (InputStream in = Files.newInputStream(file)) {
                SnapshotFile.read(in, format, loaded);
                return loaded;
            } catch (SnapshotFormatException e) {
                throw refused(file, String.valueOf(e.getMessage()), e);
            } catch (IOException e) {
                throw refused(file, "cannot be read: " + e.getMessage(), e);
            }
        }

        private static DataRefusedException refused(Path file, String problem, @Nullable Throwable cause) {
            return new DataRefusedException(
                    file + " " + problem + ". Nothing was changed. Mend the file, put a backup in its place,"
                            + " or move it away to begin with no orders.",
                    cause);
        }

        @Override
        public void accept(StoredOrder order, RawRecord record) {
            if (orders.putIfAbsent(order.order().id(), order) != null) {
                reject(record.rejected("an earlier record has the same id"));
            }
        }

        @Override
        public void reject(SnapshotFile.Rejected record) {
            rejected.add(record);
        }
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return memory.insert(order, guard, request);
    }

    @Override
    public Optional<Order> get(OrderId id) {
        return memory.get(id);
    }

    @Override
    public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        return memory.update(id, change, request);
    }

    @Override
    public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        return memory.remove(id, guard, request);
    }

    @Override
    public Page query(OrderQuery query) {
        return memory.query(query);
    }

    @Override
    public long count(OrderQuery query) {
        return memory.count(query);
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        return memory.statistics(unit, asOf);
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        return memory.changes(after, limit);
    }

    @Override
    public void close() {
        memory.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw StorageException.rejected("the lock on " + directory + " could not be given back", e);
        }
    }
}
