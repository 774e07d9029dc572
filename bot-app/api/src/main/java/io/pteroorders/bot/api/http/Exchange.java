package io.pteroorders.bot.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request and the way back, which is taken once. */
record Exchange(Request request, Response response, Callback callback) {

    private static final int WORTH_PACKING = 1 << 10;

    /** HEAD is GET whose answer the server cuts off. */
    String method() {
        return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    }

    boolean isGet() {
        return method().equals("GET");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** What was sent is not read, so that nothing more can come by this connection. */
    void close(Answer answer) {
        if (!isGet()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        send(answer);
    }

    void send(Answer answer) {
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        boolean unchanged = isGet()
                && Optional.ofNullable(answer.headers().get("ETag"))
                        .filter(tag -> header("If-None-Match")
                                .filter(said -> Versions.said(said).equals(Versions.said(tag)))
                                .isPresent())
                        .isPresent();
        response.setStatus(unchanged ? Answer.UNCHANGED : answer.status());
        response.write(
                true,
                answer.content()
                        .filter(content -> !unchanged)
                        .map(content -> content(answer, content))
                        .orElse(null),
                callback);
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
