package io.pteroorders.core.testkit.panel;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A panel on a port of this machine, which keeps {@linkplain PanelBooks books} and misbehaves when it is told to. It has
 * the rules, the errors, the traps and the limit of calls of a real one; what time it is, a clock says. A new one is
 * empty: {@link #world()} adds machines and programs. Thread-safe.
 */
public final class FakePanel implements AutoCloseable {

    static {
        // Otherwise each answer on a connection that stays open waits 40 ms for the other side.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int LATE = 5;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<PanelTrouble> next = new AtomicReference<>(PanelTrouble.NONE);
    private final PanelApi api;
    private volatile BiConsumer<PanelRequest, Integer> watcher = (request, status) -> {};
    private volatile Predicate<PanelRequest> whichNext = any -> true;
    private volatile CountDownLatch troubled = new CountDownLatch(0);
    private volatile boolean isDown;

    private FakePanel(PanelApi api, HttpServer server) {
        this.api = api;
        this.server = server;
    }

    /** An empty Pterodactyl panel, on a free port, which runs until it is closed. */
    public static FakePanel pterodactyl(Clock clock) {
        return start(new PterodactylFlavour(), clock, 0);
    }

    /** An empty Pelican panel, on a free port, which runs until it is closed. */
    public static FakePanel pelican(Clock clock) {
        return start(new PelicanFlavour(), clock, 0);
    }

    static FakePanel start(PanelFlavour flavour, Clock clock, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            FakePanel panel = new FakePanel(new PanelApi(flavour, clock), server);
            server.createContext("/", panel::handle);
            server.setExecutor(panel.threads);
            server.start();
            return panel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The key that may do everything through its application API. */
    public String applicationKey() {
        return api.keys().application();
    }

    /** The key that reaches every server through its client API. */
    public String clientKey() {
        return api.keys().client();
    }

    /** What it has by now. */
    public PanelBooks books() {
        return new PanelBooks(api);
    }

    /** What it is made of, and what befalls it. */
    public PanelWorld world() {
        return new PanelWorld(api);
    }

    /** Lets the next request, and only that, go wrong. */
    public void next(PanelTrouble trouble) {
        next(trouble, any -> true);
    }

    /** Lets the next request of a kind, and only that, go wrong. */
    public void next(PanelTrouble trouble, Predicate<PanelRequest> which) {
        troubled = new CountDownLatch(1);
        whichNext = which;
        next.set(trouble);
    }

    /** Waits until what the request that went wrong asked for is done, or will never be; nothing goes wrong after that. */
    public void awaitTrouble() {
        if (!Uninterruptibles.awaitUninterruptibly(troubled, LATE, TimeUnit.SECONDS)) {
            next.set(PanelTrouble.NONE);
        }
    }

    /** Lets it answer nothing but a page that says so, until {@link #comeBack}; what installs goes on. */
    public void goDown() {
        isDown = true;
    }

    /** Lets it answer again. */
    public void comeBack() {
        isDown = false;
    }

    /** Tells of every request and the status that was answered, in the thread that answers. */
    void watch(BiConsumer<PanelRequest, Integer> newWatcher) {
        watcher = newWatcher;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            PanelRequest request = request(exchange);
            api.log().count(api.kind(request));
            boolean isMeant = whichNext.test(request);
            PanelTrouble trouble = isMeant ? next.getAndSet(PanelTrouble.NONE) : PanelTrouble.NONE;
            PanelReply reply = isDown ? PanelTrouble.page(503) : reply(request, trouble);
            if (isMeant) {
                troubled.countDown();
            }
            watcher.accept(request, reply.status());
            answer(exchange, trouble, reply);
        }
    }

    private PanelReply reply(PanelRequest request, PanelTrouble trouble) {
        if (trouble.isBefore()) {
            return trouble.instead(request);
        }
        if (trouble == PanelTrouble.LOSES_THE_PORT) {
            api.loseNextPort();
        }
        return trouble.after(request, api.answer(request));
    }

    private void answer(HttpExchange exchange, PanelTrouble trouble, PanelReply reply) throws IOException {
        switch (trouble) {
            case DROPS_THE_ANSWER, DROPS_THE_REQUEST -> {}
            case HANGS -> Uninterruptibles.awaitUninterruptibly(closed);
            case HANGS_IN_ITS_ANSWER -> {
                begin(exchange, reply);
                Uninterruptibles.awaitUninterruptibly(closed);
            }
            case NEVER_ENDS -> {
                begin(exchange, reply);
                goOn(exchange);
            }
            default -> send(exchange, reply);
        }
    }

    private static PanelRequest request(HttpExchange exchange) throws IOException {
        ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new PanelRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                PanelRequest.query(Strings.nullToEmpty(exchange.getRequestURI().getRawQuery())),
                headers.buildOrThrow(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, PanelReply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void begin(HttpExchange exchange, PanelReply reply) throws IOException {
        exchange.sendResponseHeaders(PanelTrouble.withBody(reply.status()), 0);
        exchange.getResponseBody().write(PanelTrouble.half(reply.body() + " ").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void goOn(HttpExchange exchange) throws IOException {
        byte[] spaces = " ".repeat(65_536).getBytes(StandardCharsets.UTF_8);
        while (!Uninterruptibles.awaitUninterruptibly(closed, 1, TimeUnit.MILLISECONDS)) {
            exchange.getResponseBody().write(spaces);
        }
    }

    /** Ends it; whoever waits for an answer waits no more. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
