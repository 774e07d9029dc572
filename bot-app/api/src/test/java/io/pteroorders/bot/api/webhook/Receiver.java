package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receiver that may behave badly, and keeps books of all that reached it. It reads HTTP by itself, so that nothing of the
 * sender's helps it.
 */
final class Receiver implements AutoCloseable {

    /** What it does with a request. */
    enum Manner {
        TAKE("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
        TAKE_WITHOUT_BODY("HTTP/1.1 204 No Content\r\n\r\n"),
        FAIL("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"),
        UNAVAILABLE("HTTP/1.1 503 Later\r\nRetry-After: 7200\r\nContent-Length: 0\r\n\r\n"),
        REDIRECT("HTTP/1.1 307 There\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"),
        ASK_WHO("HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"),
        GONE("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"),
        SET_COOKIE("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"),
        NONSENSE("SSH-2.0-OpenSSH_9.6\r\n"),
        ENDLESS_HEADERS("HTTP/1.1 200 OK\r\n"),
        ENDLESS_BODY("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"),
        TAKE_THEN_DIE("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok"),
        CLOSE(""),
        HANG("");

        private final String answer;

        Manner(String answer) {
            this.answer = answer;
        }
    }

    /** A request that reached it. */
    record Entry(String path, Map<String, String> headers, String body, Manner manner) {

        String id() {
            return headers.getOrDefault("webhook-id", "");
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String digest() {
            return Hashing.sha256().hashString(body, StandardCharsets.UTF_8).toString();
        }

        /** Whether an independent implementation of the rules takes its signature, at about this time. */
        boolean isSignedBy(String secret) {
            return isSigned(secret, headers);
        }

        /** Whether it does whenever that was: the time that is signed is moved to now by whoever knows the secret. */
        boolean isSignedAtSomeTimeBy(Secret secret) {
            try {
                String expected = new com.standardwebhooks.Webhook(secret.text())
                        .sign(id(), Long.parseLong(header("webhook-timestamp")), body);
                return expected.equals(header("webhook-signature"));
            } catch (com.standardwebhooks.exceptions.EmptyWebhookSecretException
                    | com.standardwebhooks.exceptions.WebhookSigningException e) {
                throw new AssertionError(e);
            }
        }

        private boolean isSigned(String secret, Map<String, String> shown) {
            HttpHeaders all = HttpHeaders.of(
                    shown.entrySet().stream()
                            .collect(ImmutableMap.toImmutableMap(
                                    Map.Entry::getKey, header -> List.of(header.getValue()))),
                    (name, value) -> true);
            try {
                new com.standardwebhooks.Webhook(secret).verify(body, all);
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            } catch (com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Entry> books = new ArrayList<>();
    private final Queue<Manner> next = new ArrayDeque<>();
    private Manner usual = Manner.TAKE;

    Receiver() {
        this(ServerSocketFactory.getDefault());
    }

    Receiver(ServerSocketFactory sockets) {
        try {
            server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    URI url() {
        return url("/hook");
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on. */
    synchronized void behave(Manner manner) {
        usual = manner;
    }

    /** The next times, one after another. */
    synchronized void behaveNext(Manner... manners) {
        next.addAll(List.of(manners));
    }

    /** All that reached it, in order. */
    synchronized ImmutableList<Entry> books() {
        return ImmutableList.copyOf(books);
    }

    /** The ids of what it took, in order, as often as it took them. */
    ImmutableList<String> taken() {
        return books().stream()
                .filter(entry -> entry.manner().answer.matches("(?s)HTTP/1.1 20.*\r\n\r\n.*"))
                .map(Entry::id)
                .collect(ImmutableList.toImmutableList());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (serveOne(in, socket.getOutputStream())) {
                // The connection is used again.
            }
        } catch (IOException e) {
            // The sender broke off.
        }
    }

    private boolean serveOne(InputStream in, OutputStream out) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return false;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                return false;
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        Manner manner = note(first.split(" ", -1)[1], headers, body);
        out.write(manner.answer.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return goOn(manner, out);
    }

    private synchronized Manner note(String path, Map<String, String> headers, String body) {
        Manner manner = next.isEmpty() ? usual : next.remove();
        books.add(new Entry(path, headers, body, manner));
        return manner;
    }

    private boolean goOn(Manner manner, OutputStream out) throws IOException {
        switch (manner) {
            case CLOSE, TAKE_THEN_DIE, NONSENSE -> {
                return false;
            }
            case HANG -> await();
            case ENDLESS_BODY -> pour(out, "x".repeat(8192));
            case ENDLESS_HEADERS -> pour(out, "X-More: " + "x".repeat(1000) + "\r\n");
            default -> {}
        }
        return true;
    }

    private void pour(OutputStream out, String text) throws IOException {
        while (end.getCount() > 0) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        end.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
