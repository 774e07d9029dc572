package io.pteroorders.core.testkit;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A payment gateway on a port of this machine, which keeps {@linkplain GatewayBooks books} and misbehaves when it is told
 * to. How a certain gateway speaks is its {@link Dialect}. Thread-safe.
 */
public final class FakeGatewayServer implements AutoCloseable {

    static {
        // Otherwise each answer on a connection that stays open waits 40 ms for the other side.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int LATE = 5;
    private static final int SLICE = 8_192;
    private static final String PAGE = "<html><body><h1>Something went wrong</h1></body></html>";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<Trouble> next = new AtomicReference<>(Trouble.NONE);
    private final GatewayBooks books = new GatewayBooks();
    private final Dialect dialect;
    private volatile Predicate<Request> whichNext = any -> true;
    private volatile CountDownLatch troubled = new CountDownLatch(0);

    /** How a gateway speaks. Implementations are thread-safe and keep nothing: what they know is in the books. */
    public interface Dialect {

        /** What it answers, after it has done what it was asked to. */
        Answer answer(Request request, GatewayBooks books);

        /** What it calls back with for a charge as it is now. */
        Notification callback(GatewayBooks.Entry entry);
    }

    /**
     * What the gateway was asked.
     *
     * @param method of HTTP
     * @param path without the query
     * @param query what the query says, by name
     * @param headers by name in lower case
     * @param body as text
     */
    public record Request(
            String method,
            String path,
            ImmutableMap<String, String> query,
            ImmutableMap<String, String> headers,
            String body) {}

    /**
     * What the gateway answers.
     *
     * @param status of HTTP
     * @param body as text
     */
    public record Answer(int status, String body) {}

    /**
     * What the gateway calls back with.
     *
     * @param headers by name in lower case
     * @param body as text
     */
    public record Notification(ImmutableMap<String, String> headers, String body) {}

    /** What may go wrong with one request. */
    public enum Trouble {
        /** Nothing. */
        NONE,
        /** It is done, and the connection breaks before the answer. */
        DROPS_THE_ANSWER,
        /** It is done, and there is no answer. */
        HANGS,
        /** It is done, and the answer stops in its middle. */
        HANGS_IN_ITS_ANSWER,
        /** It is done, and the answer has no end. */
        NEVER_ENDS,
        /** It is done, and the answer is cut short. */
        CUT_SHORT,
        /** It is done, and the answer is a page. */
        PAGE,
        /** It is done, and the answer is nothing. */
        SILENCE,
        /** It is done, and the answer is a list. */
        LIST,
        /** It is done, and the answer has numbers and truths as texts. */
        ODD_TYPES,
        /** It is done, and the answer has more in it. */
        MORE_FIELDS,
        /** The connection breaks before anything is done. */
        DROPS_THE_REQUEST,
        /** Nothing is done: somewhere on the way is a proxy that knows nothing. */
        NOT_FOUND_BY_A_PROXY,
        /** Nothing is done: somewhere on the way is a proxy that is out of order. */
        BAD_GATEWAY,
        /** Nothing is done: too many questions. */
        TOO_MANY,
        /** Nothing is done: it is elsewhere. */
        MOVED,
        /** Nothing is done, and the answer repeats the question, keys and all. */
        REFUSES,
        /** Nothing is done because of the key, and the answer repeats the question. */
        REFUSES_THE_KEY;

        /** Whether nothing is done. */
        boolean isBefore() {
            return compareTo(DROPS_THE_REQUEST) >= 0;
        }
    }

    private FakeGatewayServer(Dialect dialect, HttpServer server) {
        this.dialect = dialect;
        this.server = server;
    }

    /** A gateway that runs until it is closed. */
    public static FakeGatewayServer start(Dialect dialect) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeGatewayServer fake = new FakeGatewayServer(dialect, server);
            server.createContext("/", fake::handle);
            server.setExecutor(fake.threads);
            server.start();
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What it knows of money. */
    public GatewayBooks books() {
        return books;
    }

    /** Lets the next request, and only that, go wrong. */
    public void next(Trouble trouble) {
        next(trouble, any -> true);
    }

    /** Lets the next request of a kind, and only that, go wrong. */
    public void next(Trouble trouble, Predicate<Request> which) {
        troubled = new CountDownLatch(1);
        whichNext = which;
        next.set(trouble);
    }

    /** Waits until what the request that went wrong asked for is done, or will never be; nothing goes wrong after that. */
    public void awaitTrouble() {
        if (!Uninterruptibles.awaitUninterruptibly(troubled, LATE, TimeUnit.SECONDS)) {
            next.set(Trouble.NONE);
        }
    }

    /** What it calls back with for a charge as it is now. */
    public Notification callback(String reference) {
        return dialect.callback(books.find(reference).orElseThrow());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = request(exchange);
            Trouble trouble = whichNext.test(request) ? next.getAndSet(Trouble.NONE) : Trouble.NONE;
            Answer answer = trouble.isBefore() ? new Answer(404, PAGE) : dialect.answer(request, books);
            if (whichNext.test(request)) {
                troubled.countDown();
            }
            answer(exchange, request, trouble, answer);
        }
    }

    private void answer(HttpExchange exchange, Request request, Trouble trouble, Answer answer) throws IOException {
        switch (trouble) {
            case NONE, NOT_FOUND_BY_A_PROXY -> send(exchange, answer);
            case DROPS_THE_ANSWER, DROPS_THE_REQUEST -> {}
            case HANGS -> hang();
            case HANGS_IN_ITS_ANSWER -> sendPart(exchange, answer);
            case NEVER_ENDS -> sendWithoutEnd(exchange, answer);
            case CUT_SHORT -> send(exchange, new Answer(answer.status(), half(answer)));
            case PAGE -> send(exchange, new Answer(answer.status(), PAGE));
            case SILENCE -> send(exchange, new Answer(answer.status(), ""));
            case LIST -> send(exchange, new Answer(answer.status(), "[]"));
            case BAD_GATEWAY -> send(exchange, new Answer(502, PAGE));
            case TOO_MANY -> send(exchange, new Answer(429, "{}"));
            case MOVED -> {
                exchange.getResponseHeaders().set("Location", address() + request.path());
                send(exchange, new Answer(307, "{}"));
            }
            case REFUSES -> send(exchange, new Answer(400, repeated(request)));
            case REFUSES_THE_KEY -> send(exchange, new Answer(401, repeated(request)));
            case ODD_TYPES -> send(exchange, new Answer(answer.status(), withOddTypes(answer.body())));
            case MORE_FIELDS -> send(exchange, new Answer(answer.status(), withMoreFields(answer.body())));
        }
    }

    private static Request request(HttpExchange exchange) throws IOException {
        ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                fields(exchange.getRequestURI().getRawQuery()),
                headers.buildOrThrow(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The fields of a query, or of a form. */
    public static ImmutableMap<String, String> fields(@Nullable String form) {
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        for (String field : Splitter.on('&').omitEmptyStrings().split(form == null ? "" : form)) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields.buildOrThrow();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void sendPart(HttpExchange exchange, Answer answer) throws IOException {
        exchange.sendResponseHeaders(answer.status(), 0);
        exchange.getResponseBody().write(half(answer).getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        hang();
    }

    private void sendWithoutEnd(HttpExchange exchange, Answer answer) throws IOException {
        exchange.sendResponseHeaders(answer.status(), 0);
        exchange.getResponseBody().write(half(answer).getBytes(StandardCharsets.UTF_8));
        byte[] spaces = " ".repeat(SLICE).getBytes(StandardCharsets.UTF_8);
        try (OutputStream body = exchange.getResponseBody()) {
            while (!Uninterruptibles.awaitUninterruptibly(closed, 1, TimeUnit.MILLISECONDS)) {
                body.write(spaces);
            }
        }
    }

    private void hang() {
        Uninterruptibles.awaitUninterruptibly(closed);
    }

    private static String half(Answer answer) {
        return answer.body().substring(0, answer.body().length() / 2);
    }

    /** An error under each of the names that gateways have for its words. */
    private static String repeated(Request request) {
        String words = request.toString().replace("\\", "").replace("\"", "'");
        return "{\"success\":false,\"message\":\"%1$s\",\"status_message\":\"%1$s\",\"statusMessage\":\"%1$s\"}"
                .formatted(words);
    }

    private static String withOddTypes(String json) {
        return json.replaceAll("\"\\s*:\\s*(-?[0-9.]+|true|false)(?=\\s*[,}])", "\":\"$1\"");
    }

    private static String withMoreFields(String json) {
        return json.startsWith("{") ? "{\"news\":[{\"a\":null},1.5,\"\\u2028\"]," + json.substring(1) : json;
    }

    /** Ends it; whoever waits for an answer waits no more. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
