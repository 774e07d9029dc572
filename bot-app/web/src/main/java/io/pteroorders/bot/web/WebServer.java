package io.pteroorders.bot.web;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program's HTTP server: pages are mounted on addresses of their own and share its threads and its {@link BodyReader}.
 * It is open to strangers: short headers, few connections, silent ones are closed, and errors say nothing but their status.
 * Connections wait without a thread each. Thread-safe.
 */
public final class WebServer implements AutoCloseable {

    /** So many connections may be open at an address. */
    static final int MOST_CONNECTIONS = 4000;

    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MOST_THREADS = 16;
    private static final int FEWEST_THREADS = 4;
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration SILENCE_WHEN_FULL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final BodyReader bodies;
    private final Server server;
    private final Map<HostAndPort, ServerConnector> addresses = new HashMap<>();
    private final Map<Connector, ImmutableList<Request.Handler>> pages = new ConcurrentHashMap<>();
    private final Map<Connector, Request.Handler> lastPages = new ConcurrentHashMap<>();

    /** A server that listens nowhere yet. */
    public WebServer() {
        this(new BodyReader(BodyReader.SHARED, BodyReader.Patience.DEFAULT));
    }

    WebServer(BodyReader bodies) {
        this.bodies = bodies;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        this.server = new Server(threads);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                return WebServer.this.handle(request, response, callback);
            }
        });
        server.setErrorHandler((request, response, callback) -> {
            if (HttpStatus.isServerError(response.getStatus())) {
                LOG.warn("a request was answered with {} by no page: {}", response.getStatus(), cause(request));
            }
            response.write(true, null, callback);
            return true;
        });
    }

    /** Where it failed, without what was sent. */
    private static String cause(Request request) {
        return request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof Throwable failure
                ? failure.getClass().getName() + " "
                        + Arrays.stream(failure.getStackTrace()).limit(3).toList()
                : "it is not known why";
    }

    private boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHttpURI().getViolations().stream().allMatch(UriCompliance.DEFAULT::allows)) {
            refuse(response, callback);
            return true;
        }
        Connector at = request.getConnectionMetaData().getConnector();
        for (Request.Handler mounted : pages.getOrDefault(at, ImmutableList.of())) {
            if (mounted.handle(request, response, callback)) {
                return true;
            }
        }
        Request.Handler last = lastPages.get(at);
        return last != null && last.handle(request, response, callback);
    }

    /** An address that could be read in two ways reaches no page, and nothing more comes by its connection. */
    private static void refuse(Response response, Callback callback) {
        response.setStatus(HttpStatus.BAD_REQUEST_400);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, null, callback);
    }

    /** The one way for pages to read what was sent to them. */
    public BodyReader bodies() {
        return bodies;
    }

    /**
     * Listens at an address; several pages may be mounted on the same.
     *
     * @param bind the address
     * @param port its port; 0 for any that is free, the same whenever it is asked for
     * @param handler answers there; what none of an address handles is not found
     * @throws PortException if the port cannot be listened at
     */
    public synchronized Listener listen(String bind, int port, Request.Handler handler) throws IOException {
        HostAndPort address = HostAndPort.fromParts(bind, port);
        ServerConnector shared = addresses.get(address);
        if (shared != null) {
            pages.merge(shared, ImmutableList.of(handler), WebServer::concat);
            return new Listener(address, shared, handler);
        }
        ServerConnector connector = connector(bind, port);
        addresses.put(address, connector);
        pages.put(connector, ImmutableList.of(handler));
        return started(new Listener(address, connector, handler), bind, port);
    }

    private static ImmutableList<Request.Handler> concat(
            ImmutableList<Request.Handler> some, ImmutableList<Request.Handler> more) {
        return ImmutableList.<Request.Handler>builder()
                .addAll(some)
                .addAll(more)
                .build();
    }

    private Listener started(Listener listener, String bind, int port) throws IOException {
        try {
            server.start();
            server.addConnector(listener.connector);
            listener.connector.start();
            return listener;
        } catch (Exception e) {
            listener.close();
            throw new PortException(bind, port, Throwables.getRootCause(e));
        }
    }

    /** A port cannot be listened at, for example because another program does; the message says which and why. */
    public static final class PortException extends IOException {

        private static final long serialVersionUID = 1;

        PortException(String bind, int port, Throwable cause) {
            super(
                    "port " + port + " at " + bind + " cannot be used: " + cause.getMessage()
                            + ". Stop what listens there, or choose another by HTTP_PORT or MANAGEMENT_PORT.",
                    cause);
        }
    }

    private ServerConnector connector(String bind, int port) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(limits()));
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(SILENCE.toMillis());
        NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
        limit.setEndPointIdleTimeout(SILENCE_WHEN_FULL.toMillis());
        connector.addBean(limit);
        return connector;
    }

    private static HttpConfiguration limits() {
        HttpConfiguration limits = new HttpConfiguration();
        limits.setRequestHeaderSize(MAX_HEADER_BYTES);
        limits.setSendServerVersion(false);
        limits.setUriCompliance(UriCompliance.UNSAFE);
        return limits;
    }

    /** Shows what is being read. */
    public void measure(MeterRegistry meters) {
        bodies.measure(meters);
    }

    /** A page at an address that is listened at. Thread-safe. */
    public final class Listener implements AutoCloseable {

        private final HostAndPort address;
        private final ServerConnector connector;
        private final Request.Handler handler;

        private Listener(HostAndPort address, ServerConnector connector, Request.Handler handler) {
            this.address = address;
            this.connector = connector;
            this.handler = handler;
        }

        /** The port. */
        public int port() {
            return connector.getLocalPort();
        }

        /** Lets a page answer what none that is mounted at the address does. */
        public Listener orElse(Request.Handler last) {
            lastPages.put(connector, last);
            return this;
        }

        /** The page is gone; with the last of its address nobody listens there, and what is being answered is cut off. */
        @Override
        public void close() {
            synchronized (WebServer.this) {
                ImmutableList<Request.Handler> rest = pages.getOrDefault(connector, ImmutableList.of()).stream()
                        .filter(other -> other != handler)
                        .collect(ImmutableList.toImmutableList());
                if (!rest.isEmpty()) {
                    pages.put(connector, rest);
                } else if (pages.remove(connector) != null) {
                    lastPages.remove(connector);
                    addresses.remove(address);
                    stop(connector::stop);
                    server.removeConnector(connector);
                }
            }
        }
    }

    /** Listens nowhere any more; what is being answered is cut off. */
    @Override
    public void close() {
        for (Connector connector : server.getConnectors()) {
            stop(connector::stop);
        }
        stop(server::stop);
    }

    private interface Stopping {

        void run() throws Exception;
    }

    private static void stop(Stopping stopping) {
        try {
            stopping.run();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }
}
