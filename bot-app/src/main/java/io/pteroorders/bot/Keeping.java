package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.json.Maintenance;
import io.pteroorders.storage.json.Progress;
import io.pteroorders.storage.sql.Ownership;
import io.pteroorders.storage.sql.SqlInbox;
import io.pteroorders.storage.sql.SqlOrderStorage;
import java.nio.file.Path;
import java.time.Clock;
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
 * @param troubles why changes are not taken at present, though they will be again by themselves
 * @param end ends everything in order; doing it again has no effect
 */
record Keeping(
        OrderStorage orders,
        BotState state,
        BackupMaker backups,
        Runnable dailyBackup,
        Supplier<Optional<String>> failure,
        Supplier<ImmutableList<String>> notices,
        Supplier<ImmutableList<String>> troubles,
        Runnable end)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

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
                    ImmutableList::of,
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
     * In a database, by the right of this process.
     *
     * @param data the data directory, for what stays in files
     */
    static Keeping inDatabase(SqlOrderStorage orders, SqlInbox inbox, Ownership owner, Path data) {
        BotState state = BotState.open(owner, data);
        return new Keeping(
                orders,
                state,
                Keeping::notHere,
                () -> {},
                () -> owner.failure().or(state::failure),
                state::notices,
                inbox::troubles,
                () -> {
                    state.close();
                    owner.close();
                    inbox.close();
                    orders.close();
                });
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
