package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.bot.state.DataDirectories;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.json.Maintenance;
import io.pteroorders.storage.json.Progress;
import io.pteroorders.storage.sql.Ownership;
import io.pteroorders.storage.sql.SqlOrderStorage;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where orders and all else are kept while the bot runs: files, or a database. Thread-safe.
 *
 * @param orders the orders
 * @param state what lies beside them
 * @param backups makes backups when asked for
 * @param dailyBackup makes one if it is due
 * @param failure why no more changes are taken; empty while they are
 * @param notices all that the operator should know so far
 * @param end ends everything in order; doing it again has no effect
 */
record Keeping(
        OrderStorage orders,
        BotState state,
        BackupMaker backups,
        Runnable dailyBackup,
        Supplier<Optional<String>> failure,
        Supplier<ImmutableList<String>> notices,
        Runnable end)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);
    private static final Duration NEXT_TRY = Duration.ofSeconds(2);

    /** In the data directory. */
    static Keeping inFiles(Path data, JsonStorageOptions options, Clock clock) {
        JsonOrderStorage orders = JsonOrderStorage.open(data, options);
        try {
            BotState state = BotState.open(data, clock);
            StoreBackups backups = new StoreBackups(Maintenance.of(data, options, Progress.NONE), clock);
            return new Keeping(
                    orders,
                    state,
                    backups,
                    backups::makeDaily,
                    () -> orders.failure().or(state::failure),
                    () -> ImmutableList.<String>builder()
                            .addAll(state.notices())
                            .addAll(orders.notices())
                            .build(),
                    () -> {
                        state.close();
                        orders.close();
                    });
        } catch (RuntimeException e) {
            orders.close();
            throw e;
        }
    }

    /**
     * In a database. While another process has what lies beside the orders, this one stands by.
     *
     * @param data the data directory, for what stays in files
     */
    static Keeping inDatabase(SqlStorageOptions options, Path data) {
        SqlOrderStorage orders = SqlOrderStorage.open(options);
        try {
            DataDirectories.make(data);
            Ownership owner = owned(orders);
            BotState state = BotState.open(owner, data);
            return new Keeping(
                    orders,
                    state,
                    Keeping::notHere,
                    () -> {},
                    () -> owner.failure().or(state::failure),
                    state::notices,
                    () -> {
                        state.close();
                        owner.close();
                        orders.close();
                    });
        } catch (IOException e) {
            orders.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            orders.close();
            throw e;
        }
    }

    private static Ownership owned(SqlOrderStorage orders) {
        String holder = "process " + ProcessHandle.current().pid();
        Optional<Ownership> atOnce = orders.own(holder);
        return atOnce.orElseGet(() -> standingBy(orders, holder));
    }

    private static Ownership standingBy(SqlOrderStorage orders, String holder) {
        LOG.info("another process has this shop; standing by until it ends");
        RetryPolicy<Optional<Ownership>> untilFree = RetryPolicy.<Optional<Ownership>>builder()
                .handleResultIf(Optional::isEmpty)
                .withDelay(NEXT_TRY)
                .withMaxRetries(-1)
                .build();
        Ownership owner = Failsafe.with(untilFree).get(() -> orders.own(holder)).orElseThrow();
        LOG.info("taking over the shop");
        return owner;
    }

    private static Optional<BackupMaker.Made> notHere() {
        LOG.warn("no backup was made: orders are in a database, whose own tools make them");
        return Optional.empty();
    }

    @Override
    public void close() {
        end.run();
    }
}
