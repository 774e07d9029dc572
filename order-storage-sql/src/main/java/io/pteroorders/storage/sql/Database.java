package io.pteroorders.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.pteroorders.core.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to a database, and how work is done on them: again where another's work came in between, and with
 * failures that say what became of it. Thread-safe.
 */
final class Database implements AutoCloseable {

    /** How long anything waits for the database. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 5;

    private static final RetryPolicy<Object> AGAIN = RetryPolicy.builder()
            .handle(Undone.class)
            .withMaxAttempts(ATTEMPTS)
            .withBackoff(10, 500, ChronoUnit.MILLIS)
            .withJitter(0.5)
            .build();

    private final HikariDataSource pool;

    /** Writers wait here for each other, so that those of this process need one connection, and readers find some. */
    private final Lock writers = new ReentrantLock(true);

    private volatile boolean closed;

    /** What is done in one transaction; may be done several times. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** Looks whether a change took place whose answer was lost; sees all that will ever have taken place. */
    @FunctionalInterface
    interface Settlement {
        boolean tookPlace(Session session) throws SQLException;
    }

    /** Nothing was changed, and doing it again may help. */
    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final StorageException why;

        Undone(StorageException why) {
            super(why);
            this.why = why;
        }
    }

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Connects to a database that can hold every text.
     *
     * @throws DatabaseRefusedException if it lets nobody in, or holds not every text
     * @throws StorageException if it cannot be reached at present
     */
    static Database connect(SqlStorageOptions options) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(options.url());
        config.setUsername(options.user());
        config.setPassword(options.password());
        config.setMaximumPoolSize(options.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setPoolName("orders");
        Dialect dialect = Dialect.of(options);
        dialect.configure(config);
        try {
            return checked(new Database(new HikariDataSource(config)), dialect, options);
        } catch (HikariPool.PoolInitializationException e) {
            throw Refused.connection(options, e);
        } catch (StorageException | DatabaseRefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Refused.url(options, e);
        }
    }

    private static Database checked(Database database, Dialect dialect, SqlStorageOptions options) {
        try {
            database.read(session -> session.first(row -> row.getString(1), dialect.encoding()))
                    .ifPresent(encoding -> {
                        throw Refused.encoding(options, encoding);
                    });
            return database;
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    /** A single statement that reads. */
    <T> T read(Work<T> work) {
        return retried(() -> {
            Connection connection = connection();
            try {
                return work.run(new Session(connection));
            } catch (SQLException e) {
                throw undone(e);
            } finally {
                giveBack(connection);
            }
        });
    }

    /** Several statements that read, all at the same moment. */
    <T> T readTogether(Work<T> work) {
        return retried(() -> transaction(
                session -> {
                    session.change("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                    return work.run(session);
                },
                Failures::rejected));
    }

    /**
     * A change. Only one runs at a time in this process; the work begins by waiting for those of others.
     *
     * @param settlement whether it took place, asked when the answer was lost; empty if nothing can tell
     */
    <T> T write(Work<T> work, Optional<Settlement> settlement) {
        waitForWriters();
        try {
            return retried(() -> {
                InDoubt<T> doubt = new InDoubt<>();
                try {
                    return transaction(doubt.remembering(work), Failures::unknown);
                } catch (StorageException e) {
                    if (e.outcome() == StorageException.Outcome.REJECTED || settlement.isEmpty()) {
                        throw e;
                    }
                    return settled(doubt, settlement.get(), e);
                }
            });
        } finally {
            writers.unlock();
        }
    }

    private void waitForWriters() {
        try {
            if (writers.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw busy();
    }

    /** Others held what this one waited for. */
    static StorageException busy() {
        return StorageException.retryable("the database was busy for too long", null);
    }

    /** What a transaction came to that may or may not have taken place. */
    private static final class InDoubt<T> {

        private Optional<T> result = Optional.empty();

        Work<T> remembering(Work<T> work) {
            return session -> {
                T done = work.run(session);
                result = Optional.of(done);
                return done;
            };
        }
    }

    private <T> T settled(InDoubt<T> doubt, Settlement settlement, StorageException unknown) {
        boolean done;
        try {
            done = retried(() -> transaction(settlement::tookPlace, Failures::rejected));
        } catch (StorageException e) {
            unknown.addSuppressed(e);
            throw unknown;
        }
        if (!done) {
            throw new Undone(StorageException.retryable("the database did not take the change", unknown));
        }
        return doubt.result.orElseThrow(() -> unknown);
    }

    /** @param lost what a failure at the commit means */
    private <T> T transaction(Work<T> work, Function<SQLException, StorageException> lost) {
        Connection connection = connection();
        try {
            T result = runIn(connection, work);
            commit(connection, lost);
            return result;
        } catch (SQLException e) {
            throw undone(e);
        } finally {
            giveBack(connection);
        }
    }

    private static <T> T runIn(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return work.run(new Session(connection));
        } catch (SQLException | RuntimeException | Error e) {
            rollback(connection, e);
            throw e;
        }
    }

    private static void rollback(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private void commit(Connection connection, Function<SQLException, StorageException> lost) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (Failures.isConflict(e)) {
                throw e;
            }
            replaceConnections();
            throw lost.apply(e);
        }
    }

    private Connection connection() {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw Failures.rejected(e);
        }
    }

    /** What was done is done, whatever becomes of the connection. */
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection could not be given back", e);
        }
    }

    private RuntimeException undone(SQLException e) {
        StorageException rejected = Failures.rejected(e);
        if (Failures.isConnectionLost(e)) {
            replaceConnections();
        }
        return Failures.isConflict(e) || Failures.isConnectionLost(e) ? new Undone(rejected) : rejected;
    }

    /** Where one connection broke, the others did too. */
    private void replaceConnections() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    private <T> T retried(Supplier<T> attempt) {
        checkOpen();
        try {
            return Failsafe.with(AGAIN).get(attempt::get);
        } catch (Undone e) {
            checkOpen();
            throw e.why;
        } catch (StorageException e) {
            checkOpen();
            throw e;
        } catch (FailsafeException e) {
            throw StorageException.retryable("interrupted before it was done", e);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw StorageException.rejected("the store is closed", null);
        }
    }

    /** Waits for the change at hand. */
    @Override
    public void close() {
        closed = true;
        pool.close();
    }
}
