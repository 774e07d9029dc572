package io.pteroorders.bot;

import com.google.common.net.HostAndPort;
import io.pteroorders.bot.web.WebServer;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages for whoever tells of money; while this process does not answer people, they are told to come again. Thread-safe. */
final class ReportPages implements Request.Handler {

    private static final String PATH = "/payments/";
    private static final Logger LOG = LoggerFactory.getLogger(ReportPages.class);

    private final AtomicReference<Optional<Request.Handler>> answering = new AtomicReference<>(Optional.empty());

    /** Ends with the time in which this process answers. */
    @FunctionalInterface
    interface Open extends AutoCloseable {

        @Override
        void close();
    }

    /** @throws IOException if the port cannot be listened at */
    void listen(WebServer web, HostAndPort at) throws IOException {
        WebServer.Listener listener = web.listen(at.getHost(), at.getPort(), this);
        LOG.info("reports of payments are taken at port {}", listener.port());
    }

    /** This process answers from now on. */
    Open answering(Request.Handler pages) {
        answering.set(Optional.of(pages));
        return () -> answering.set(Optional.empty());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Request.Handler> pages = answering.get();
        if (pages.isPresent()) {
            return pages.get().handle(request, response, callback);
        }
        if (!String.valueOf(request.getHttpURI().getPath()).startsWith(PATH)) {
            return false;
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
        response.write(true, null, callback);
        return true;
    }
}
