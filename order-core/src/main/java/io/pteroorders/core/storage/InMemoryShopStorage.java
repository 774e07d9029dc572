package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps a shop in memory: for tests, and for embedding. Nothing outlives the process. Thread-safe. */
public final class InMemoryShopStorage {

    private InMemoryShopStorage() {}

    /**
     * An empty shop.
     *
     * @param zone in which the days of its statistics begin
     * @param clock says when messages come
     */
    public static ShopStorage create(ZoneId zone, Clock clock) {
        return new LocalShopStorage(
                InMemoryOrderStorage.create(zone), () -> Health.GOOD, new Heap(clock), Optional.empty());
    }

    /** Remembers lists from one opening to the next, as a disk would. */
    private static final class Heap implements LocalShopStorage.Medium {

        private final Clock clock;
        private final Map<String, List<JsonValue>> lists = new HashMap<>();

        Heap(Clock clock) {
            this.clock = clock;
        }

        @Override
        public LocalShopStorage.RecordList records(String name, Consumer<String> reader) {
            List<JsonValue> values = lists.computeIfAbsent(name, fresh -> new ArrayList<>());
            values.forEach(value -> reader.accept(value.json()));
            return new HeapRecords(values);
        }

        @Override
        public LocalShopStorage.Queue queue(String name) {
            return new LoggedQueue(
                    new LoggedQueue.Contents(ImmutableList.of(), ImmutableList.of()), new NoLog(), clock);
        }
    }

    private static final class HeapRecords implements LocalShopStorage.RecordList {

        private final List<JsonValue> values;
        private boolean closed;

        HeapRecords(List<JsonValue> values) {
            this.values = values;
        }

        @Override
        public synchronized void append(List<JsonValue> added) {
            checkOpen();
            values.addAll(added);
        }

        @Override
        public CompletionStage<Void> submit(List<JsonValue> added) {
            try {
                append(added);
                return CompletableFuture.completedFuture(null);
            } catch (StorageException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public synchronized void replace(Iterable<JsonValue> replacements) {
            checkOpen();
            ImmutableList<JsonValue> copy = ImmutableList.copyOf(replacements);
            values.clear();
            values.addAll(copy);
        }

        @Override
        public synchronized void read(Consumer<String> reader) {
            checkOpen();
            values.forEach(value -> reader.accept(value.json()));
        }

        @Override
        public synchronized void rewrite(Function<String, Optional<String>> change) {
            replace(values.stream()
                    .flatMap(
                            value -> change.apply(value.json()).map(json -> new JsonValue(value.part(), json)).stream())
                    .toList());
        }

        private void checkOpen() {
            if (closed) {
                throw StorageException.rejected("the records are closed", null);
            }
        }

        @Override
        public Health health() {
            return Health.GOOD;
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }

    /** What waits is in memory alone. */
    private static final class NoLog implements LoggedQueue.Log {

        private volatile boolean closed;

        @Override
        public CompletionStage<Void> arrived(QueuedMessage message) {
            return closed
                    ? CompletableFuture.failedFuture(StorageException.rejected("the queue is closed", null))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public void done(LoggedQueue.Done done) {
            // Nothing is written.
        }

        @Override
        public void tidy(int matter, Supplier<LoggedQueue.Contents> contents) {
            // Nothing is written.
        }

        @Override
        public void replace(Supplier<LoggedQueue.Contents> contents) {
            // Nothing is written.
        }

        @Override
        public Health health() {
            return Health.GOOD;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
