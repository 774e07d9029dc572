package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.whatsapp.FakeGraph;
import io.pteroorders.bot.whatsapp.Payloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports of a bot on WhatsApp, and what Meta and whoever watches do there. */
final class WhatsAppDoor {

    private static final Logger LOG = LoggerFactory.getLogger(WhatsAppDoor.class);

    /** Below the ports that the system gives to whoever asks for any, and apart from those of other JVMs with tests. */
    private static final AtomicInteger LAST_PORT = new AtomicInteger(15_000 + 1_000 * Integer.getInteger("fork", 0));

    static final String SECRET = "a-secret-of-the-app";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final int managementPort;

    private WhatsAppDoor(int port, int managementPort) {
        this.port = port;
        this.managementPort = managementPort;
    }

    static WhatsAppDoor atFreePorts() {
        return new WhatsAppDoor(freePort(), freePort());
    }

    /** A port that nobody listens at. */
    static int freePort() {
        while (true) {
            int port = LAST_PORT.incrementAndGet();
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (IOException e) {
                LOG.debug("port {} is somebody's", port, e);
            }
        }
    }

    /** Starts a bot here, and waits until it listens. */
    BotProcess start(Path directory, FakeGraph graph, Path token, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(more);
        settings.putAll(Map.of(
                "TRANSPORT",
                "whatsapp-cloud",
                "STORE_LANGUAGE",
                "en",
                "OWNER_NUMBER",
                "0899-0000-0001",
                "WHATSAPP_PHONE_NUMBER_ID",
                Payloads.OUR_NUMBER,
                "WHATSAPP_ACCESS_TOKEN_FILE",
                token.toString(),
                "WHATSAPP_APP_SECRET",
                SECRET,
                "WHATSAPP_VERIFY_TOKEN",
                "verify-me",
                "WHATSAPP_API_BASE",
                graph.base().toString(),
                "HTTP_PORT",
                Integer.toString(port),
                "MANAGEMENT_PORT",
                Integer.toString(managementPort)));
        BotProcess bot = BotProcess.start(directory, settings);
        awaitListening(bot);
        return bot;
    }

    private void awaitListening(BotProcess bot) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try {
                assertEquals("alive\n", page("/health/live"));
                assertEquals(
                        403,
                        client.send(request().GET().build(), BodyHandlers.discarding())
                                .statusCode());
                return;
            } catch (ConnectException e) {
                assertTrue(bot.isAlive(), errors(bot));
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
        throw new AssertionError("it does not listen: " + bot.errors());
    }

    static Supplier<String> errors(BotProcess bot) {
        return () -> {
            try {
                return bot.errors();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook"));
    }

    private HttpRequest signed(byte[] body) {
        return request()
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", Payloads.signature(SECRET, body))
                .POST(BodyPublishers.ofByteArray(body))
                .timeout(PATIENCE)
                .build();
    }

    /** Posts a webhook; the status of the answer. */
    int post(byte[] body) throws IOException, InterruptedException {
        return client.send(signed(body), BodyHandlers.discarding()).statusCode();
    }

    /** Posts a webhook without waiting. */
    CompletableFuture<HttpResponse<Void>> postSoon(byte[] body) {
        return client.sendAsync(signed(body), BodyHandlers.discarding());
    }

    /** Begins to post as much as this, with a signature that is wrong. */
    Socket beginUpload(int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String head =
                "POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256="
                        + "0".repeat(64) + "\r\nContent-Length: " + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** Posts more of it; whether the connection still takes it. */
    static boolean goesOn(Socket upload, byte[] part) {
        try {
            upload.getOutputStream().write(part);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A person writes, and Meta is told that it was taken. */
    void says(String phone, String id, String text) throws IOException, InterruptedException {
        assertEquals(200, post(Payloads.textOf(phone, id, text, Instant.now())));
    }

    /** Waits until it says that it can do its work. */
    void awaitReady(BotProcess bot) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!page("/health/ready").equals("ready\n")) {
            assertTrue(bot.isAlive() && Instant.now().isBefore(end), errors(bot));
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** A page for whoever watches. */
    String page(String path) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + managementPort + path);
        return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
    }
}
