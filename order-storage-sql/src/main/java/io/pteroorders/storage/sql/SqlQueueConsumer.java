package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.StorageException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes messages out of a queue in a database, by the right of a lease. Thread-safe. */
final class SqlQueueConsumer implements QueueConsumer {

    private static final int ROWS_AT_ONCE = 500;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLEANING = Duration.ofMinutes(1);
    private static final int MOST_PARTS = 100;

    /** So many messages that are done are remembered at the most. */
    static final int MOST_REMEMBERED = 1_000_000;

    private final SqlMessageQueue queue;
    private final SqlLease lease;
    private final Database database;
    private final Dialect dialect;
    private final ScheduledExecutorService worker;
    private final Queue<QueuedMessage> page = new ArrayDeque<>();
    private final List<Done> done = new ArrayList<>();
    private final Object writing = new Object();
    private long last;
    private boolean awaited;
    private volatile boolean ended;

    private record Done(long number, String kept) {}

    SqlQueueConsumer(
            SqlMessageQueue queue,
            SqlLease lease,
            Database database,
            Dialect dialect,
            ScheduledExecutorService worker) {
        this.queue = queue;
        this.lease = lease;
        this.database = database;
        this.dialect = dialect;
        this.worker = worker;
        ScheduledFuture<?> unused =
                worker.scheduleWithFixedDelay(this::forget, 0, CLEANING.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized Optional<QueuedMessage> take() throws InterruptedException {
        while (page.isEmpty() && !ended) {
            look();
            if (page.isEmpty() && !ended) {
                queue.awaitNews(BETWEEN_LOOKS);
            }
        }
        return ended ? Optional.empty() : Optional.of(page.remove());
    }

    private static QueuedMessage message(ResultSet row) throws SQLException {
        return new QueuedMessage(
                row.getLong(1),
                row.getString(2),
                new JsonValue(new Part(row.getInt(3)), row.getString(4)),
                Instant.ofEpochMilli(row.getLong(5)));
    }

    /** While the database is away nothing is found. */
    private void look() {
        try {
            page.addAll(database.read(session -> session.list(
                    SqlQueueConsumer::message,
                    "SELECT number, message_key, part, message, received_at FROM inbox"
                            + " WHERE queue = ? AND done_at = 0 AND number > ? ORDER BY number LIMIT " + ROWS_AT_ONCE,
                    List.of(queue.name(), last))));
            page.forEach(message -> last = message.number());
            queue.went(Optional.empty());
        } catch (StorageException e) {
            queue.went(Optional.of("messages cannot be looked for: " + e.getMessage()));
        }
    }

    @Override
    public void end() {
        ended = true;
        queue.tell();
    }

    @Override
    public void done(QueuedMessage message, String kept) {
        synchronized (done) {
            done.add(new Done(message.number(), kept));
            if (!awaited) {
                awaited = true;
                writeSoon(Duration.ZERO);
            }
        }
    }

    private void writeSoon(Duration delay) {
        try {
            ScheduledFuture<?> unused = worker.schedule(this::writeDone, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // They come once more.
        }
    }

    private void writeDone() {
        try {
            synchronized (writing) {
                while (writeSome()) {}
            }
        } catch (StorageException e) {
            if (!lease.isLost()) {
                writeSoon(PAUSE);
            }
        }
    }

    /** Whether there was something to write. */
    private boolean writeSome() {
        List<Done> some;
        synchronized (done) {
            some = List.copyOf(done.subList(0, Math.min(done.size(), ROWS_AT_ONCE)));
            awaited = !some.isEmpty();
        }
        if (some.isEmpty()) {
            return false;
        }
        database.write(
                session -> {
                    lease.check(session);
                    finish(session, some);
                    return true;
                },
                Optional.empty());
        synchronized (done) {
            done.subList(0, some.size()).clear();
        }
        return true;
    }

    /** One statement for all of which nothing is kept. */
    private void finish(Session session, List<Done> some) throws SQLException {
        List<Long> plain = new ArrayList<>();
        for (Done message : some) {
            if (message.kept().isEmpty()) {
                plain.add(message.number());
            } else {
                session.change(
                        "UPDATE inbox SET message = ?, done_at = " + dialect.now() + " WHERE number = ?",
                        message.kept(),
                        message.number());
            }
        }
        if (!plain.isEmpty()) {
            session.change(
                    "UPDATE inbox SET message = '', done_at = " + dialect.now() + " WHERE number IN ("
                            + Session.marks("?", plain.size()) + ")",
                    plain);
        }
    }

    /** Drops what need not be remembered: a part at a time, because renewing the right waits for it. */
    void forget() {
        try {
            for (int part = 0; part < MOST_PARTS && forgetSome() == ROWS_AT_ONCE; part++) {}
        } catch (StorageException e) {
            // It is tried again within the minute.
        }
    }

    /** Forgets those that were done first: what is too old, and in a flood what is too much. */
    private int forgetSome() {
        return database.write(
                session -> session.change(
                        "DELETE FROM inbox WHERE number IN (SELECT number FROM ("
                                + "SELECT number FROM inbox WHERE queue = ? AND done_at BETWEEN 1 AND ? UNION ALL "
                                + "SELECT number FROM inbox WHERE queue = ? AND done_at > 0"
                                + " AND number <= (SELECT last_number FROM inbox_end) - ?"
                                + " LIMIT " + ROWS_AT_ONCE + ") AS old)",
                        queue.name(),
                        lease.check(session).now() - MessageQueue.REMEMBERED.toMillis(),
                        queue.name(),
                        MOST_REMEMBERED),
                Optional.empty());
    }

    @Override
    public ImmutableList<String> kept(Duration last) {
        return database.read(session -> session.list(
                row -> row.getString(1),
                "SELECT message FROM inbox WHERE queue = ? AND done_at >= " + dialect.now() + " - ? AND message <> ''",
                List.of(queue.name(), last.toMillis())));
    }

    /** {@inheritDoc} Messages that were dealt with are empty already. */
    @Override
    public void forget(Predicate<String> which) {
        writeDone();
        database.write(
                session -> {
                    lease.check(session);
                    List<Long> numbers = session
                            .list(
                                    row -> which.test(row.getString(2)) ? row.getLong(1) : -1L,
                                    "SELECT number, message FROM inbox WHERE queue = ? AND message <> ''",
                                    List.of(queue.name()))
                            .stream()
                            .filter(number -> number >= 0)
                            .toList();
                    for (long number : numbers) {
                        session.change(
                                "UPDATE inbox SET message = '', done_at = CASE done_at WHEN 0 THEN " + dialect.now()
                                        + " ELSE done_at END WHERE number = ?",
                                number);
                    }
                    return true;
                },
                Optional.empty());
    }

    @Override
    public int waiting() {
        return database.read(session -> session.first(
                        row -> row.getInt(1),
                        "SELECT count(*) FROM inbox WHERE queue = ? AND done_at = 0",
                        queue.name()))
                .orElse(0);
    }

    @Override
    public Optional<Instant> oldest() {
        return database.read(session -> session.first(
                row -> Instant.ofEpochMilli(row.getLong(1)),
                "SELECT received_at FROM inbox WHERE queue = ? AND done_at = 0 ORDER BY number LIMIT 1",
                queue.name()));
    }

    @Override
    public void close() {
        end();
        writeDone();
    }
}
