package io.pteroorders.payment;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.payment.GatewayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The way to a gateway. A call ends in time, its answer has an end, no redirect is followed, and no key gets into an
 * exception. Thread-safe.
 */
final class HttpCalls {

    /** How long a call may take until its answer is there, and then until it is whole. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MAX_ANSWER = 256 * 1024;
    private static final int MAX_WORDS = 200;
    private static final int BAD_QUESTION = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNKNOWN_KEY = 401;
    private static final int FORBIDDEN = 403;

    private final HttpClient http;
    private final String gateway;
    private final URI base;
    private final Duration patience;
    private final ImmutableMap<String, String> headers;
    private final ImmutableSet<String> masked;

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param body an object
     */
    record Answer(int status, Fields body) {}

    /**
     * A way.
     *
     * @param headers of every call, which are masked in the gateway's own words
     * @param secrets what else is masked there
     */
    HttpCalls(String gateway, URI base, Duration patience, ImmutableMap<String, String> headers, Secret... secrets) {
        this.gateway = gateway;
        this.base = Address.base(gateway, base);
        this.patience = patience;
        this.headers = headers;
        this.masked = masked(headers, secrets);
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static ImmutableSet<String> masked(ImmutableMap<String, String> headers, Secret... secrets) {
        ImmutableSet.Builder<String> masked = ImmutableSet.builder();
        for (Secret secret : secrets) {
            masked.add(secret.text(), encoded(secret.text()));
        }
        headers.values().forEach(value -> masked.add(value.substring(value.lastIndexOf(' ') + 1)));
        return masked.build();
    }

    /** Part of a path or a query that may have any characters. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    /** What stands behind the question mark of a path. */
    static String query(ImmutableMap<String, String> parameters) {
        return Joiner.on('&').withKeyValueSeparator('=').join(Maps.transformValues(parameters, HttpCalls::encoded));
    }

    Answer get(String path) {
        return send(request(base, path).GET());
    }

    /** @param headers of this call alone: names and values by turns */
    Answer post(String path, Object body, String... headers) {
        return postTo(base, path, body, headers);
    }

    /** The same to another of the gateway's hosts. */
    Answer postTo(URI host, String path, Object body, String... more) {
        HttpRequest.Builder request = request(host, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Fields.write(body)));
        return send(more.length == 0 ? request : request.headers(more));
    }

    private HttpRequest.Builder request(URI host, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host + path))
                .timeout(patience)
                .header("Accept", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            return answer(response.statusCode(), body(response.body()));
        } catch (IOException e) {
            throw GatewayException.unavailable(gateway + " cannot be reached, or did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GatewayException.unavailable("asking " + gateway + " was broken off", e);
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

    private Answer answer(int status, byte[] body) {
        try {
            return new Answer(status, Fields.parse(body, this::unreadable));
        } catch (GatewayException e) {
            throw status == UNKNOWN_KEY || status == FORBIDDEN ? keyRefused(status, "") : e;
        }
    }

    private GatewayException unreadable(String what) {
        return GatewayException.unavailable(gateway + " answered " + what, null);
    }

    private GatewayException keyRefused(int status, String words) {
        return GatewayException.keyRefused(said(" does not let the shop in", status, words));
    }

    /**
     * Lets a success pass.
     *
     * @param status of HTTP, or a gateway's own that means the same
     * @param words what the gateway says about it
     * @throws GatewayException otherwise
     */
    void check(int status, String words) {
        switch (status) {
            case UNKNOWN_KEY, FORBIDDEN -> throw keyRefused(status, words);
            case 408, 425, 429 ->
                throw GatewayException.unavailable(said(" is to be asked later", status, words), null);
            default -> {
                if (status >= 400 && status < 500) {
                    throw refused(status, words);
                }
                if (status < 200 || status >= 300) {
                    throw GatewayException.unavailable(said(" has trouble", status, words), null);
                }
            }
        }
    }

    /** Whether an answer says that there is no such charge; some gateways call that a bad question. */
    static boolean isUnknown(Answer answer, String words) {
        return answer.status() == NOT_FOUND
                || (answer.status() == BAD_QUESTION && Ascii.toLowerCase(words).contains("not found"));
    }

    /** The gateway said no. */
    GatewayException refused(int status, String words) {
        return GatewayException.refused(said(" said no", status, words));
    }

    private String said(String what, int status, String words) {
        String clean = FreeText.clean(words);
        for (String secret : masked) {
            clean = clean.replace(secret, "***");
        }
        String cut = cut(clean, MAX_WORDS);
        return gateway + what + " (" + status + ")" + (cut.isEmpty() ? "" : ": " + cut);
    }

    /** The beginning of a text, so many characters long. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
