package io.pteroorders.storage.sql;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lease of all parts by one process. It lasts for a term and is renewed four times in each; so another process can take
 * it at once after it was closed, and a term after its holder died. A holder that lost it, for example because it did not
 * reach the database while another one did, finds out at its next write, which is refused like all after it. Thread-safe.
 */
final class SqlLease implements Lease {

    private static final int RENEWALS = 4;
    private static final int LONGEST_NAME = 200;

    private final Database database;
    private final Dialect dialect;
    private final Duration term;
    private final long epoch;
    private final Function<String, SqlMessageQueue> queues;
    private final ScheduledExecutorService worker;
    private final Map<String, SqlRecords> lists = new LinkedHashMap<>();
    private final Map<String, SqlQueueConsumer> consumers = new LinkedHashMap<>();
    private volatile @Nullable String failure;
    private volatile boolean closed;

    record Row(long epoch, long heldUntil, long now) {}

    private SqlLease(
            Database database, Dialect dialect, Duration term, long epoch, Function<String, SqlMessageQueue> queues) {
        this.database = database;
        this.dialect = dialect;
        this.term = term;
        this.epoch = epoch;
        this.queues = queues;
        this.worker = Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                .setNameFormat("lease-%d")
                .setDaemon(true)
                .build());
        long pause = term.toMillis() / RENEWALS;
        ScheduledFuture<?> unused = worker.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes it, unless another process has it.
     *
     * @param queues opens queues by name
     */
    static Optional<SqlLease> take(
            Database database,
            Dialect dialect,
            Duration term,
            String holder,
            Function<String, SqlMessageQueue> queues) {
        Optional<Long> epoch = database.write(
                session -> {
                    Row row = lock(session, dialect);
                    if (row.heldUntil() > row.now()) {
                        return Optional.<Long>empty();
                    }
                    session.change(
                            "UPDATE owner SET epoch = ?, holder = ?, held_until = ? WHERE id = 1",
                            row.epoch() + 1,
                            Ascii.truncate(holder, LONGEST_NAME, ""),
                            row.now() + term.toMillis());
                    return Optional.of(row.epoch() + 1);
                },
                Optional.empty());
        return epoch.map(number -> new SqlLease(database, dialect, term, number, queues));
    }

    private static Row lock(Session session, Dialect dialect) throws SQLException {
        return session.first(
                        row -> new Row(row.getLong(1), row.getLong(2), row.getLong(3)),
                        "SELECT epoch, held_until, " + dialect.now() + " FROM owner WHERE id = 1 FOR UPDATE")
                .orElseThrow(() -> StorageException.rejected("the table owner lost its row", null));
    }

    /** @throws StorageException as rejected, if it was closed or another process has it; nothing was changed then */
    Row check(Session session) throws SQLException {
        if (closed) {
            throw StorageException.rejected("the lease has ended", null);
        }
        Row row = lock(session, dialect);
        if (row.epoch() != epoch) {
            failure = "another process took over";
            throw StorageException.rejected("another process took over", null);
        }
        return row;
    }

    private void renew() {
        try {
            hold(term);
        } catch (StorageException e) {
            // Once the database can be reached again it is renewed, or found to be lost.
        }
    }

    private void hold(Duration fromNow) {
        database.write(
                session -> session.change(
                        "UPDATE owner SET held_until = ? WHERE id = 1",
                        check(session).now() + fromNow.toMillis()),
                Optional.empty());
    }

    @Override
    public ImmutableSet<Part> parts() {
        return closed || failure != null ? ImmutableSet.of() : Part.ALL;
    }

    @Override
    public Records records(String name, Consumer<String> reader) {
        return open(name, () -> new SqlRecords(this, database, worker, name, reader));
    }

    @Override
    public Records records(String name) {
        return open(name, () -> new SqlRecords(this, database, worker, name));
    }

    private synchronized Records open(String name, Supplier<SqlRecords> opening) {
        checkOpen(lists.containsKey(ShopStorage.checkedName(name)), "the records " + name + " are open already");
        SqlRecords list = opening.get();
        lists.put(name, list);
        return list;
    }

    @Override
    public synchronized QueueConsumer consumer(String queue) {
        checkOpen(consumers.containsKey(queue), "the queue " + queue + " is taken from already");
        SqlQueueConsumer consumer = new SqlQueueConsumer(queues.apply(queue), this, database, dialect, worker);
        consumers.put(queue, consumer);
        return consumer;
    }

    private void checkOpen(boolean taken, String complaint) {
        if (closed) {
            throw StorageException.rejected("the lease has ended", null);
        }
        if (taken) {
            throw new IllegalStateException(complaint);
        }
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure).or(this::failureOfLists);
    }

    private synchronized Optional<String> failureOfLists() {
        return lists.values().stream().flatMap(list -> list.failure().stream()).findFirst();
    }

    /** Whether another process has it now. */
    boolean isLost() {
        return failure != null;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        consumers.values().forEach(SqlQueueConsumer::close);
        lists.values().forEach(SqlRecords::close);
        worker.shutdown();
        if (failure == null) {
            renewNoMore();
        }
        closed = true;
    }

    private void renewNoMore() {
        try {
            hold(Duration.ZERO);
        } catch (StorageException e) {
            // It ends by itself.
        }
    }
}
