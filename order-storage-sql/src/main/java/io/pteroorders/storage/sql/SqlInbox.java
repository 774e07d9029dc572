package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
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
 * The messages that came in to a shop and are not dealt with yet. Any number of processes may add to it; the one that has
 * the {@link Ownership} {@linkplain Ownership#inbox takes them out}. The same message is there once, whichever processes
 * it came to; that it came is remembered for 8 days after it was dealt with (in a flood, of the last million), its content
 * is not.
 *
 * <p>Durability: a message is committed when {@link #add} completes.
 *
 * <p>Thread-safe.
 */
public final class SqlInbox implements AutoCloseable {

    /** So many messages may wait. */
    public static final int MOST_WAITING = 10_000;

    private static final int ROWS_AT_ONCE = 500;

    private final Database database;
    private final Dialect dialect;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            new ThreadFactoryBuilder().setNameFormat("inbox-%d").setDaemon(true).build());
    private final Queue<Arrival> arrivals = new ArrayDeque<>();
    private final Semaphore news = new Semaphore(0);
    private volatile long lastAdded;
    private volatile @Nullable String trouble;

    /** Too many messages wait; it is to be tried again later. */
    public static final class FullException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private FullException() {
            super("more than " + MOST_WAITING + " messages wait already");
        }
    }

    private record Arrival(String key, String json, CompletableFuture<Void> stored) {}

    SqlInbox(Database database, Dialect dialect) {
        this.database = database;
        this.dialect = dialect;
    }

    /**
     * Adds a message, unless it is there or was.
     *
     * @param key what this message has in common with no other, 1 to 64 characters
     * @param json the message
     * @return completes when it is durable; exceptionally with a {@link StorageException} if it is not known to be, and
     *     with a {@link FullException} if too many wait. It is safe to add it again then
     */
    public CompletionStage<Void> add(String key, String json) {
        Arrival arrival = new Arrival(key, json, new CompletableFuture<>());
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
                    .completeExceptionally(StorageException.rejected("the inbox was closed", null)));
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
        Map<String, String> fresh = fresh(session, batch);
        if (fresh.isEmpty()) {
            return before;
        }
        checkPlace(session);
        List<Object> values = new ArrayList<>();
        long number = before;
        for (Map.Entry<String, String> message : fresh.entrySet()) {
            number++;
            Collections.addAll(values, number, message.getKey(), message.getValue());
        }
        session.change(
                "INSERT INTO inbox (number, message_key, message, received_at, done_at) VALUES "
                        + Session.marks("(?, ?, ?, " + dialect.now() + ", 0)", fresh.size()),
                values);
        session.change("UPDATE inbox_end SET last_number = ? WHERE id = 1", number);
        return number;
    }

    private static Map<String, String> fresh(Session session, List<Arrival> batch) throws SQLException {
        Map<String, String> fresh = new LinkedHashMap<>();
        batch.forEach(arrival -> fresh.putIfAbsent(arrival.key(), arrival.json()));
        ImmutableList<String> known = session.list(
                row -> row.getString(1),
                "SELECT message_key FROM inbox WHERE message_key IN (" + Session.marks("?", fresh.size()) + ")",
                List.copyOf(fresh.keySet()));
        fresh.keySet().removeAll(known);
        return fresh;
    }

    private static void checkPlace(Session session) throws SQLException {
        boolean full = session.first(
                        row -> true,
                        "SELECT number FROM inbox WHERE done_at = 0 ORDER BY number LIMIT 1 OFFSET " + MOST_WAITING)
                .isPresent();
        if (full) {
            throw new FullException();
        }
    }

    /** Whether all that this process added is dealt with. */
    public boolean isDone() {
        long last = lastAdded;
        return database.read(session -> session.first(
                        row -> true,
                        "SELECT number FROM inbox WHERE done_at = 0 AND number <= ? ORDER BY number LIMIT 1",
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
    public ImmutableList<String> troubles() {
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
