package io.pteroorders.panel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Answers everything alike, and remembers what was sent to which path last. */
final class AnsweringServer implements AutoCloseable {

    static {
        // Otherwise each answer on a connection that stays open waits 40 ms for the other side.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private volatile byte[] body = new byte[0];
    private volatile Map<String, String> headers = Map.of();

    private AnsweringServer(HttpServer server) {
        this.server = server;
    }

    static AnsweringServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AnsweringServer made = new AnsweringServer(server);
            server.createContext("/", made::handle);
            server.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void answer(int nextStatus, byte[] nextBody, Map<String, String> nextHeaders) {
        status = nextStatus;
        body = nextBody;
        headers = nextHeaders;
    }

    void answer(int nextStatus, String nextBody) {
        answer(nextStatus, nextBody.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** What was sent last, for example to {@code POST /api/application/users}. */
    String sent(String call) {
        return Optional.ofNullable(bodies.get(call))
                .orElseThrow(() -> new AssertionError("only " + bodies.keySet() + " were called"));
    }

    PanelSettings settings() {
        return new PanelSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                PanelKey.of("key-of-the-shop"),
                Optional.of(PanelKey.of("key-of-the-admin")));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.put(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            headers.forEach(exchange.getResponseHeaders()::set);
            boolean isEmpty = body.length == 0 || status == 204 || status == 304;
            exchange.sendResponseHeaders(status, isEmpty ? -1 : body.length);
            if (!isEmpty) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
