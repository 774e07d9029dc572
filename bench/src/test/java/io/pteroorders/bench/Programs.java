package io.pteroorders.bench;

import com.google.common.base.Stopwatch;
import io.pteroorders.bot.Main;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.storage.json.JsonOrderStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The bot with its durable store and other programs: they make orders over HTTP, each under a key of its own that makes it
 * once, and read them. Counted is the time to the answer, when an order is on the disk; customers and admins are told
 * meanwhile. In turns with that a {@link Floor}. Each order has to be there once.
 */
final class Programs {

    private static final int CONNECTIONS = 16;
    private static final String PACED = " to an order made at 500/s";

    private final Form form;
    private final Rounds rounds;
    private final int all;
    private final Figures figures;
    private final Path directory;

    Programs(Form form, Figures figures, Path directory) {
        this.form = form;
        this.rounds = new Rounds(form, figures, 2, 500, 10);
        this.all = rounds.all();
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("Other programs over HTTP, %d connections, %,d orders", CONNECTIONS, all));
        Directories.makeEmpty(directory);
        String key = key();
        byte[][] requests =
                IntStream.range(0, all).mapToObj(number -> order(key, number)).toArray(byte[][]::new);
        int port = Posts.freePort();
        try (Floor floor = Floor.start(directory, CONNECTIONS);
                Bridge bridge = answering(port);
                Posts posts = new Posts(port, CONNECTIONS, bridge::isAlive)) {
            rounds.asFastAsItGoes(first ->
                    asFastAsItGoes(posts, floor, key, Arrays.copyOfRange(requests, first, first + form.chats())));
            paced(posts, Arrays.copyOfRange(requests, rounds.fast(), all));
            bridge.end();
        }
        requireEachOnce();
        figures.line("orders made", "/s", "a write to 200", "3,000/s");
        figures.line("an order read", "/s", "a write to 200", "5,000/s");
        figures.line("pages of 20 orders read", "/s", "a write to 200", "");
        figures.line("a write to 200", "/s", "");
        rounds.lines(PACED, "20 ms", "");
    }

    /** Made by the program itself, while nobody answers. */
    private String key() throws Exception {
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "api-key",
                        "create",
                        "--name",
                        "bench",
                        "--scope",
                        "all")
                .directory(directory.toFile())
                .start();
        List<String> said = made.inputReader(StandardCharsets.UTF_8).lines().toList();
        if (made.waitFor() != 0) {
            throw new IOException("no key was made: " + said);
        }
        return said.get(said.size() - 1);
    }

    private static byte[] order(String key, int number) {
        String body = """
                {"customer":{"phoneNumber":"+62812%08d","displayName":"Budi"},"item":{"packageType":"bronze","duration":1}}\
                """.formatted(number);
        return ("POST /api/v1/orders HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer " + key
                        + "\r\nIdempotency-Key: o" + number + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] page(String key, int limit) {
        return ("GET /api/v1/orders?limit=" + limit + " HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A bot that has come so far that it answers. */
    private Bridge answering(int port) throws IOException {
        Bridge bridge = Bridge.start(
                directory,
                1,
                Map.of("WEB", "on", "API_RATE_LIMIT", "1000000", "HTTP_PORT", Integer.toString(port)));
        bridge.says(0, Bridge.OWNERS.get(0), "!help");
        bridge.flush();
        bridge.awaitAnswers(1);
        return bridge;
    }

    private void asFastAsItGoes(Posts posts, Floor floor, String key, byte[][] requests) throws Exception {
        rate("orders made", posts, requests);
        rate("an order read", posts, reads(requests.length, page(key, 1)));
        rate("pages of 20 orders read", posts, reads(requests.length, page(key, 20)));
        rate("a write to 200", floor.posts(), requests);
    }

    private static byte[][] reads(int count, byte[] request) {
        byte[][] reads = new byte[count][];
        Arrays.fill(reads, request);
        return reads;
    }

    private void rate(String name, Posts posts, byte[][] requests) throws Exception {
        Stopwatch watch = Stopwatch.createStarted();
        posts.post(requests, i -> {});
        figures.add(name, requests.length / (watch.elapsed().toNanos() / 1e9));
    }

    /** A request comes when it is its time, however late the answers to others are. */
    private void paced(Posts posts, byte[][] requests) throws Exception {
        long began = System.nanoTime();
        long[] nanos = posts.post(requests, i -> Race.awaitTime(rounds.due(began, i)));
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] -= rounds.due(began, i);
        }
        rounds.add(PACED, nanos);
    }

    private void requireEachOnce() {
        try (JsonOrderStorage store = Stock.open(directory.resolve("data"))) {
            long made = store.count(OrderQuery.newestFirst().build());
            if (made != all) {
                throw new IllegalStateException(made + " orders are there of " + all);
            }
        }
    }
}
