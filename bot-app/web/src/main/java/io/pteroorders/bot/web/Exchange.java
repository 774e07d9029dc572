package io.pteroorders.bot.web;

import com.google.common.base.CharMatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request and the way back, which is taken once. Answers that nobody may keep say so; long ones are packed for whoever can
 * unpack them, and what whoever asks has already is not sent again.
 */
public record Exchange(Request request, Response response, Callback callback) {

    private static final int WORTH_PACKING = 1 << 10;
    private static final CharMatcher QUOTES = CharMatcher.is('"');

    /** HEAD is GET whose answer the server cuts off. */
    public String method() {
        return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    }

    /** Whether it asks to see something. */
    public boolean isGet() {
        return method().equals("GET");
    }

    /** A header's first value, if it was sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** Answers. What was sent is not read, so that nothing more can come by this connection. */
    public void close(Answer answer) {
        if (!isGet()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        send(answer);
    }

    /** Answers. */
    public void send(Answer answer) {
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        boolean unchanged = isGet() && isKnown(answer);
        response.setStatus(unchanged ? HttpStatus.NOT_MODIFIED_304 : answer.status());
        response.write(
                true,
                answer.content()
                        .filter(content -> !unchanged)
                        .map(content -> content(answer, content))
                        .orElse(null),
                callback);
    }

    private boolean isKnown(Answer answer) {
        return Optional.ofNullable(answer.headers().get("ETag"))
                .filter(tag -> header("If-None-Match")
                        .filter(known -> plain(known).startsWith(plain(tag)))
                        .isPresent())
                .isPresent();
    }

    /** A tag as a header says it, without what proxies put around it. */
    public static String plain(String tag) {
        String stripped = tag.strip();
        return QUOTES.trimFrom(stripped.startsWith("W/") ? stripped.substring(2) : stripped);
    }

    private ByteBuffer content(Answer answer, byte[] content) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        if (!answer.headers().containsKey("Cache-Control")) {
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        }
        boolean packs = content.length >= WORTH_PACKING
                && header("Accept-Encoding")
                        .filter(said -> said.contains("gzip"))
                        .isPresent();
        if (!packs) {
            return ByteBuffer.wrap(content);
        }
        response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
        return ByteBuffer.wrap(packed(content));
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
