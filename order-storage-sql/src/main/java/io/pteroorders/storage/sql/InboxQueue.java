package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.StorageException;
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

/**
 * The messages in an {@link SqlInbox}, for the process whose turn it is to deal with them. Those that one before it did
 * not {@linkplain #done finish} come again.
 *
 * <p>Durability: that a message is done is written soon, and again after the database was away; after a crash it may come
 * once more.
 *
 * <p>Thread-safe.
 */
public final class InboxQueue implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 500;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration REMEMBERED = Duration.ofDays(8);
    private static final Duration CLEANING = Duration.ofMinutes(1);
    private static final int MOST_PARTS = 100;

    /** So many messages that are done are remembered at the most. */
    static final int MOST_REMEMBERED = 1_000_000;

    private final SqlInbox inbox;
    private final Ownership owner;
    private final Database database;
    private final Dialect dialect;
    private final ScheduledExecutorService worker;
    private final Queue<Message> page = new ArrayDeque<>();
    private final List<Done> done = new ArrayList<>();
    private final Object writing = new Object();
    private long last;
    private boolean awaited;
    private volatile boolean ended;

    private record Done(long number, String rest) {}

    /**
     * A message that came in.
     *
     * @param number in the order in which they came
     * @param json as it was added
     * @param receivedAt when it was, by the database's clock
     */
    public record Message(long number, String json, Instant receivedAt) {}

    InboxQueue(SqlInbox inbox, Ownership owner, Database database, Dialect dialect, ScheduledExecutorService worker) {
        this.inbox = inbox;
        this.owner = owner;
        this.database = database;
        this.dialect = dialect;
        this.worker = worker;
        ScheduledFuture<?> unused =
                worker.scheduleWithFixedDelay(this::forget, 0, CLEANING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The next message, in the order in which they came; waits for one. Empty after {@link #end}. */
    public synchronized Optional<Message> take() throws InterruptedException {
        while (page.isEmpty() && !ended) {
            look();
            if (page.isEmpty() && !ended) {
                inbox.awaitNews(BETWEEN_LOOKS);
            }
        }
        return ended ? Optional.empty() : Optional.of(page.remove());
    }

    /** While the database is away nothing is found. */
    private void look() {
        try {
            page.addAll(database.read(session -> session.list(
                    row -> new Message(row.getLong(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))),
                    "SELECT number, message, received_at FROM inbox WHERE done_at = 0 AND number > ? ORDER BY number"
                            + " LIMIT " + ROWS_AT_ONCE,
                    List.of(last))));
            page.forEach(message -> last = message.number());
            inbox.went(Optional.empty());
        } catch (StorageException e) {
            inbox.went(Optional.of("messages cannot be looked for: " + e.getMessage()));
        }
    }

    /** Makes {@link #take} come to its end; what was not taken stays for whoever comes next. */
    public void end() {
        ended = true;
        inbox.tell();
    }

    /** A message is dealt with, and comes no more. */
    public void done(Message message) {
        done(message, "");
    }

    /**
     * The same.
     *
     * @param rest what is to be kept of it for 8 days; see {@link #rests}
     */
    public void done(Message message, String rest) {
        synchronized (done) {
            done.add(new Done(message.number(), rest));
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
            if (owner.failure().isEmpty()) {
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
                    owner.check(session);
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
            if (message.rest().isEmpty()) {
                plain.add(message.number());
            } else {
                session.change(
                        "UPDATE inbox SET message = ?, done_at = " + dialect.now() + " WHERE number = ?",
                        message.rest(),
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
                                + "SELECT number FROM inbox WHERE done_at BETWEEN 1 AND ? UNION ALL "
                                + "SELECT number FROM inbox WHERE done_at > 0"
                                + " AND number <= (SELECT last_number FROM inbox_end) - ?"
                                + " LIMIT " + ROWS_AT_ONCE + ") AS old)",
                        owner.check(session).now() - REMEMBERED.toMillis(),
                        MOST_REMEMBERED),
                Optional.empty());
    }

    /** What was kept of the messages that were dealt with in this last time. */
    public ImmutableList<String> rests(Duration last) {
        return database.read(session -> session.list(
                row -> row.getString(1),
                "SELECT message FROM inbox WHERE done_at >= " + dialect.now() + " - ? AND message <> ''",
                List.of(last.toMillis())));
    }

    /** When the oldest message came that is not dealt with; empty if none waits. */
    public Optional<Instant> oldest() {
        ImmutableList<Instant> first = database.read(session -> session.list(
                row -> Instant.ofEpochMilli(row.getLong(1)),
                "SELECT received_at FROM inbox WHERE done_at = 0 ORDER BY number LIMIT 1",
                List.of()));
        return first.stream().findFirst();
    }

    /** Ends it, and writes what is done, if that is possible. */
    @Override
    public void close() {
        end();
        writeDone();
    }
}
