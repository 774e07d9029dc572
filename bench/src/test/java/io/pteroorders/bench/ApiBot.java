package io.pteroorders.bench;

import io.pteroorders.bot.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The bot with its durable store, served to other programs in a process of its own. */
final class ApiBot implements AutoCloseable {

    private final Bridge bridge;
    private final String key;
    private final int port;

    private ApiBot(Bridge bridge, String key, int port) {
        this.bridge = bridge;
        this.key = key;
        this.port = port;
    }

    /** One that has come so far that it answers. */
    static ApiBot start(Path directory) throws Exception {
        String key = newKey(directory);
        int port = Posts.freePort();
        Bridge bridge = Bridge.start(
                directory, 1, Map.of("WEB", "on", "API_RATE_LIMIT", "1000000", "HTTP_PORT", Integer.toString(port)));
        bridge.says(0, Bridge.OWNERS.get(0), "!help");
        bridge.flush();
        bridge.awaitAnswers(1);
        return new ApiBot(bridge, key, port);
    }

    /** Made by the program itself, while nobody answers. */
    private static String newKey(Path directory) throws Exception {
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

    int port() {
        return port;
    }

    boolean isAlive() {
        return bridge.isAlive();
    }

    /** A request for a new order, as it goes over the wire; the same number is the same request. */
    byte[] order(int number) {
        String body =
                "{\"customer\":{\"phoneNumber\":\"+62812%08d\"},\"item\":{\"packageType\":\"bronze\",\"duration\":1}}"
                        .formatted(number);
        return ("POST /api/v1/orders HTTP/1.1\r\n" + head() + "Idempotency-Key: o" + number
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A request to see something. */
    byte[] get(String path) {
        return ("GET /api/v1" + path + " HTTP/1.1\r\n" + head() + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private String head() {
        return "Host: shop\r\nAuthorization: Bearer " + key + "\r\n";
    }

    /** Ends it in order. */
    void end() throws Exception {
        bridge.end();
    }

    @Override
    public void close() {
        bridge.close();
    }
}
