package io.pteroorders.storage.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.testkit.Fixtures;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/** MariaDB, as the machine's own package has it. */
final class MariaDb extends Server {

    static final MariaDb SERVER = new MariaDb(MariaDbServer.start());

    private static final Pattern WHOLE_TABLE =
            Pattern.compile("\"table_name\": \"orders\",\\s*\"access_type\": \"ALL\"");

    private static final String TEMPLATE = "opened_before";

    private final Optional<MariaDbServer> server;
    private final ImmutableList<String> template;

    private MariaDb(Optional<MariaDbServer> server) {
        this.server = server;
        this.template = server.isPresent() ? makeTemplate() : ImmutableList.of();
    }

    private MariaDbServer server() {
        return server.orElseThrow();
    }

    @Override
    Server installed() {
        assumeTrue(
                server.isPresent(), "SKIPPED: mariadb-server is not installed, so the store is not tried on MariaDB");
        return this;
    }

    /** As tables that were made once. */
    @Override
    void createShop(String name) {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            for (String table : template) {
                statement.execute("CREATE TABLE " + name + "." + table + " LIKE " + TEMPLATE + "." + table);
                statement.execute("INSERT INTO " + name + "." + table + " SELECT * FROM " + TEMPLATE + "." + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ImmutableList<String> makeTemplate() {
        execute("CREATE DATABASE " + TEMPLATE);
        Tables.bringUpToDate(options(TEMPLATE));
        String tables = textIn(
                options(TEMPLATE),
                "SELECT group_concat(table_name) FROM information_schema.tables" + " WHERE table_schema = '" + TEMPLATE
                        + "'");
        return ImmutableList.copyOf(Splitter.on(',').split(tables));
    }

    @Override
    SqlStorageOptions options(String database) {
        return new SqlStorageOptions(
                server().url(database),
                MariaDbServer.USER,
                MariaDbServer.PASSWORD,
                Fixtures.JAKARTA,
                OrderFlow.ORDER_STATUS_FLOW);
    }

    @Override
    String scheme() {
        return "jdbc:mariadb:";
    }

    @Override
    int port() {
        return server().port();
    }

    @Override
    Connection admin() throws SQLException {
        return DriverManager.getConnection(server().adminUrl());
    }

    @Override
    String numbers(int count) {
        return "(SELECT seq AS n FROM seq_1_to_" + count + ") AS numbers";
    }

    @Override
    void createUser(String name, String password) {
        execute("CREATE USER " + name + "@localhost IDENTIFIED BY '" + password + "'");
    }

    @Override
    void grantRows(SqlStorageOptions database, String user) {
        execute("GRANT SELECT, INSERT, UPDATE, DELETE ON " + name(database) + ".* TO " + user + "@localhost");
    }

    @Override
    void becomeReadOnly(SqlStorageOptions database) {
        execute("SET GLOBAL read_only = 1");
        execute("KILL USER " + database.user());
    }

    @Override
    void becomeWritable(SqlStorageOptions database) {
        execute("SET GLOBAL read_only = 0");
    }

    @Override
    String waiting(SqlStorageOptions database) {
        // Of all databases; the list of transactions is not made anew for those who ask all the time.
        return "SELECT variable_value FROM information_schema.global_status"
                + " WHERE variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS'";
    }

    @Override
    String connectionNumber() {
        return "connection_id()";
    }

    @Override
    String end(String connectionNumber) {
        return "KILL " + connectionNumber;
    }

    @Override
    void learn(SqlStorageOptions database) {
        executeIn(database, "ANALYZE TABLE orders, removed_orders, daily, requests");
    }

    @Override
    String plan(SqlStorageOptions options, SearchSql.Statement search) {
        try (Database database = Database.connect(options)) {
            return database.read(session -> lines(session, "EXPLAIN FORMAT=JSON " + search.sql(), search.values()));
        }
    }

    @Override
    boolean readsWholeTable(String plan) {
        return WHOLE_TABLE.matcher(plan).find();
    }

    /** By the counters of the connection, without those of tables in memory. */
    @Override
    long rowsLookedAt(SqlStorageOptions options, SearchSql.Statement search) {
        try (Database database = Database.connect(options)) {
            return database.read(session -> {
                long before = reads(session);
                long counting = reads(session) - before;
                lines(session, search.sql(), search.values());
                return reads(session) - before - 2 * counting;
            });
        }
    }

    private static long reads(Session session) throws SQLException {
        return session.first(
                        row -> row.getLong(1),
                        "SELECT CAST(sum(variable_value) AS SIGNED) FROM information_schema.session_status"
                                + " WHERE variable_name IN ('HANDLER_READ_FIRST', 'HANDLER_READ_KEY', 'HANDLER_READ_LAST',"
                                + " 'HANDLER_READ_NEXT', 'HANDLER_READ_PREV')")
                .orElseThrow();
    }

    @Override
    boolean findsParts() {
        return false;
    }

    @Override
    void forgetReads(SqlStorageOptions options) {
        execute("FLUSH TABLE_STATISTICS");
    }

    @Override
    long wholeReads(SqlStorageOptions options, String table) {
        long rows = Long.parseLong(textIn(options, "SELECT count(*) FROM " + table));
        String read = "SELECT coalesce(max(rows_read), 0) FROM information_schema.table_statistics"
                + " WHERE table_schema = '" + name(options) + "' AND table_name = '" + table + "'";
        return (Long.parseLong(asAdmin(read)) - rows) / rows;
    }

    @Override
    public String toString() {
        return "MariaDB";
    }
}
