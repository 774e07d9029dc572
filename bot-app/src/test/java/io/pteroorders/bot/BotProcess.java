package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.OrderId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built jar in a process of its own, talked to as a bridge talks to it. */
final class BotProcess implements AutoCloseable {

    static final Path JAR = Path.of("target", "bot-app.jar").toAbsolutePath();
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final int SECONDS = 60;
    private static final Pattern ORDER = Pattern.compile("ORD-\\w{5}-\\w{5}");

    private final Process process;
    private final Path errors;
    private final BufferedReader out;
    private final Writer in;

    /** Ids differ also from those of a process before this one. */
    private static final AtomicInteger MESSAGES = new AtomicInteger();

    private BotProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts the jar in a working directory of its own, with nothing but these settings. */
    static BotProcess start(Path directory, Map<String, String> settings, String... arguments) throws IOException {
        return start(Quick.JAR, directory, settings, arguments);
    }

    /** Found out when it is first needed. */
    private static final class Quick {

        static final List<String> JAR = ClassArchive.quickJar();
    }

    /** The same, started by another command than the jar's. */
    static BotProcess start(List<String> program, Path directory, Map<String, String> settings, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(directory, "stderr", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeAll(BotConfig.NAMES);
        builder.environment().putAll(settings);
        return new BotProcess(builder.start(), errors);
    }

    /** Says something, and gives the messages sent because of it: as many as are expected. */
    List<JsonNode> says(String from, String text, int expected) throws IOException {
        asks(from, text);
        List<JsonNode> sent = new ArrayList<>();
        for (int i = 0; i < expected; i++) {
            sent.add(next());
        }
        return sent;
    }

    /** The next message that is sent. */
    JsonNode next() throws IOException {
        return JsonMapper.shared().readTree(out.readLine());
    }

    /** The next line; empty at the end. */
    Optional<JsonNode> nextIfAny() throws IOException {
        return Optional.ofNullable(out.readLine()).map(JsonMapper.shared()::readTree);
    }

    /** The orders that a message names. */
    static Stream<OrderId> orderIds(JsonNode message) {
        return ORDER.matcher(message.path("text").stringValue("")).results().map(match -> OrderId.of(match.group()));
    }

    /** Says something, and waits for nothing. */
    void asks(String from, String text) throws IOException {
        line(JsonMapper.shared()
                .createObjectNode()
                .put("type", "message")
                .put("id", "m" + ProcessHandle.current().pid() + "-" + MESSAGES.incrementAndGet())
                .put("from", from)
                .put("name", "Budi")
                .put("text", text)
                .toString());
    }

    void line(String text) throws IOException {
        text(text + "\n");
    }

    void text(String text) throws IOException {
        in.write(text);
        in.flush();
    }

    /** The next line on standard output that has these words. */
    String lineWith(String words) throws IOException {
        String line = out.readLine();
        while (line != null && !line.contains(words)) {
            line = out.readLine();
        }
        return Objects.requireNonNull(line, () -> "the output ended without " + words);
    }

    /** Everything that is still to come on standard output. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }

    /** How a process ended, and all that it wrote. */
    record Ended(int exitCode, String out, String errors) {}

    /** Runs a command of the jar to its end. */
    static Ended run(Path directory, Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        try (BotProcess process = start(directory, settings, arguments)) {
            return process.ended();
        }
    }

    /** How it ended, once it has. */
    Ended ended() throws IOException, InterruptedException {
        String printed = rest();
        return new Ended(exitCode(), printed, errors());
    }

    /** Nobody reads what the process writes any more. */
    void stopListening() throws IOException {
        out.close();
    }

    /** Ends the input and waits for the end. */
    int end() throws IOException, InterruptedException {
        in.close();
        return exitCode();
    }

    /** Asks the process to end, as the system does. */
    int terminate() throws InterruptedException {
        process.toHandle().destroy();
        return exitCode();
    }

    /** Ends the process as a power cut would, and waits until it is gone. What it wrote before can still be read. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the process does not end");
    }

    int exitCode() throws InterruptedException {
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the process does not end");
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Returns as soon as it has logged this. */
    void awaitLogged(String words) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!errors().contains(words)) {
            assertTrue(isAlive() && System.nanoTime() < end, errors());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
