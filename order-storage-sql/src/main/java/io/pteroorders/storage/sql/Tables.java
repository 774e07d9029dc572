package io.pteroorders.storage.sql;

import io.pteroorders.core.storage.StorageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Makes the tables, or brings those of an earlier version up to date. */
final class Tables {

    private static final String HISTORY = "ptero_orders_versions";
    private static final Set<MigrationState> LATER =
            EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private Tables() {}

    /**
     * Does so; processes that try at the same time wait for each other. Tables that are up to date need no rights to
     * make any.
     *
     * @throws DatabaseRefusedException if that cannot be done, or the tables are of a later version
     * @throws StorageException if it may be done later
     */
    static void bringUpToDate(SqlStorageOptions options) {
        // A connection of its own: making an index may take longer than any other statement may.
        Flyway flyway = Flyway.configure(Tables.class.getClassLoader())
                .dataSource(options.url(), options.user(), options.password())
                .locations(Dialect.of(options).migrations())
                .loggers("slf4j")
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            if (isBehind(flyway, options)) {
                alone(options, () -> {
                    if (isBehind(flyway, options)) {
                        bringUpToDate(flyway);
                    }
                });
            }
        } catch (FlywayException | SQLException e) {
            throw Refused.tables(options, e);
        } catch (StorageException e) {
            throw e.getCause() == null ? e : Refused.tables(options, e.getCause());
        }
    }

    /** Does something to the tables while no other process does; the lock ends with its connection. */
    private static void alone(SqlStorageOptions options, Runnable work) throws SQLException {
        try (Connection connection = DriverManager.getConnection(options.url(), options.user(), options.password())) {
            boolean locked = new Session(connection)
                    .first(row -> true, Dialect.of(options).lock())
                    .isPresent();
            if (!locked) {
                throw StorageException.retryable("another process is at the tables for too long", null);
            }
            work.run();
        }
    }

    /** Where tables that were half made are not undone, making them can be done again. */
    private static void bringUpToDate(Flyway flyway) {
        if (hasFailed(flyway.info())) {
            flyway.repair();
        }
        flyway.migrate();
    }

    private static boolean isBehind(Flyway flyway, SqlStorageOptions options) {
        MigrationInfoService versions = flyway.info();
        for (MigrationInfo version : versions.applied()) {
            if (LATER.contains(version.getState())) {
                throw Refused.newer(options, String.valueOf(version.getVersion()));
            }
        }
        return versions.pending().length > 0 || hasFailed(versions);
    }

    private static boolean hasFailed(MigrationInfoService versions) {
        return Arrays.stream(versions.applied()).anyMatch(version -> version.getState() == MigrationState.FAILED);
    }
}
