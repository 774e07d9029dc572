package io.pteroorders.storage.sql;

import com.google.common.base.Ascii;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pteroorders.core.storage.StorageException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to the {@linkplain #records records} that lie beside the orders of a database, and to the
 * messages in its {@linkplain #inbox inbox}. It lasts for 20 seconds and is renewed every five; so another process can take it at once after it was closed, and 20 seconds after
 * its holder died. A holder that lost it, for example because it did not reach the database while another one did, finds
 * out at its next write, which is refused like all after it.
 *
 * <p>Thread-safe.
 */
public final class Ownership implements AutoCloseable {

    private static final Duration TERM = Duration.ofSeconds(20);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final int LONGEST_NAME = 200;

    private final Database database;
    private final Dialect dialect;
    private final long epoch;
    private final ScheduledExecutorService worker;
    private volatile @Nullable String failure;
    private volatile boolean closed;

    record Row(long epoch, long heldUntil, long now) {}

    private Ownership(Database database, Dialect dialect, long epoch) {
        this.database = database;
        this.dialect = dialect;
        this.epoch = epoch;
        this.worker = Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                .setNameFormat("records-%d")
                .setDaemon(true)
                .build());
        ScheduledFuture<?> unused = worker.scheduleWithFixedDelay(
                this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes it, unless another process has it. */
    static Optional<Ownership> take(Database database, Dialect dialect, String holder) {
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
                            row.now() + TERM.toMillis());
                    return Optional.of(row.epoch() + 1);
                },
                Optional.empty());
        return epoch.map(number -> new Ownership(database, dialect, number));
    }

    private static Row lock(Session session, Dialect dialect) throws SQLException {
        return session.first(
                        row -> new Row(row.getLong(1), row.getLong(2), row.getLong(3)),
                        "SELECT epoch, held_until, " + dialect.now() + " FROM owner WHERE id = 1 FOR UPDATE")
                .orElseThrow(() -> StorageException.rejected("the table owner lost its row", null));
    }

    /** @throws StorageException as rejected, if another process has it; nothing was changed then */
    Row check(Session session) throws SQLException {
        Row row = lock(session, dialect);
        if (closed || row.epoch() != epoch) {
            failure = "another process took over";
            throw StorageException.rejected("another process took over", null);
        }
        return row;
    }

    private void renew() {
        try {
            hold(TERM);
        } catch (StorageException e) {
            // Once the database can be reached again it is renewed, or found to be lost.
        }
    }

    private void hold(Duration term) {
        database.write(
                session -> session.change(
                        "UPDATE owner SET held_until = ? WHERE id = 1",
                        check(session).now() + term.toMillis()),
                Optional.empty());
    }

    /**
     * A list of records, which is empty at first.
     *
     * @param log its name, 1 to 32 characters
     * @param reader takes each record, in the order in which they were added, before this method returns
     */
    public SqlRecordLog records(String log, Consumer<byte[]> reader) {
        return new SqlRecordLog(this, database, worker, log, reader);
    }

    /** The messages in the shop's inbox, for this process to deal with. */
    public InboxQueue inbox(SqlInbox inbox) {
        return new InboxQueue(inbox, this, database, dialect, worker);
    }

    /** Why nothing more can be recorded; empty while it can, or may again when the database is back. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Lets another process take it. What was added to its records and waits is written first, if that is possible. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
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
