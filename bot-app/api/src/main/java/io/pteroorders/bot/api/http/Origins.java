package io.pteroorders.bot.api.http;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Whose pages may ask from a browser. Nobody's, unless the operator says so. Immutable and thread-safe. */
final class Origins {

    private final ImmutableSet<String> allowed;

    Origins(ImmutableSet<String> allowed) {
        this.allowed = allowed;
    }

    private Optional<String> origin(Request request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.ORIGIN)).filter(allowed::contains);
    }

    /** Says in an answer that a page may see it. */
    void allow(Request request, Response response) {
        if (allowed.isEmpty()) {
            return;
        }
        response.getHeaders().put(HttpHeader.VARY, "Origin");
        origin(request).ifPresent(origin -> response.getHeaders()
                .put("Access-Control-Allow-Origin", origin)
                .put(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID")
                .put("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE")
                .put("Access-Control-Expose-Headers", "ETag, Location, Retry-After")
                .put("Access-Control-Max-Age", "600"));
    }

    /** Whether a browser only asks whether a page may. */
    boolean isPreflight(Request request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeaders().contains("Access-Control-Request-Method")
                && origin(request).isPresent();
    }
}
