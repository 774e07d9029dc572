package io.pteroorders.bot.api;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Sends what no proper client would send. Not thread-safe. */
final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private Optional<Socket> socket = Optional.empty();

    /**
     * A request, letter by letter.
     *
     * @param target below the address of the interface
     * @param headers whole lines
     */
    record Sent(String method, String target, ImmutableList<String> headers, ByteSource body) {

        private byte[] bytes() throws IOException {
            StringBuilder head = new StringBuilder(method + " /api/v1" + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
            headers.forEach(line -> head.append(line).append("\r\n"));
            if (!body.isEmpty() || !(method.equals("GET") || method.equals("HEAD"))) {
                head.append("Content-Length: ").append(body.size()).append("\r\n");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            body.copyTo(bytes);
            return bytes.toByteArray();
        }

        private String text() {
            try {
                return body.asCharSource(StandardCharsets.UTF_8).read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            String text = text();
            return method + " " + target + " " + headers + " " + text.substring(0, Math.min(500, text.length()));
        }
    }

    /** What came back. */
    record Got(int status, Map<String, List<String>> headers, String body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(Ascii.toLowerCase(name))).map(values -> values.get(0));
        }
    }

    RawHttp(int port) {
        this.port = port;
    }

    Got send(Sent sent) {
        try {
            return attempt(sent);
        } catch (IOException e) {
            close();
            try {
                return attempt(sent);
            } catch (IOException again) {
                throw new UncheckedIOException(sent.toString(), again);
            }
        }
    }

    private Got attempt(Sent sent) throws IOException {
        if (socket.isEmpty()) {
            Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
            opened.setSoTimeout(PATIENCE_MILLIS);
            opened.setTcpNoDelay(true);
            socket = Optional.of(opened);
        }
        Socket open = socket.orElseThrow();
        open.getOutputStream().write(sent.bytes());
        open.getOutputStream().flush();
        Got got = read(new BufferedInputStream(open.getInputStream()), sent.method());
        if (got.header("Connection").filter("close"::equals).isPresent()) {
            close();
        }
        return got;
    }

    private static Got read(InputStream in, String method) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(Ascii.toLowerCase(line.substring(0, colon)), any -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        boolean bare = method.equals("HEAD") || status == 204 || status == 304;
        int length = bare
                ? 0
                : Integer.parseInt(
                        headers.getOrDefault("content-length", List.of("0")).get(0));
        byte[] body = new byte[length];
        ByteStreams.readFully(in, body);
        boolean packed = headers.containsKey("content-encoding") && length > 0;
        byte[] plain = packed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        return new Got(status, headers, new String(plain, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        socket.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        socket = Optional.empty();
    }
}
