package io.pteroorders.panel;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.provisioning.PanelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The way to one of a panel's interfaces. A call ends in time, its answer has an end, no redirect is followed, and neither
 * a key nor anything that was sent gets into an exception. Thread-safe.
 */
final class PanelHttp {

    /** How long a call may take until its answer is there, and then until it is whole. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int MAX_ANSWER = 8 * 1024 * 1024;

    private final HttpClient http;
    private final URI base;
    private final PanelKey key;
    private final Duration patience;

    PanelHttp(URI base, PanelKey key, Duration patience) {
        this.base = base;
        this.key = key;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Part of a path or a query that may have any characters. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Asks for what may be there or not. */
    Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody(), ImmutableSet.of());
    }

    /**
     * The same.
     *
     * @param hidden what may stand in no message
     */
    Reply get(String path, String hidden) {
        return send("GET", path, BodyPublishers.noBody(), ImmutableSet.of(hidden, encoded(hidden)));
    }

    Reply post(String path) {
        return send("POST", path, BodyPublishers.noBody(), ImmutableSet.of());
    }

    Reply post(String path, Body body) {
        return send("POST", path, BodyPublishers.ofByteArray(body.json()), body.texts());
    }

    Reply patch(String path, Body body) {
        return send("PATCH", path, BodyPublishers.ofByteArray(body.json()), body.texts());
    }

    Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), ImmutableSet.of());
    }

    private Reply send(String method, String path, BodyPublisher body, ImmutableSet<String> hidden) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(patience)
                .header("Authorization", "Bearer " + key.text())
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return new Reply(
                send(request),
                ImmutableSet.<String>builder().add(key.text()).addAll(hidden).build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After"),
                    response.headers().firstValue("Location"),
                    body(response.body()));
        } catch (IOException e) {
            throw PanelException.unavailable("the panel cannot be reached, or did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PanelException.unavailable("asking the panel was broken off", e);
        }
    }

    /** All of a body, which ends in time because it is closed otherwise. */
    private byte[] body(InputStream body) throws IOException {
        Executor later = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Boolean> late = CompletableFuture.supplyAsync(() -> closed(body), later);
        try (body) {
            byte[] bytes = body.readNBytes(MAX_ANSWER + 1);
            if (bytes.length > MAX_ANSWER || late.isDone()) {
                throw new IOException("the answer is too long, or took too long");
            }
            return bytes;
        } finally {
            late.cancel(false);
        }
    }

    private static boolean closed(InputStream body) {
        try {
            body.close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
