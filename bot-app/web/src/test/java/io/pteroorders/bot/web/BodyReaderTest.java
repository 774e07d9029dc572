package io.pteroorders.bot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.web.BodyReader.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies over real HTTP, also those of strangers who mean no good. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BodyReaderTest {

    private static final int MOST = 1 << 20;
    private static final int SHARED = 256 << 10;
    private static final int STRANGERS = 300;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    /** What strangers can hold: a small body each, and the space. */
    private static final long BOUND = (long) STRANGERS * BodyReader.SMALL + SHARED;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Socket> sockets = new ArrayList<>();
    private BodyReader bodies = new BodyReader(SHARED, new Patience(LONG, LONG));
    private WebServer server = new WebServer(bodies);
    private int port;

    /** A page that gives back what it gets. */
    private void listen() throws IOException {
        port = server.listen("127.0.0.1", 0, this::echo).port();
    }

    private void listen(int shared, Patience patience) throws IOException {
        bodies = new BodyReader(shared, patience);
        server = new WebServer(bodies);
        listen();
    }

    private boolean echo(Request request, Response response, Callback callback) {
        bodies.read(request, MOST, new BodyReader.Receiver() {
            @Override
            public void received(byte[] body) {
                response.write(true, ByteBuffer.wrap(body), callback);
            }

            @Override
            public void refused(int status) {
                response.setStatus(status);
                response.getHeaders().put("Connection", "close");
                response.write(true, null, callback);
            }
        });
        return true;
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        await(() -> bodies.held() == 0);
        server.close();
    }

    private static void await(BooleanSupplier what) {
        while (!what.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private HttpRequest post(BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .POST(body)
                .build();
    }

    private Socket begun(int length, int sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        send(socket, ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n"));
        for (int i = 0; i < sent; i += 4096) {
            send(socket, "x".repeat(Math.min(4096, sent - i)));
        }
        return socket;
    }

    /** Who is refused meanwhile cannot send more. */
    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            assertTrue(socket.isConnected());
        }
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, BodyReader.SMALL - 1, BodyReader.SMALL, BodyReader.SMALL + 1, 3 * BodyReader.SMALL, 200_000})
    void aBodyComesAsItWasSent(int length) throws Exception {
        listen();
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        List<BodyPublisher> ways = List.of(
                BodyPublishers.ofByteArray(body), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        for (BodyPublisher way : ways) {
            byte[] back = client.send(post(way), BodyHandlers.ofByteArray()).body();
            assertEquals(ByteBuffer.wrap(body), ByteBuffer.wrap(back));
        }
    }

    @Test
    void aBodyThatIsTooLongIs413() throws Exception {
        listen(2 * MOST, new Patience(LONG, LONG));
        byte[] longest = new byte[MOST];
        assertEquals(
                200,
                client.send(post(BodyPublishers.ofByteArray(longest)), BodyHandlers.discarding())
                        .statusCode());
        BodyPublisher endless = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MOST + 1]));
        assertEquals(413, client.send(post(endless), BodyHandlers.discarding()).statusCode());
    }

    @Test
    void whatStrangersSendTakesNoMoreThanTheSpaceAndHonestBodiesAreReadMeanwhile() throws Exception {
        listen();
        for (int i = 0; i < STRANGERS; i++) {
            begun(MOST, 64 << 10);
        }
        await(() -> bodies.refused() >= STRANGERS - SHARED / (64 << 10) - 2);
        byte[] honest = new byte[BodyReader.SMALL];
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    200,
                    client.send(post(BodyPublishers.ofByteArray(honest)), BodyHandlers.discarding())
                            .statusCode());
        }
        assertTrue(bodies.peak() <= BOUND + BodyReader.SMALL, () -> bodies.peak() + " bytes");
    }

    /** The same, planted wrong: shows that the measure above would see memory being taken. */
    @Test
    void withoutTheBoundTheyWouldTakeAll() throws Exception {
        listen(Integer.MAX_VALUE, new Patience(LONG, LONG));
        for (int i = 0; i < STRANGERS; i++) {
            begun(MOST, 64 << 10);
        }
        await(() -> bodies.held() > 2 * BOUND);
        assertEquals(0, bodies.refused());
    }

    @Test
    void whoFindsTheSpaceFullIsToldAtOnceAndTheSpaceIsUsedAgain() throws Exception {
        listen();
        Socket first = begun(SHARED, SHARED - 1);
        await(() -> bodies.held() >= SHARED - 1);
        assertEquals("HTTP/1.1 503", status(begun(SHARED, SHARED)));
        send(first, "x");
        assertEquals("HTTP/1.1 200", status(first));
        await(() -> bodies.held() == 0);
        assertEquals("HTTP/1.1 200", status(begun(SHARED, SHARED)));
    }

    @Test
    void aLargeBodyIsGivenLessTimeThanASmallOne() throws Exception {
        listen(SHARED, new Patience(LONG, SHORT));
        Socket small = begun(100, 99);
        assertEquals("HTTP/1.1 408", status(begun(SHARED, BodyReader.SMALL + 1)));
        send(small, "x");
        assertEquals("HTTP/1.1 200", status(small));
    }

    @Test
    void aSlowBodyIs408() throws Exception {
        listen(SHARED, new Patience(SHORT, LONG));
        assertEquals("HTTP/1.1 408", status(begun(100, 99)));
    }

    @Test
    void whatBreaksOffGivesItsMemoryBack() throws Exception {
        listen();
        begun(SHARED, SHARED / 2).close();
        await(() -> bodies.peak() > BodyReader.SMALL && bodies.held() == 0);
    }
}
