package io.pteroorders.storage.sql;

import com.zaxxer.hikari.HikariConfig;

/** What differs from one kind of database to another. */
enum Dialect {
    POSTGRESQL("jdbc:postgresql:", "postgresql") {
        @Override
        void configure(HikariConfig config) {
            config.addDataSourceProperty("ApplicationName", "ptero-orders");
            config.addDataSourceProperty("connectTimeout", "5");
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            // A text goes into a column of JSON without a cast.
            config.addDataSourceProperty("stringtype", "unspecified");
            // Details of a failure would name people.
            config.addDataSourceProperty("logServerErrorDetail", "false");
            config.setConnectionInitSql("""
                    SET lock_timeout = '5s';
                    SET statement_timeout = '20s';
                    SET idle_in_transaction_session_timeout = '20s';
                    SET plan_cache_mode = 'force_custom_plan';
                    SELECT set_config('synchronous_commit', 'on', false)
                        WHERE current_setting('synchronous_commit') = 'off'
                    """);
        }

        @Override
        String now() {
            return "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)";
        }

        @Override
        String lock() {
            return "SELECT pg_advisory_lock(" + LOCK + ") FROM set_config('lock_timeout', '" + AT_THE_TABLES
                    + "s', false)";
        }

        @Override
        String addUp(String table, String key) {
            return " ON CONFLICT (" + key + ") DO UPDATE SET amount = " + table + ".amount + excluded.amount";
        }

        @Override
        String analyze(String table) {
            return "ANALYZE " + table;
        }

        @Override
        String by(String index) {
            return "";
        }

        @Override
        String encoding() {
            return "SELECT current_setting('server_encoding') WHERE current_setting('server_encoding') <> 'UTF8'";
        }

        @Override
        String weaknesses() {
            return "SELECT 'fsync = off' WHERE current_setting('fsync') = 'off'";
        }
    },

    MARIADB("jdbc:mariadb:", "mariadb") {
        @Override
        void configure(HikariConfig config) {
            config.addDataSourceProperty("connectTimeout", "5000");
            config.addDataSourceProperty("socketTimeout", "30000");
            config.addDataSourceProperty("allowLocalInfile", "false");
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            // Not strict, it would cut off what is too long. In UTC no hour of its clock comes twice.
            config.setConnectionInitSql("""
                    SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',
                        time_zone = '+00:00',
                        innodb_lock_wait_timeout = 5,
                        lock_wait_timeout = 5,
                        max_statement_time = 20,
                        idle_transaction_timeout = 20
                    """);
        }

        @Override
        String now() {
            return "CAST(unix_timestamp(sysdate(3)) * 1000 AS SIGNED)";
        }

        @Override
        String lock() {
            return "SELECT 1 FROM (SELECT get_lock(" + NAME + ", " + AT_THE_TABLES + ") AS got) AS l WHERE got = 1";
        }

        @Override
        String addUp(String table, String key) {
            return " ON DUPLICATE KEY UPDATE amount = " + table + ".amount + VALUES(amount)";
        }

        @Override
        String analyze(String table) {
            return "ANALYZE TABLE " + table;
        }

        @Override
        String by(String index) {
            return " FORCE INDEX (" + index + ")";
        }

        /** The tables have one of their own. */
        @Override
        String encoding() {
            return "SELECT '' FROM dual WHERE false";
        }

        @Override
        String weaknesses() {
            return "SELECT concat('innodb_flush_log_at_trx_commit = ', @@global.innodb_flush_log_at_trx_commit)"
                    + " FROM dual WHERE @@global.innodb_flush_log_at_trx_commit NOT IN (1, 3)"
                    + " UNION ALL SELECT concat('sync_binlog = ', @@global.sync_binlog)"
                    + " FROM dual WHERE @@global.log_bin AND @@global.sync_binlog <> 1";
        }
    };

    /** How many seconds to wait for who is at the tables: an index of a large shop takes minutes. */
    private static final int AT_THE_TABLES = 600;

    /** Any number that others are unlikely to use. */
    private static final long LOCK = 0x7074_6572_6f6fL;

    /** Names of locks are the server's, not the database's, and may have 64 characters. */
    private static final String NAME = "concat('ptero-orders ', md5(database()))";

    private final String urls;
    private final String migrations;

    Dialect(String urls, String migrations) {
        this.urls = urls;
        this.migrations = migrations;
    }

    /** @throws DatabaseRefusedException if the URL is none of those that are understood */
    static Dialect of(SqlStorageOptions options) {
        for (Dialect dialect : values()) {
            if (options.url().startsWith(dialect.urls)) {
                return dialect;
            }
        }
        throw Refused.url(options, null);
    }

    /** Where the migrations are, as a resource. */
    String migrations() {
        return "classpath:order-storage-sql/" + migrations;
    }

    /** Sets up the connections. */
    abstract void configure(HikariConfig config);

    /** The database's clock, in milliseconds since 1970-01-01T00:00:00Z. */
    abstract String now();

    /** Keeps out all others that do the same, for as long as the connection lasts; no row if they do it for too long. */
    abstract String lock();

    /** The end of an insert of rows whose amounts are added to those that are there. */
    abstract String addUp(String table, String key);

    /** Makes it look at what is in a table, for its plans. */
    abstract String analyze(String table);

    /** Comes after a table's name where a database would not see by itself that this index has the rows in their order. */
    abstract String by(String index);

    /** The encoding of its texts, if some characters have none in it. */
    abstract String encoding();

    /** The settings of the server, a row each, by which a crash of its machine takes back what it answered. */
    abstract String weaknesses();
}
