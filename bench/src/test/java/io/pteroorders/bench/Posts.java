package io.pteroorders.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connections to a server on this machine, on which requests are posted as they go over the wire. */
final class Posts implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int port;
    private final int connections;
    private final BooleanSupplier alive;
    private final ExecutorService threads;

    /** @param alive whether the server may still come up */
    Posts(int port, int connections, BooleanSupplier alive) {
        this.port = port;
        this.connections = connections;
        this.alive = alive;
        this.threads = Executors.newFixedThreadPool(connections);
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /**
     * Posts requests on all connections.
     *
     * @param before is run with a request's number before it is posted
     * @return when each was answered with 200 or 201, by {@link System#nanoTime}
     */
    long[] post(byte[][] requests, IntConsumer before) throws Exception {
        long[] answered = new long[requests.length];
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            all.add(threads.submit(() -> {
                try (Socket socket = connect()) {
                    InputStream in = new BufferedInputStream(socket.getInputStream());
                    for (int number = next.getAndIncrement();
                            number < requests.length;
                            number = next.getAndIncrement()) {
                        before.accept(number);
                        socket.getOutputStream().write(requests[number]);
                        requireOk(in);
                        answered[number] = System.nanoTime();
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        return answered;
    }

    private Socket connect() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (ConnectException e) {
                if (!alive.getAsBoolean() || Instant.now().isAfter(end)) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /** Reads an answer. */
    private static void requireOk(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 20")) {
            throw new IOException("answered with " + head.substring(0, head.indexOf("\r")));
        }
        Matcher length = LENGTH.matcher(head);
        in.skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
