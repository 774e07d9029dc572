package io.pteroorders.storage.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** A wire to a database that can be cut: at once, or just when a commit passes. Thread-safe. */
final class Wire implements AutoCloseable {

    /** Where a commit meets the cut. */
    enum Cut {
        NONE,
        /** The commit does not arrive. */
        BEFORE_COMMIT,
        /** The commit arrives, its answer does not. */
        AFTER_COMMIT,
        /** The same, and nobody gets through any more. */
        AFTER_COMMIT_FOR_GOOD
    }

    /** Not what a new connection says of its isolation. */
    private static final Pattern COMMIT = Pattern.compile("COMMIT(?!TED)");

    private final ServerSocket entrance;
    private final int serverPort;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);
    private volatile boolean down;

    private Wire(int serverPort) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.serverPort = serverPort;
    }

    static Wire to(int serverPort) throws IOException {
        Wire wire = new Wire(serverPort);
        start(wire::accept);
        return wire;
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The next commit meets this. */
    void cutAtCommit(Cut cut) {
        next.set(cut);
    }

    /** What no commit has met yet. */
    Cut waiting() {
        return next.get();
    }

    /** Cuts all that go through now; none gets through until {@link #mend}. */
    void cut() {
        down = true;
        ends.forEach(Wire::close);
    }

    void mend() {
        down = false;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                if (down) {
                    client.close();
                } else {
                    join(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
                }
            }
        } catch (IOException e) {
            ends.forEach(Wire::close);
        }
    }

    private void join(Socket client, Socket server) {
        ends.add(client);
        ends.add(server);
        if (down) {
            close(client);
        }
        start(() -> pass(client, server, true));
        start(() -> pass(server, client, false));
    }

    private void pass(Socket from, Socket to, boolean toServer) {
        byte[] bytes = new byte[1 << 16];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                Cut cut = toServer && isCommit(bytes, count) ? next.getAndSet(Cut.NONE) : Cut.NONE;
                if (cut == Cut.BEFORE_COMMIT) {
                    break;
                }
                if (cut != Cut.NONE) {
                    cutAllBut(to, cut == Cut.AFTER_COMMIT_FOR_GOOD);
                    from.close();
                }
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // The other end hears of it below.
        } finally {
            close(from);
            close(to);
        }
    }

    /** The commit itself still passes. */
    private void cutAllBut(Socket server, boolean forGood) {
        down = forGood;
        if (forGood) {
            ends.stream().filter(end -> end != server).forEach(Wire::close);
        }
    }

    private static boolean isCommit(byte[] bytes, int count) {
        return COMMIT.matcher(new String(bytes, 0, count, StandardCharsets.ISO_8859_1))
                .find();
    }

    private static void close(Socket end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        ends.forEach(Wire::close);
    }
}
