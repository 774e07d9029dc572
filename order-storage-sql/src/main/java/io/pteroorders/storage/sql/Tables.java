package io.pteroorders.storage.sql;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Makes the tables, or brings those of an earlier version up to date. */
final class Tables {

    private static final String HISTORY = "ptero_orders_versions";

    private Tables() {}

    /**
     * Does so; processes that try at the same time wait for each other. Tables that are up to date need no rights to
     * make any.
     *
     * @throws DatabaseRefusedException if that cannot be done, or the tables are of a later version
     */
    static void bringUpToDate(Database database, SqlStorageOptions options) {
        Flyway flyway = Flyway.configure(Tables.class.getClassLoader())
                .dataSource(database.dataSource())
                .locations(Dialect.of(options).migrations())
                .loggers("slf4j")
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            MigrationInfoService versions = flyway.info();
            for (MigrationInfo version : versions.applied()) {
                if (version.getState() == MigrationState.FUTURE_SUCCESS) {
                    throw Refused.newer(options, String.valueOf(version.getVersion()));
                }
            }
            if (versions.pending().length > 0) {
                flyway.migrate();
            }
        } catch (FlywayException e) {
            throw Refused.tables(options, e);
        }
    }
}
