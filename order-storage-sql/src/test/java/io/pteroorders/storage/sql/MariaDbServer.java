package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A MariaDB server of the machine's own package, with data and a port of its own, for as long as the JVM runs. It writes
 * each commit, but forces nothing to the disk: its process can be killed, the machine cannot lose its power.
 */
public final class MariaDbServer {

    private static final String INSTALL = "mariadb-install-db";
    private static final String SERVER = "mariadbd";

    private static final String READY = "ready for connections";
    private static final String DATA = "data";

    /** Root may run it only by saying so. */
    private static final String AS = "--user=" + System.getProperty("user.name");

    /** A user who may do everything in all databases, but nothing to the server. */
    public static final String USER = "seller";

    /** The user's. */
    public static final String PASSWORD = "secret-word";

    private static final String FIRST = """
            CREATE USER IF NOT EXISTS %1$s@localhost IDENTIFIED BY '%2$s';
            GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP ON *.* TO %1$s@localhost;
            """.formatted(USER, PASSWORD);

    private final Path directory;
    private final int port;
    private final List<String> command;
    private volatile Process process;

    private MariaDbServer(Path directory, Path program) throws IOException {
        this.directory = directory;
        this.port = freePort();
        this.command = ImmutableList.of(
                program.toString(),
                "--no-defaults",
                "--datadir=" + directory.resolve(DATA),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--init-file=" + Files.writeString(directory.resolve("first.sql"), FIRST),
                "--max-connections=300",
                "--skip-innodb-doublewrite",
                "--innodb-flush-method=nosync",
                "--debug-no-sync",
                "--userstat=1",
                AS);
        this.process = run(command, directory);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        awaitLine(process, READY);
    }

    /** Starts one; empty if the package is not installed. */
    public static Optional<MariaDbServer> start() {
        Optional<Path> install = find(INSTALL);
        Optional<Path> server = find(SERVER);
        if (install.isEmpty() || server.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path directory = ServerDirectory.create("mariadb");
            return Optional.of(start(install.get(), server.get(), directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(Pattern.quote(":")))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static MariaDbServer start(Path install, Path program, Path directory) throws IOException {
        Process installing = run(
                ImmutableList.of(
                        install.toString(),
                        "--no-defaults",
                        "--datadir=" + directory.resolve(DATA),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--innodb-flush-method=nosync",
                        "--debug-no-sync",
                        AS),
                directory);
        awaitLine(installing, "OK");
        return new MariaDbServer(directory, program);
    }

    /** At once, in the midst of whatever it does. */
    public void crash() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it after a crash. */
    public void startAgain() throws IOException {
        process = run(command, directory);
        awaitLine(process, READY);
    }

    private void end() {
        crash();
        try {
            MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a directory of its own for what is temporary, too: a server that starts clears that of its kind away. */
    private static Process run(List<String> command, Path directory) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("TMPDIR", directory.toString());
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What comes after the line is read too, so that the process need not wait for a reader. */
    private static void awaitLine(Process process, String expected) throws IOException {
        BufferedReader output = process.inputReader();
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.contains(expected)) {
                Thread rest = new Thread(() -> drain(output), "mariadb-output");
                rest.setDaemon(true);
                rest.start();
                return;
            }
        }
        throw new IOException("MariaDB did not start:\n" + String.join("\n", said));
    }

    private static void drain(BufferedReader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // It ended.
        }
    }

    /** Where it listens on this machine. */
    public int port() {
        return port;
    }

    /** The URL of a database, which need not be there. */
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    /** The same for the administrator, who has no password. */
    public String adminUrl() {
        return url("mysql") + "?user=root";
    }
}
