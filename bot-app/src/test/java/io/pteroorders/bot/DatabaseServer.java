package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.storage.sql.ServerDirectory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real database server that can be crashed and started anew. It forces what it answers to its {@link ServerDirectory}. */
final class DatabaseServer implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Path directory;
    private final Path data;
    private final String control;

    private DatabaseServer(EmbeddedPostgres server, Path directory, Path data, String control) {
        this.server = server;
        this.directory = directory;
        this.data = data;
        this.control = control;
    }

    /** @param directory for what it says */
    static DatabaseServer start(Path directory) throws IOException {
        Path data = ServerDirectory.create("database");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "on")
                .start();
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        Path program =
                Path.of(ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow());
        return new DatabaseServer(
                server, directory, data, program.resolveSibling("pg_ctl").toString());
    }

    /** What a bot is told. */
    Map<String, String> settings() {
        return settings("postgres");
    }

    /** What a bot on this database of the server is told. */
    Map<String, String> settings(String name) {
        return Map.of(
                "TRANSPORT", "jsonl",
                "STORAGE", "sql",
                "DB_URL", "jdbc:postgresql://localhost:" + server.getPort() + "/" + name,
                "DB_USER", "postgres",
                "DB_PASSWORD", "postgres");
    }

    /** As a power cut would end it. */
    void crash() throws IOException, InterruptedException {
        control("stop", "-m", "immediate");
    }

    /** Starts it after a crash. */
    void startAgain() throws IOException, InterruptedException {
        control("restart", "-l", directory.resolve("database.log").toString());
    }

    private void control(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // The server refuses to run as root, and so does what controls it.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(control, "-D", data.toString(), "-w"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "control", ".txt");
        int exitCode = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertEquals(0, exitCode, Files.readString(output));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String text(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(settings().get("DB_URL"), "postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
