package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.Main;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bot in a process of its own, with the memory settings of docs/operating.md, and what came back for each of the numbered messages that went in. */
final class Bridge implements AutoCloseable {

    /** Those who confirm payments; another is told of the orders. */
    static final ImmutableList<String> OWNERS =
            ImmutableList.of("6289900000001", "6289900000002", "6289900000003", "6289900000004");

    private static final String ADMIN = "6289900000009";

    private static final Pattern REPLY_TO = Pattern.compile("\"replyTo\":\"n(\\d+)\"");
    private static final Pattern ORDER = Pattern.compile("ORD-\\w{5}-\\w{5}");
    private static final Pattern SIGN_IN = Pattern.compile("/login/[A-Za-z0-9_-]{43}");
    private static final Pattern MOST_MEMORY = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Process bot;
    private final BufferedWriter in;
    private final CompletableFuture<Void> reading;
    private final AtomicLongArray answered;
    private final AtomicIntegerArray answers;
    private final Set<Integer> ordering = ConcurrentHashMap.newKeySet();
    private final Queue<String> orders = new ConcurrentLinkedQueue<>();
    private final Queue<String> links = new ConcurrentLinkedQueue<>();
    private final Semaphore replies = new Semaphore(0);

    private Bridge(Process bot, int messages) {
        this.bot = bot;
        this.in = bot.outputWriter(StandardCharsets.UTF_8);
        this.answered = new AtomicLongArray(messages);
        this.answers = new AtomicIntegerArray(messages);
        this.reading = CompletableFuture.runAsync(this::read);
    }

    /**
     * Starts the bot.
     *
     * @param messages so many will be said
     * @param settings more of them
     */
    static Bridge start(Path directory, int messages, Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmn16m",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .directory(directory.toFile())
                .redirectError(directory.resolve("log.txt").toFile());
        builder.environment()
                .putAll(Map.of(
                        "TRANSPORT", "jsonl",
                        "OWNER_NUMBER", String.join(",", OWNERS),
                        "STORE_ADMIN", ADMIN,
                        "MAX_PENDING_ORDERS", "100",
                        "RATE_LIMIT_PER_MINUTE", "10000"));
        builder.environment().putAll(settings);
        return new Bridge(builder.start(), messages);
    }

    private void read() {
        try (BufferedReader out = bot.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                long now = System.nanoTime();
                Matcher reply = REPLY_TO.matcher(line);
                if (reply.find()) {
                    int number = Integer.parseInt(reply.group(1));
                    answered.set(number, now);
                    answers.incrementAndGet(number);
                    Matcher order = ORDER.matcher(line);
                    if (ordering.contains(number) && order.find()) {
                        orders.add(order.group());
                    }
                    Matcher link = SIGN_IN.matcher(line);
                    if (link.find()) {
                        links.add(link.group());
                    }
                    replies.release();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void says(int number, String person, String text) throws IOException {
        if (text.startsWith("!order ")) {
            ordering.add(number);
        }
        in.write("{\"type\":\"message\",\"id\":\"n" + number + "\",\"from\":\"" + person
                + "\",\"name\":\"Budi\",\"text\":\"" + text + "\"}\n");
    }

    boolean isAlive() {
        return bot.isAlive();
    }

    void flush() throws IOException {
        in.flush();
    }

    /** Waits until so many more messages are answered. */
    void awaitAnswers(int count) {
        replies.acquireUninterruptibly(count);
    }

    /** When a message was answered, by {@link System#nanoTime}. */
    long answered(int number) {
        return answered.get(number);
    }

    /** How often a message was answered. */
    int answers(int number) {
        return answers.get(number);
    }

    /** An order that was made, each once; empty if there is none. */
    Optional<String> anOrder() {
        return Optional.ofNullable(orders.poll());
    }

    /** The path of a link to sign in by that was sent, each once; empty if there is none. */
    Optional<String> aLink() {
        return Optional.ofNullable(links.poll());
    }

    /** The most memory that the process had, in megabytes; empty where the system does not tell. */
    Optional<Double> mostMemory() throws IOException {
        Path status = Path.of("/proc", String.valueOf(bot.pid()), "status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        Matcher found = MOST_MEMORY.matcher(Files.readString(status));
        return found.find() ? Optional.of(Integer.parseInt(found.group(1)) / 1024.0) : Optional.empty();
    }

    /** Ends the input, and waits for the end in order. */
    void end() throws IOException, InterruptedException {
        in.close();
        reading.join();
        if (bot.waitFor() != 0) {
            throw new IllegalStateException("the bot ended with exit code " + bot.exitValue());
        }
    }

    @Override
    public void close() {
        bot.destroyForcibly();
    }
}
