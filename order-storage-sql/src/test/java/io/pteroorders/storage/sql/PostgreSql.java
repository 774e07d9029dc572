package io.pteroorders.storage.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.testkit.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server for the tests of this JVM, with a database for each of them. Thread-safe. */
final class PostgreSql {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();
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

    static void execute(String sql) {
        try (Connection admin = SERVER.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
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
