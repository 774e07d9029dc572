package io.pteroorders.bot.http;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server for a few small pages, open to strangers: short headers, few connections, silent ones are closed, and errors
 * say nothing but their status. Connections wait without a thread each. Thread-safe.
 */
public final class WebServer implements AutoCloseable {

    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MOST_CONNECTIONS = 2000;
    private static final int MOST_THREADS = 16;
    private static final int FEWEST_THREADS = 4;
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration SILENCE_WHEN_FULL = Duration.ofSeconds(1);

    private final Server server;
    private final ServerConnector connector;

    private WebServer(String bind, int port, Handler handler) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, new HttpConnectionFactory(limits()));
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(SILENCE.toMillis());
        NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
        limit.setEndPointIdleTimeout(SILENCE_WHEN_FULL.toMillis());
        connector.addBean(limit);
        server.addConnector(connector);
        server.setHandler(handler);
        server.setErrorHandler((request, response, callback) -> {
            response.write(true, null, callback);
            return true;
        });
    }

    private static HttpConfiguration limits() {
        HttpConfiguration limits = new HttpConfiguration();
        limits.setRequestHeaderSize(MAX_HEADER_BYTES);
        limits.setSendServerVersion(false);
        return limits;
    }

    /**
     * Starts a server.
     *
     * @param bind the address to listen at
     * @param port the port; 0 for any that is free
     * @param handler answers; what it does not handle is not found
     * @throws IOException if the port cannot be listened at
     */
    public static WebServer start(String bind, int port, Handler handler) throws IOException {
        WebServer started = new WebServer(bind, port, handler);
        try {
            started.server.start();
        } catch (Exception e) {
            started.close();
            throw new IOException("cannot listen at " + bind + ":" + port + ": " + e.getMessage(), e);
        }
        return started;
    }

    /** The port that it listens at. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Listens no more; what is being answered is cut off. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }
}
