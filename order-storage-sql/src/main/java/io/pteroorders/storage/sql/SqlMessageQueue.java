package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.QueueFullException;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.StorageException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A queue of messages in a database. Any number of processes add to it. In a flood, the last {@value
 * SqlQueueConsumer#MOST_REMEMBERED} messages are remembered. Thread-safe.
 */
final class SqlMessageQueue implements MessageQueue, AutoCloseable {

    private static final int ROWS_AT_ONCE = 500;

    private final String name;
    private final Database database;
    private final Dialect dialect;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            new ThreadFactoryBuilder().setNameFormat("queue-%d").setDaemon(true).build());
    private final Queue<Arrival> arrivals = new ArrayDeque<>();
    private final Semaphore news = new Semaphore(0);
    private volatile long lastAdded;
    private volatile @Nullable String trouble;

    private record Arrival(String key, JsonValue value, CompletableFuture<Void> stored) {}

    SqlMessageQueue(String name, Database database, Dialect dialect) {
        this.name = name;
        this.database = database;
        this.dialect = dialect;
    }

    String name() {
        return name;
    }

    @Override
    public CompletionStage<Void> add(String key, JsonValue message) {
        QueuedMessage.checkKey(key);
        Arrival arrival = new Arrival(key, message, new CompletableFuture<>());
        synchronized (arrivals) {
            arrivals.add(arrival);
            if (arrivals.size() == 1) {
                storeSoon();
            }
        }
        return arrival.stored();
    }

    private void storeSoon() {
        try {
            worker.execute(this::storeArrivals);
        } catch (RejectedExecutionException e) {
            take(arrivals.size()).forEach(arrival -> arrival.stored()
                    .completeExceptionally(StorageException.rejected("the queue is closed", null)));
        }
    }

    /** What comes while the database commits is stored together. */
    private void storeArrivals() {
        List<Arrival> batch = take(ROWS_AT_ONCE);
        if (batch.isEmpty()) {
            return;
        }
        try {
            lastAdded = database.write(session -> store(session, batch), Optional.empty());
            went(Optional.empty());
            batch.forEach(arrival -> arrival.stored().complete(null));
            tell();
        } catch (RuntimeException e) {
            went(Optional.of("messages cannot be taken in: " + e.getMessage()));
            batch.forEach(arrival -> arrival.stored().completeExceptionally(e));
        }
        synchronized (arrivals) {
            if (!arrivals.isEmpty()) {
                storeSoon();
            }
        }
    }

    private List<Arrival> take(int atMost) {
        synchronized (arrivals) {
            List<Arrival> taken = new ArrayList<>();
            while (taken.size() < atMost && !arrivals.isEmpty()) {
                taken.add(arrivals.remove());
            }
            return taken;
        }
    }

    /** The number of the last message after that. */
    private long store(Session session, List<Arrival> batch) throws SQLException {
        long before = session.first(row -> row.getLong(1), "SELECT last_number FROM inbox_end WHERE id = 1 FOR UPDATE")
                .orElseThrow(() -> StorageException.rejected("the table inbox_end lost its row", null));
        Map<String, JsonValue> fresh = fresh(session, batch);
        if (fresh.isEmpty()) {
            return before;
        }
        checkPlace(session);
        List<Object> values = new ArrayList<>();
        long number = before;
        for (Map.Entry<String, JsonValue> message : fresh.entrySet()) {
            number++;
            Collections.addAll(
                    values,
                    number,
                    name,
                    message.getKey(),
                    message.getValue().part().number(),
                    message.getValue().json());
        }
        session.change(
                "INSERT INTO inbox (number, queue, message_key, part, message, received_at, done_at) VALUES "
                        + Session.marks("(?, ?, ?, ?, ?, " + dialect.now() + ", 0)", fresh.size()),
                values);
        session.change("UPDATE inbox_end SET last_number = ? WHERE id = 1", number);
        return number;
    }

    private Map<String, JsonValue> fresh(Session session, List<Arrival> batch) throws SQLException {
        Map<String, JsonValue> fresh = new LinkedHashMap<>();
        batch.forEach(arrival -> fresh.putIfAbsent(arrival.key(), arrival.value()));
        ImmutableList<String> known = session.list(
                row -> row.getString(1),
                "SELECT message_key FROM inbox WHERE queue = ? AND message_key IN (" + Session.marks("?", fresh.size())
                        + ")",
                ImmutableList.builder().add(name).addAll(fresh.keySet()).build());
        fresh.keySet().removeAll(known);
        return fresh;
    }

    private void checkPlace(Session session) throws SQLException {
        boolean full = session.first(
                        row -> true,
                        "SELECT number FROM inbox WHERE queue = ? AND done_at = 0 ORDER BY number LIMIT 1 OFFSET "
                                + (MOST_WAITING - 1),
                        name)
                .isPresent();
        if (full) {
            throw new QueueFullException();
        }
    }

    @Override
    public boolean isDrained() {
        long last = lastAdded;
        return database.read(session -> session.first(
                        row -> true,
                        "SELECT number FROM inbox WHERE queue = ? AND done_at = 0 AND number <= ? ORDER BY number LIMIT 1",
                        name,
                        last)
                .isEmpty());
    }

    /** Somebody who {@linkplain #awaitNews waits for news} is to look. */
    void tell() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Waits until this process added something, but not longer than this. */
    void awaitNews(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Why messages could not be added, or looked for, last; empty if they could. */
    ImmutableList<String> troubles() {
        return Optional.ofNullable(trouble).stream().collect(ImmutableList.toImmutableList());
    }

    /** How the last work on it went; empty if well. */
    void went(Optional<String> wrong) {
        trouble = wrong.orElse(null);
    }

    /** Stores what was added, and takes no more. */
    @Override
    public void close() {
        worker.shutdown();
        boolean stored = false;
        try {
            stored = worker.awaitTermination(Database.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!stored) {
            worker.shutdownNow();
        }
    }
}
