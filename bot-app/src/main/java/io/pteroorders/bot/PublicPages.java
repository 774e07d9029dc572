package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import io.pteroorders.bot.web.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The pages for strangers and other programs; while this process does not answer people, they are told to come again. Thread-safe. */
final class PublicPages implements Request.Handler {

    private static final ImmutableSet<String> PATHS = ImmutableSet.of(
            "/payments/", "/api/", "/orders", "/servers", "/messages", "/dashboard", "/login", "/account");

    private final AtomicReference<ImmutableList<Request.Handler>> answering = new AtomicReference<>(ImmutableList.of());
    private final AtomicReference<Optional<Request.Handler>> unknown = new AtomicReference<>(Optional.empty());

    /** Ends with the time in which this process answers. */
    @FunctionalInterface
    interface Open extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Begins to listen; the port.
     *
     * @throws IOException if it cannot be listened at
     */
    int listen(WebServer web, HostAndPort at) throws IOException {
        return web.listen(at.getHost(), at.getPort(), this)
                .orElse(this::handleUnknown)
                .port();
    }

    /**
     * This process answers from now on.
     *
     * @param otherwise answers where there is no page
     */
    Open answering(List<Request.Handler> pages, Optional<Request.Handler> otherwise) {
        answering.set(ImmutableList.copyOf(pages));
        unknown.set(otherwise);
        return () -> {
            answering.set(ImmutableList.of());
            unknown.set(Optional.empty());
        };
    }

    private boolean handleUnknown(Request request, Response response, Callback callback) throws Exception {
        Optional<Request.Handler> page = unknown.get();
        return page.isPresent() && page.get().handle(request, response, callback);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ImmutableList<Request.Handler> pages = answering.get();
        for (Request.Handler page : pages) {
            if (page.handle(request, response, callback)) {
                return true;
            }
        }
        String path = String.valueOf(request.getHttpURI().getPath());
        if (!pages.isEmpty() || PATHS.stream().noneMatch(path::startsWith)) {
            return false;
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
        response.write(true, null, callback);
        return true;
    }
}
