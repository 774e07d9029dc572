package io.pteroorders.bot;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pteroorders.storage.sql.MariaDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The kinds of servers that the bot knows: a real one of each, for as long as the JVM runs. */
enum SqlServer {
    POSTGRESQL {
        @Override
        SqlServer installed() {
            return this;
        }

        @Override
        Map<String, String> newDatabase(String name) throws SQLException {
            PostgreSql.SERVER.execute("CREATE DATABASE " + name);
            return PostgreSql.SERVER.settings(name);
        }

        @Override
        public String toString() {
            return "postgresql";
        }

        @Override
        void crash() throws IOException, InterruptedException {
            PostgreSql.SERVER.crash();
        }

        @Override
        void startAgain() throws IOException, InterruptedException {
            PostgreSql.SERVER.startAgain();
        }
    },

    MARIADB {
        @Override
        SqlServer installed() {
            assumeTrue(
                    MariaDb.SERVER.isPresent(),
                    "SKIPPED: mariadb-server is not installed, so the bot is not tried on MariaDB");
            return this;
        }

        private MariaDbServer server() {
            return MariaDb.SERVER.orElseThrow();
        }

        @Override
        Map<String, String> newDatabase(String name) throws SQLException {
            try (Connection admin = DriverManager.getConnection(server().adminUrl());
                    Statement statement = admin.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return Map.of(
                    "TRANSPORT",
                    "jsonl",
                    "STORAGE",
                    "sql",
                    "DB_URL",
                    server().url(name),
                    "DB_USER",
                    MariaDbServer.USER,
                    "DB_PASSWORD",
                    MariaDbServer.PASSWORD);
        }

        @Override
        String manyStatements() {
            return "?allowMultiQueries=true";
        }

        @Override
        public String toString() {
            return "mariadb";
        }

        @Override
        void crash() {
            server().crash();
        }

        @Override
        void startAgain() throws IOException {
            server().startAgain();
        }
    };

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Started when it is first used. */
    private static final class PostgreSql {

        static final DatabaseServer SERVER = start();

        private static DatabaseServer start() {
            try {
                return DatabaseServer.start(Files.createTempDirectory(Path.of("target"), "postgresql"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The same. */
    private static final class MariaDb {

        static final Optional<MariaDbServer> SERVER = MariaDbServer.start();
    }

    /** The server; skips the test, and says so, if it is not installed. */
    abstract SqlServer installed();

    /** What a bot on a new database without any table is told. */
    Map<String, String> newDatabase() throws SQLException {
        return newDatabase("shop_" + DATABASES.incrementAndGet());
    }

    abstract Map<String, String> newDatabase(String name) throws SQLException;

    /** What is added to a URL so that one call may have many statements. */
    String manyStatements() {
        return "";
    }

    /** As a power cut would end it. */
    abstract void crash() throws IOException, InterruptedException;

    /** Starts it after a crash. */
    abstract void startAgain() throws IOException, InterruptedException;
}
