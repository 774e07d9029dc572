package io.pteroorders.storage.sql;

import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.testkit.Fixtures;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL, from Maven Central. */
final class PostgreSql extends Server {

    /** Users have passwords, but for the administrator. */
    private static final String WHO_MAY = """
            host all postgres all trust
            host all all      all scram-sha-256
            """;

    private static final Pattern FOUND = Pattern.compile("actual rows=(\\d+)");
    private static final Pattern TURNED_DOWN = Pattern.compile("Rows Removed by [A-Za-z ]+: (\\d+)");
    private static final String TEMPLATE = "opened_before";

    static final PostgreSql SERVER = new PostgreSql();

    private final EmbeddedPostgres server;

    private PostgreSql() {
        try {
            Path whoMay = Files.writeString(Files.createTempFile("pg_hba", ".conf"), WHO_MAY);
            whoMay.toFile().deleteOnExit();
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(ServerDirectory.create("postgresql"))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("hba_file", whoMay.toString())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("CREATE DATABASE " + TEMPLATE);
        Tables.bringUpToDate(options(TEMPLATE));
    }

    @Override
    void createShop(String name) {
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    }

    @Override
    SqlStorageOptions options(String database) {
        return new SqlStorageOptions(
                server.getJdbcUrl("postgres", database),
                "postgres",
                "postgres",
                Fixtures.JAKARTA,
                OrderFlow.ORDER_STATUS_FLOW);
    }

    @Override
    String scheme() {
        return "jdbc:postgresql:";
    }

    @Override
    int port() {
        return server.getPort();
    }

    @Override
    SqlStorageOptions through(int port, SqlStorageOptions options) {
        SqlStorageOptions there = super.through(port, options);
        return new SqlStorageOptions(
                there.url() + "&prepareThreshold=0",
                there.user(),
                there.password(),
                there.zone(),
                there.flow(),
                there.connections(),
                there.leaseTerm());
    }

    @Override
    Connection admin() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    String numbers(int count) {
        return "(SELECT generate_series(bigint '1', " + count + ") AS n) AS numbers";
    }

    @Override
    void createUser(String name, String password) {
        execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
    }

    @Override
    void grantRows(SqlStorageOptions database, String user) {
        executeIn(database, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + user);
    }

    @Override
    void becomeReadOnly(SqlStorageOptions database) {
        execute("ALTER DATABASE " + name(database) + " SET default_transaction_read_only = on");
        endConnections(database);
    }

    @Override
    void becomeWritable(SqlStorageOptions database) {
        execute("ALTER DATABASE " + name(database) + " RESET default_transaction_read_only");
        endConnections(database);
    }

    /** Returns when they have ended; what they counted is handed in then. */
    void endConnections(SqlStorageOptions database) {
        execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + name(database)
                + "'");
    }

    @Override
    void learn(SqlStorageOptions database) {
        executeIn(database, "VACUUM ANALYZE");
    }

    /** What it met is told too. */
    @Override
    String plan(SqlStorageOptions options, SearchSql.Statement search) {
        try (Database database = Database.connect(options)) {
            return database.read(session ->
                    lines(session, "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) " + search.sql(), search.values()));
        }
    }

    @Override
    boolean readsWholeTable(String plan) {
        return plan.contains("Seq Scan");
    }

    @Override
    boolean findsParts() {
        return true;
    }

    @Override
    void forgetReads(SqlStorageOptions options) {
        endConnections(options);
        executeIn(options, "SELECT pg_stat_reset()");
    }

    @Override
    long wholeReads(SqlStorageOptions options, String table) {
        endConnections(options);
        return Long.parseLong(
                textIn(options, "SELECT seq_scan FROM pg_stat_user_tables WHERE relname = '" + table + "'"));
    }

    /** Over all parts of the plan that read. */
    @Override
    long rowsLookedAt(SqlStorageOptions options, SearchSql.Statement search) {
        long rows = 0;
        boolean reads = false;
        for (String line : plan(options, search).lines().toList()) {
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

    @Override
    String waiting(SqlStorageOptions database) {
        return "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name(database)
                + "' AND wait_event_type = 'Lock'";
    }

    @Override
    String connectionNumber() {
        return "pg_backend_pid()";
    }

    @Override
    String end(String connectionNumber) {
        return "SELECT pg_terminate_backend(" + connectionNumber + ")";
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }
}
