package io.pteroorders.storage.sql;

import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.testkit.Fixtures;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server for the tests of this JVM, with a database for each of them. Thread-safe. */
final class PostgreSql {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Pattern FOUND = Pattern.compile("actual rows=(\\d+)");
    private static final Pattern TURNED_DOWN = Pattern.compile("Rows Removed by [A-Za-z ]+: (\\d+)");
    private static final String TEMPLATE = "opened_before";

    private PostgreSql() {}

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "300")
                    .start();
            try (Connection admin = server.getPostgresDatabase().getConnection();
                    Statement statement = admin.createStatement()) {
                statement.execute("CREATE DATABASE " + TEMPLATE);
            }
            Database database = Database.connect(options(server, TEMPLATE));
            Tables.bringUpToDate(database, options(server, TEMPLATE));
            database.close();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new database with empty tables. */
    static SqlStorageOptions newShop() {
        String name = "shop_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return options(SERVER, name);
    }

    /** A new database without any table. */
    static SqlStorageOptions newDatabase() {
        String name = "empty_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return options(SERVER, name);
    }

    static int port() {
        return SERVER.getPort();
    }

    /** The same database behind another port of this machine; every commit is spelt out on the way. */
    static SqlStorageOptions through(int port, SqlStorageOptions options) {
        String url = options.url().replace(":" + SERVER.getPort() + "/", ":" + port + "/") + "&prepareThreshold=0";
        return new SqlStorageOptions(
                url, options.user(), options.password(), options.zone(), options.flow(), options.connections());
    }

    static void execute(String sql) {
        try (Connection admin = SERVER.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void executeIn(SqlStorageOptions database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String textIn(SqlStorageOptions database, String query) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How the database would look, and what it met when it did, with the settings of the store's own connections. */
    static String explain(SqlStorageOptions options, Search.Statement search) {
        Database database = Database.connect(options);
        try {
            return database.read(session -> String.join(
                    "\n",
                    session.list(
                            row -> row.getString(1),
                            "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) " + search.sql(),
                            search.values())));
        } finally {
            database.close();
        }
    }

    /** Rows that were read and taken or turned down, over all parts of the plan that read. */
    static long rowsLookedAt(SqlStorageOptions options, Search.Statement search) {
        long rows = 0;
        boolean reads = false;
        for (String line : explain(options, search).lines().toList()) {
            if (line.contains("(cost=")) {
                reads = line.contains("Scan");
            }
            Matcher matcher = (line.contains("(cost=") ? FOUND : TURNED_DOWN).matcher(line);
            if (reads && matcher.find()) {
                rows += Long.parseLong(matcher.group(1));
            }
        }
        return rows;
    }

    /** What connections counted is handed in when they end. */
    static void flushCounters(SqlStorageOptions database) {
        String name = textIn(database, "SELECT current_database()");
        execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    static Connection connect(SqlStorageOptions database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** As if another server had become the primary; connections of before are ended. */
    static void becomeReadOnly(SqlStorageOptions database) {
        String name = textIn(database, "SELECT current_database()");
        execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    /** Returns as soon as somebody waits for a lock in a database. */
    static void awaitLockWait(SqlStorageOptions database) {
        String waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type = 'Lock'";
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            long count = 0;
            while (count == 0) {
                try (ResultSet row = statement.executeQuery(waiting)) {
                    row.next();
                    count = row.getLong(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What another process is in the midst of. */
    record Held(Connection connection, long process) {

        /** The server sees the connection break off. */
        void die() {
            execute("SELECT pg_terminate_backend(" + process + ")");
        }
    }

    /** A write by another process that does not end. */
    static Held lockShop(SqlStorageOptions database) {
        try {
            Connection connection = connect(database);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_backend_pid() FROM shop FOR UPDATE")) {
                row.next();
                return new Held(connection, row.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SqlStorageOptions options(EmbeddedPostgres server, String database) {
        return new SqlStorageOptions(
                server.getJdbcUrl("postgres", database),
                "postgres",
                "postgres",
                Fixtures.JAKARTA,
                OrderFlow.ORDER_STATUS_FLOW);
    }
}
