package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A real server for the tests of this JVM, with a database for each of them. Thread-safe. */
abstract class Server {

    private final AtomicInteger databases = new AtomicInteger();

    /** All that the store knows; one that is not installed skips the tests that use it. */
    static ImmutableList<Server> all() {
        return ImmutableList.of(PostgreSql.SERVER, MariaDb.SERVER);
    }

    /** The server; skips the test, and says so, if it is not installed. */
    Server installed() {
        return this;
    }

    /** A new database with empty tables. */
    final SqlStorageOptions newShop() {
        String name = "shop_" + databases.incrementAndGet();
        createShop(name);
        return options(name);
    }

    /** A new database without any table. */
    final SqlStorageOptions newDatabase() {
        return newDatabase("");
    }

    /** An empty database, made with these words. */
    final SqlStorageOptions newDatabase(String properties) {
        String name = "empty_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name + properties);
        return options(name);
    }

    abstract void createShop(String name);

    abstract SqlStorageOptions options(String database);

    /** What its URLs begin with. */
    abstract String scheme();

    abstract int port();

    /** The same database behind another port of this machine; every commit is spelt out on the way. */
    SqlStorageOptions through(int port, SqlStorageOptions options) {
        String url = options.url().replace(":" + port() + "/", ":" + port + "/");
        return new SqlStorageOptions(
                url,
                options.user(),
                options.password(),
                options.zone(),
                options.flow(),
                options.connections(),
                options.leaseTerm());
    }

    /** The administrator's, to no database in particular. */
    abstract Connection admin() throws SQLException;

    static String name(SqlStorageOptions database) {
        return database.place().replaceFirst(".*/", "");
    }

    final void execute(String sql) {
        try (Connection connection = admin()) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    final void executeIn(SqlStorageOptions database, String sql) {
        try (Connection connection = connect(database)) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    final String textIn(SqlStorageOptions database, String query) {
        try (Connection connection = connect(database)) {
            return text(connection, query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    final String asAdmin(String query) {
        try (Connection connection = admin()) {
            return text(connection, query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    static Connection connect(SqlStorageOptions database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** Changes the record of the order with this number by hand. */
    static void rewrite(SqlStorageOptions options, long changeNumber, UnaryOperator<String> change) {
        try (Database database = Database.connect(options)) {
            String where = " WHERE change_number = " + changeNumber;
            String record =
                    database.read(session -> session.first(row -> row.getString(1), "SELECT record FROM orders" + where)
                            .orElseThrow());
            database.write(
                    session -> session.change("UPDATE orders SET record = ?" + where, change.apply(record)),
                    Optional.empty());
        }
    }

    /** A table with one column, n, of the numbers from 1. */
    abstract String numbers(int count);

    /** A user who may log in, and no more. */
    abstract void createUser(String name, String password);

    /** The rights to read and write the rows of all tables. */
    abstract void grantRows(SqlStorageOptions database, String user);

    /** As if another server had become the primary; connections of before are ended. */
    abstract void becomeReadOnly(SqlStorageOptions database);

    /** The same back again. */
    abstract void becomeWritable(SqlStorageOptions database);

    /** How many wait for a lock in a database, as a statement of the administrator. */
    abstract String waiting(SqlStorageOptions database);

    /** Returns as soon as somebody waits for a lock in a database. */
    final void awaitLockWait(SqlStorageOptions database) {
        try (Connection connection = admin()) {
            while (text(connection, waiting(database)).equals("0")) {
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of a connection, as an expression. */
    abstract String connectionNumber();

    /** Ends a connection, as a statement of the administrator. */
    abstract String end(String connectionNumber);

    /** What another process is in the midst of. */
    record Held(Server server, Connection connection, String number) {

        /** The server sees the connection break off. */
        void die() {
            server.execute(server.end(number));
        }
    }

    /** A write by another process that does not end. */
    final Held lockShop(SqlStorageOptions database) {
        try {
            Connection connection = connect(database);
            connection.setAutoCommit(false);
            return new Held(
                    this, connection, text(connection, "SELECT " + connectionNumber() + " FROM shop FOR UPDATE"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has the database learn what is in its tables. */
    abstract void learn(SqlStorageOptions database);

    /** How the database would look, with the settings of the store's own connections. */
    abstract String plan(SqlStorageOptions options, SearchSql.Statement search);

    /** Whether it would read a table from end to end. */
    abstract boolean readsWholeTable(String plan);

    /** Rows that it takes or turns down when it looks. */
    abstract long rowsLookedAt(SqlStorageOptions options, SearchSql.Statement search);

    /** Whether it finds parts of ids by an index, and stops early in wide searches. */
    abstract boolean findsParts();

    /** Begins to count anew what is read. */
    abstract void forgetReads(SqlStorageOptions options);

    /** How often a table was read as a whole since then, or as much as that is. */
    abstract long wholeReads(SqlStorageOptions options, String table);

    /** What a statement answers, a line for each row. */
    static String lines(Session session, String sql, List<?> values) throws SQLException {
        List<String> lines = session.list(row -> row.getString(1), sql, values);
        return String.join("\n", lines);
    }
}
