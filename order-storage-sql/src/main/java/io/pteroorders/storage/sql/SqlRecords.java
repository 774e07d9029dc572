package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.util.concurrent.Uninterruptibles;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.sql.Database.Settlement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records in a database, by the right of a lease. Values that are submitted wait while the database cannot be reached, and
 * are committed in their order once it can. Thread-safe.
 */
final class SqlRecords implements Records {

    private static final int ROWS_AT_ONCE = 500;
    private static final long PAUSE_MILLIS = 500;

    private final SqlLease lease;
    private final Database database;
    private final ScheduledExecutorService worker;
    private final String log;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Lock writing = new ReentrantLock();
    private long last;
    private boolean awaited;
    private volatile @Nullable String failure;

    private record Waiting(long number, JsonValue value, CompletableFuture<Void> done) {}

    SqlRecords(
            SqlLease lease, Database database, ScheduledExecutorService worker, String log, Consumer<String> reader) {
        this.lease = lease;
        this.database = database;
        this.worker = worker;
        this.log = log;
        readAll(reader);
    }

    /** Records of which nothing is read. */
    SqlRecords(SqlLease lease, Database database, ScheduledExecutorService worker, String log) {
        this.lease = lease;
        this.database = database;
        this.worker = worker;
        this.log = log;
        this.last = database.read(session -> session.first(
                        row -> row.getLong(1), "SELECT coalesce(max(number), 0) FROM records WHERE log = ?", log))
                .orElse(0L);
    }

    private void readAll(Consumer<String> reader) {
        int found;
        do {
            ImmutableList<Waiting> page = database.read(session -> page(session, last));
            for (Waiting record : page) {
                reader.accept(record.value().json());
                last = record.number();
            }
            found = page.size();
        } while (found == ROWS_AT_ONCE);
    }

    @Override
    public void append(List<JsonValue> values) {
        writing(() -> write(next(values)));
    }

    /** Who waits behind others for a database that is away waits no longer than the first of them. */
    private void writing(Runnable work) {
        if (!Uninterruptibles.tryLockUninterruptibly(writing, Database.PATIENCE)) {
            throw Database.busy();
        }
        try {
            work.run();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public CompletionStage<Void> submit(List<JsonValue> values) {
        synchronized (waiting) {
            ImmutableList<Waiting> records = next(values);
            waiting.addAll(records);
            if (!awaited) {
                awaited = true;
                writeSoon(0);
            }
            return Iterables.getLast(records).done();
        }
    }

    private ImmutableList<Waiting> next(Iterable<JsonValue> values) {
        ImmutableList.Builder<Waiting> records = ImmutableList.builder();
        synchronized (waiting) {
            for (JsonValue value : values) {
                last++;
                records.add(new Waiting(last, value, new CompletableFuture<>()));
            }
        }
        return records.build();
    }

    private void writeSoon(long delayMillis) {
        try {
            ScheduledFuture<?> unused = worker.schedule(this::writeWaiting, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            failed("the records were closed");
        }
    }

    private void writeWaiting() {
        try {
            drain();
        } catch (StorageException e) {
            if (e.mayPass() && !lease.isLost()) {
                writeSoon(PAUSE_MILLIS);
            } else {
                failed(String.valueOf(e.getMessage()));
            }
        } catch (RuntimeException e) {
            failed("the records cannot be written: " + e);
        }
    }

    /** Writes what waits; what could not be written goes on to wait. */
    private void drain() {
        writing(() -> {
            for (ImmutableList<Waiting> batch = batch(); !batch.isEmpty(); batch = batch()) {
                write(batch);
                written(batch);
            }
        });
    }

    private ImmutableList<Waiting> batch() {
        synchronized (waiting) {
            ImmutableList<Waiting> batch =
                    waiting.stream().limit(ROWS_AT_ONCE).collect(ImmutableList.toImmutableList());
            awaited = !batch.isEmpty();
            return batch;
        }
    }

    private void written(ImmutableList<Waiting> batch) {
        synchronized (waiting) {
            batch.forEach(record -> waiting.remove());
        }
        batch.forEach(record -> record.done().complete(null));
    }

    private void failed(String why) {
        failure = why;
        List<Waiting> lost;
        synchronized (waiting) {
            lost = new ArrayList<>(waiting);
            waiting.clear();
        }
        lost.forEach(record -> record.done().completeExceptionally(StorageException.rejected(why, null)));
    }

    /** Numbers are this process's alone, so what stands under them already is the same, of a try before. */
    private void write(List<Waiting> batch) {
        long first = batch.get(0).number();
        long end = batch.get(batch.size() - 1).number();
        Settlement settlement = session -> {
            lease.check(session);
            return session.first(row -> true, "SELECT number FROM records WHERE log = ? AND number = ?", log, end)
                    .isPresent();
        };
        database.write(
                session -> {
                    lease.check(session);
                    session.change("DELETE FROM records WHERE log = ? AND number BETWEEN ? AND ?", log, first, end);
                    insert(session, batch);
                    return true;
                },
                Optional.of(settlement));
    }

    private void insert(Session session, List<Waiting> records) throws SQLException {
        for (List<Waiting> some : Lists.partition(records, ROWS_AT_ONCE)) {
            List<Object> values = new ArrayList<>();
            some.forEach(record -> Collections.addAll(
                    values,
                    log,
                    record.number(),
                    record.value().part().number(),
                    record.value().json()));
            session.change(
                    "INSERT INTO records (log, number, part, record) VALUES "
                            + Session.marks("(?, ?, ?, ?)", some.size()),
                    values);
        }
    }

    /** {@inheritDoc} Those that wait are replaced too. */
    @Override
    public void replace(Iterable<JsonValue> values) {
        writing(() -> replaceAll(values));
    }

    private void replaceAll(Iterable<JsonValue> values) {
        ImmutableList<Waiting> records;
        long before;
        synchronized (waiting) {
            before = last + 1;
            records = next(values);
        }
        drain();
        database.write(
                session -> {
                    lease.check(session);
                    session.change("DELETE FROM records WHERE log = ? AND number < ?", log, before);
                    insert(session, records);
                    return true;
                },
                Optional.empty());
    }

    @Override
    public void read(Consumer<String> reader) {
        writing(this::drain);
        for (ImmutableList<Waiting> page = pageAfter(0); !page.isEmpty(); ) {
            page.forEach(record -> reader.accept(record.value().json()));
            page = pageAfter(Iterables.getLast(page).number());
        }
    }

    private ImmutableList<Waiting> pageAfter(long number) {
        return database.read(session -> page(session, number));
    }

    @Override
    public void rewrite(Function<String, Optional<String>> change) {
        writing(() -> {
            drain();
            database.write(session -> rewrite(session, change), Optional.empty());
        });
    }

    private boolean rewrite(Session session, Function<String, Optional<String>> change) throws SQLException {
        lease.check(session);
        long after = 0;
        ImmutableList<Waiting> page;
        do {
            page = page(session, after);
            for (Waiting record : page) {
                after = record.number();
                String before = record.value().json();
                Optional<String> now = change.apply(before);
                if (now.isEmpty()) {
                    session.change("DELETE FROM records WHERE log = ? AND number = ?", log, after);
                } else if (!now.get().equals(before)) {
                    session.change("UPDATE records SET record = ? WHERE log = ? AND number = ?", now.get(), log, after);
                }
            }
        } while (page.size() == ROWS_AT_ONCE);
        return true;
    }

    private ImmutableList<Waiting> page(Session session, long after) throws SQLException {
        return session.list(
                row -> new Waiting(
                        row.getLong(1),
                        new JsonValue(new Part(row.getInt(2)), row.getString(3)),
                        new CompletableFuture<>()),
                "SELECT number, part, record FROM records WHERE log = ? AND number > ? ORDER BY number LIMIT "
                        + ROWS_AT_ONCE,
                List.of(log, after));
    }

    /** Why nothing more is written; empty while it is, or may be again when the database is back. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Writes what waits, as far as the database lets it. */
    void close() {
        try {
            drain();
        } catch (StorageException e) {
            failed("the records were closed before all were written");
        }
    }
}
