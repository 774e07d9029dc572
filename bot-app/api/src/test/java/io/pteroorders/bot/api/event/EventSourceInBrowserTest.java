package io.pteroorders.bot.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pteroorders.bot.api.TestApi;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page in a real browser follows events by {@code EventSource} through its own server, which adds the key. When its
 * connection breaks the browser comes back by itself, says which event it heard last, and misses none.
 */
class EventSourceInBrowserTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String PAGE = """
            <!doctype html><meta charset=utf-8><title>events</title><script>
            const source = new EventSource('/events?types=order.created');
            source.onopen = () => fetch('/opened', {method: 'POST'});
            let told = Promise.resolve();
            source.addEventListener('order.created', e => {
                told = told.then(() => fetch('/heard', {method: 'POST', body: e.lastEventId}));
            });
            </script>""";

    private final TestApi api = new TestApi();
    private final String key = api.master();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private final List<String> cameBackAfter = new CopyOnWriteArrayList<>();
    private final List<InputStream> streams = new CopyOnWriteArrayList<>();

    private static Optional<Path> browser() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    void aBrowserComesBackByItselfAndMissesNothing(@TempDir Path profile) throws Exception {
        assumeTrue(browser().isPresent(), "SKIPPED: no chromium, so no page follows events");
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer site = site(threads);
        Process page = open("http://127.0.0.1:" + site.getAddress().getPort() + "/", profile);
        try {
            await(() -> opened.size() == 1);
            api.order();
            await(() -> heard.size() == 1);

            streams.get(0).close();
            api.order();
            api.order();
            await(() -> heard.size() >= 3);
            assertTrue(opened.size() >= 2, "the browser did not come back");
            assertEquals(heard.get(0), cameBackAfter.get(cameBackAfter.size() - 1));
            assertEquals(created(), ImmutableList.copyOf(heard));
        } finally {
            end(page);
            site.stop(0);
            threads.shutdownNow();
            api.close();
        }
    }

    private ImmutableList<String> created() {
        String all = api.stores.events().now();
        String begin = all.substring(0, all.indexOf('.') + 1) + "0";
        return api.stores.events().after(begin, 100).events().stream()
                .filter(event -> event.type() == EventType.ORDER_CREATED)
                .map(ShopEvent::id)
                .collect(ImmutableList.toImmutableList());
    }

    private static Process open(String address, Path profile) throws IOException {
        return new ProcessBuilder(
                        browser().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        address)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** With all of its helpers, which would write into its profile while that is removed. */
    private static void end(Process page) {
        List<ProcessHandle> all =
                Stream.concat(page.descendants(), Stream.of(page.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private HttpServer site(ExecutorService threads) throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.setExecutor(threads);
        site.createContext("/", exchange -> answer(exchange, "text/html", PAGE));
        site.createContext("/opened", exchange -> {
            opened.add("");
            answer(exchange, "text/plain", "");
        });
        site.createContext("/heard", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, "text/plain", "");
        });
        site.createContext("/events", this::pass);
        site.start();
        return site;
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Passes on what the interface answers, until one of the two ends. */
    private void pass(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.port() + "/api/v1" + exchange.getRequestURI()))
                .header("Authorization", "Bearer " + key);
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"))
                .ifPresent(id -> {
                    cameBackAfter.add(id);
                    request.header("Last-Event-ID", id);
                });
        try (InputStream events = client.send(request.build(), BodyHandlers.ofInputStream())
                        .body();
                OutputStream out = exchange.getResponseBody()) {
            streams.add(events);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            byte[] buffer = new byte[8192];
            for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private interface Condition {

        boolean holds();
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "the browser does not answer");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
