package io.pteroorders.bench;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpServer;
import io.pteroorders.bot.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Meta's side: the bot in a process of its own, connections on which webhooks are posted, and a Graph API that takes all. */
final class Meta implements AutoCloseable {

    private static final String SECRET = "a-secret-of-the-app";
    private static final String NUMBER = "106540352242922";
    private static final Pattern COMMANDS = Pattern.compile("(?m)^bot_commands_seconds_count\\{[^}]*} (\\S+)$");
    /** Meta is some way off. */
    private static final Duration GRAPH_PATIENCE = Duration.ofMillis(100);

    private final Process bot;
    private final HttpServer graph;
    private final URI figures;
    private final Posts posts;
    private final HttpClient client = HttpClient.newHttpClient();

    private Meta(Process bot, HttpServer graph, int port, int managementPort, int connections) {
        this.bot = bot;
        this.graph = graph;
        this.figures = URI.create("http://127.0.0.1:" + managementPort + "/metrics");
        this.posts = new Posts(port, connections, bot::isAlive);
    }

    static Meta start(Path directory, int connections) throws IOException {
        HttpServer graph = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] taken = "{\"messages\":[{\"id\":\"wamid.x\"}]}".getBytes(StandardCharsets.US_ASCII);
        graph.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            LockSupport.parkNanos(GRAPH_PATIENCE.toNanos());
            exchange.sendResponseHeaders(200, taken.length);
            exchange.getResponseBody().write(taken);
            exchange.close();
        });
        graph.setExecutor(Executors.newCachedThreadPool());
        graph.start();
        int port = Posts.freePort();
        int managementPort = Posts.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log.txt").toFile());
        builder.environment()
                .putAll(Map.of(
                        "TRANSPORT",
                        "whatsapp-cloud",
                        "MAX_PENDING_ORDERS",
                        "100",
                        "RATE_LIMIT_PER_MINUTE",
                        "10000",
                        "WHATSAPP_PHONE_NUMBER_ID",
                        NUMBER,
                        "WHATSAPP_ACCESS_TOKEN",
                        "a-token",
                        "WHATSAPP_APP_SECRET",
                        SECRET,
                        "WHATSAPP_VERIFY_TOKEN",
                        "verify-me",
                        "WHATSAPP_API_BASE",
                        "http://127.0.0.1:" + graph.getAddress().getPort(),
                        "HTTP_PORT",
                        Integer.toString(port),
                        "MANAGEMENT_PORT",
                        Integer.toString(managementPort)));
        return new Meta(builder.start(), graph, port, managementPort, connections);
    }

    /** A webhook with a text, signed, as it goes over the wire. */
    static byte[] request(String phone, String id, String text) {
        String body =
                """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":\
                {"messaging_product":"whatsapp","metadata":{"display_phone_number":"6281100000000","phone_number_id":"%s"},\
                "contacts":[{"wa_id":"%s","user_id":"ID.%s","profile":{"name":"Budi"}}],\
                "messages":[{"from":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}]}}]}]}\
                """.formatted(NUMBER, phone, phone, phone, id, Instant.now().getEpochSecond(), text);
        String signature = Hashing.hmacSha256(SECRET.getBytes(StandardCharsets.UTF_8))
                .hashString(body, StandardCharsets.UTF_8)
                .toString();
        return ("POST /webhook HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256="
                        + signature + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Posts requests, as {@link Posts#post} does.
     *
     * @param before is run with a request's number before it is posted
     */
    long[] post(byte[][] requests, IntConsumer before) throws Exception {
        return posts.post(requests, before);
    }

    /** Waits until so many commands were run. */
    void awaitCommands(int count) throws InterruptedException {
        while (commands() < count) {
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
    }

    private double commands() throws InterruptedException {
        try {
            String page = client.send(HttpRequest.newBuilder(figures).build(), BodyHandlers.ofString())
                    .body();
            return COMMANDS.matcher(page)
                    .results()
                    .map(MatchResult::group)
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the bot in order. */
    void end() throws InterruptedException {
        bot.toHandle().destroy();
        if (bot.waitFor() != 0) {
            throw new IllegalStateException("the bot ended with exit code " + bot.exitValue());
        }
    }

    @Override
    public void close() {
        bot.destroyForcibly();
        graph.stop(0);
        posts.close();
    }
}
