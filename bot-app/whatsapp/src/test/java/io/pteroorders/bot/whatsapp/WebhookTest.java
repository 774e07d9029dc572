package io.pteroorders.bot.whatsapp;

import static io.pteroorders.bot.whatsapp.Payloads.NOON;
import static io.pteroorders.bot.whatsapp.Payloads.body;
import static io.pteroorders.bot.whatsapp.Payloads.ofBudi;
import static io.pteroorders.bot.whatsapp.Payloads.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.bot.web.WebServer;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that Meta calls, over real HTTP. */
class WebhookTest {

    private static final String SECRET = "a-secret-of-the-app";
    private static final String OLD_SECRET = "the-one-before-rotation";
    private static final String VERIFY = "verify-me";
    private static final byte[] GOOD = Payloads.bytes(body(ofBudi(text("wamid.1", "!katalog"))));

    @TempDir
    Path data;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<ReceivedStatus> statuses = new ArrayList<>();
    private Optional<String> closed = Optional.empty();
    private final ShopStorage shop = InMemoryShopStorage.create(Fixtures.JAKARTA, ManualClock.at(NOON));
    private final MessageQueue queue = shop.queue(Intake.QUEUE);
    private InboundQueue inbox;
    private final WebServer server = new WebServer();
    private int port;

    @BeforeEach
    void start() throws IOException {
        inbox = new InboundQueue(shop.lease("a test").orElseThrow().consumer(Intake.QUEUE), statuses::add);
        port = serve(VERIFY);
    }

    /** Listens at a port more. */
    private int serve(String verifyToken) throws IOException {
        WebhookIntake intake = new WebhookIntake(
                new WebhookReader(Payloads.OUR_NUMBER),
                received -> {
                    statuses.addAll(received.statuses());
                    return InboundQueue.store(queue, received.withoutStatuses(), ManualClock.at(NOON));
                },
                () -> closed);
        Signatures signatures = new Signatures(ImmutableList.of(SECRET, OLD_SECRET));
        return server.listen("127.0.0.1", 0, new WebhookHandler(verifyToken, signatures, intake, server.bodies()))
                .port();
    }

    @AfterEach
    void stop() {
        server.close();
        shop.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpRequest.Builder request(byte[] body) {
        return HttpRequest.newBuilder(uri("/webhook"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest.Builder signed(byte[] body) {
        return request(body).header(Signatures.HEADER, Signatures.header(SECRET, body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        assertTrue(response.headers().firstValue("Server").isEmpty());
        return response;
    }

    private int post(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request);
        assertEquals("", response.body());
        return response.statusCode();
    }

    private HttpResponse<String> verify(String query) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/webhook" + query)));
    }

    @Test
    void metaIsToldTheChallengeWhenItKnowsTheToken() throws Exception {
        HttpResponse<String> answer = verify("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + VERIFY);
        assertEquals(200, answer.statusCode());
        assertEquals("1158201444", answer.body());
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?hub.mode=subscribe&hub.challenge=1",
                "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=",
                "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
                "?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=verify-me",
                "?hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=verify-me",
                "?hub.mode=subscribe&hub.challenge=&hub.verify_token=verify-me",
                "?hub.mode=subscribe&hub.verify_token=verify-me",
                "?hub.mode=subscribe&hub.challenge=1&hub.challenge=2&hub.verify_token=verify-me",
                "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong&hub.verify_token=verify-me"
            })
    void othersAreNot(String query) throws Exception {
        HttpResponse<String> answer = verify(query);
        assertEquals(403, answer.statusCode());
        assertEquals("", answer.body());
    }

    @Test
    void anEmptyTokenNeverMatches() throws Exception {
        URI address = URI.create(
                "http://127.0.0.1:" + serve("") + "/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=");
        assertEquals(403, send(HttpRequest.newBuilder(address)).statusCode());
    }

    @Test
    void aSignedMessageIsStoredBeforeItIsConfirmed() throws Exception {
        assertEquals(200, post(signed(GOOD)));
        assertEquals(1, inbox.waiting());
        assertEquals("wamid.1", inbox.take().orElseThrow().id());
    }

    @Test
    void theOldSecretCountsDuringARotation() throws Exception {
        assertEquals(200, post(request(GOOD).header(Signatures.HEADER, Signatures.header(OLD_SECRET, GOOD))));
        assertEquals(403, post(request(GOOD).header(Signatures.HEADER, Signatures.header("yet-another-secret", GOOD))));
    }

    @Test
    void aRepeatedMessageIsConfirmedAndNothingMore() throws Exception {
        byte[] otherBody = Payloads.bytes(body(ofBudi(text("wamid.1", "!order gold"))));
        assertEquals(200, post(signed(GOOD)));
        assertEquals(200, post(signed(GOOD)));
        assertEquals(200, post(signed(otherBody)));
        assertEquals(1, inbox.waiting());
        assertEquals(Optional.of("!katalog"), inbox.take().orElseThrow().text());
    }

    @Test
    void statusesAreTold() throws Exception {
        assertEquals(
                200,
                post(signed(
                        Payloads.bytes(body(Payloads.ofStatuses(List.of(Payloads.status("wamid.9", "n1", "sent"))))))));
        assertEquals(Optional.of("n1"), statuses.get(0).ourId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha1=0123456789012345678901234567890123456789",
                "sha256=",
                "sha256=012345678901234567890123456789012345678901234567890123456789012",
                "sha256=01234567890123456789012345678901234567890123456789012345678901234",
                "sha256=ABCDEF7890123456789012345678901234567890123456789012345678901234",
                "SHA256=0123456789012345678901234567890123456789012345678901234567890123"
            })
    void aMalformedSignatureIs401(String signature) throws Exception {
        assertEquals(401, post(request(GOOD).header(Signatures.HEADER, signature)));
        assertEquals(0, inbox.waiting());
    }

    @Test
    void noSignatureOrTwoAre401AndAWrongOneIs403() throws Exception {
        assertEquals(401, post(request(GOOD)));
        assertEquals(401, post(signed(GOOD).header(Signatures.HEADER, "sha256=" + "0".repeat(64))));
        assertEquals(403, post(request(GOOD).header(Signatures.HEADER, "sha256=" + "0".repeat(64))));
        byte[] otherBytes = (new String(GOOD, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        assertEquals(403, post(request(otherBytes).header(Signatures.HEADER, Signatures.header(SECRET, GOOD))));
        assertEquals(0, inbox.waiting());
    }

    @Test
    void nothingIsParsedBeforeTheSignatureIsRight() throws Exception {
        byte[] garbage = "{".getBytes(StandardCharsets.UTF_8);
        assertEquals(403, post(request(garbage).header(Signatures.HEADER, "sha256=" + "0".repeat(64))));
        assertEquals(400, post(signed(garbage)));
        assertEquals(400, post(signed(new byte[0])));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | 200",
                "application/json; charset=utf-8 | 200",
                "application/json;charset=\"UTF-8\" | 200",
                "application/json; charset=utf-16 | 415",
                "application/jsonp | 415",
                "text/plain | 415",
                "application/x-www-form-urlencoded | 415"
            })
    void onlyJsonInUtf8IsTaken(String type, int status) throws Exception {
        assertEquals(status, post(signed(GOOD).setHeader("Content-Type", type)));
    }

    @Test
    void encodedContentIsNotTaken() throws Exception {
        assertEquals(415, post(signed(GOOD).header("Content-Encoding", "gzip")));
        assertEquals(415, post(signed(GOOD).header("Content-Encoding", "identity")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"})
    void otherMethodsAre405(String method) throws Exception {
        assertTrue(raw(method + " /webhook HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 405"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//webhook",
                "/webhookX",
                "/webhook/",
                "/Webhook",
                "/webhook;a=b",
                "/a/../webhook",
                "/%77ebhook"
            })
    void onlyTheExactPathIsThere(String path) throws Exception {
        String answer = raw("GET " + path + "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=" + VERIFY
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 404") || answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), "a page of errors: " + answer);
    }

    /** What the server says to bytes that no client library would send. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String head(String... more) {
        return "POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + Signatures.HEADER
                + ": sha256=" + "0".repeat(64) + "\r\n" + String.join("\r\n", more) + "\r\n\r\n";
    }

    @Test
    void aBodyThatIsSaidToBeTooLongIsNotReadAtAll() throws IOException {
        assertTrue(raw(head("Content-Length: " + (WebhookHandler.MAX_BODY + 1))).startsWith("HTTP/1.1 413"));
        assertTrue(raw(head("Content-Length: 99999999999")).startsWith("HTTP/1.1 413"));
    }

    @Test
    void chunksWithoutEndAre413() throws Exception {
        byte[] endless = new byte[WebhookHandler.MAX_BODY + 1];
        int status = post(HttpRequest.newBuilder(uri("/webhook"))
                .header("Content-Type", "application/json")
                .header(Signatures.HEADER, "sha256=" + "0".repeat(64))
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(endless))));
        assertEquals(413, status);
    }

    @Test
    void theLongestBodyIsTaken() throws Exception {
        byte[] longest = new byte[WebhookHandler.MAX_BODY];
        java.util.Arrays.fill(longest, (byte) ' ');
        System.arraycopy(GOOD, 0, longest, 0, GOOD.length);
        assertEquals(200, post(signed(longest)));
    }

    @Test
    void twoLengthsAreRefused() throws IOException {
        assertTrue(raw(head("Content-Length: 5", "Transfer-Encoding: chunked", "Connection: close") + "0\r\n\r\n")
                .startsWith("HTTP/1.1 400"));
        assertTrue(raw(head("Content-Length: 5", "Content-Length: 6", "Connection: close") + "{}   ")
                .startsWith("HTTP/1.1 400"));
    }

    @Test
    void headersOfMoreThanEightKibibytesAre431() throws IOException {
        assertTrue(raw(head("X-Long: " + "a".repeat(9000))).startsWith("HTTP/1.1 431"));
    }

    @Test
    void whatCannotBeStoredIs503AndComesAgain() throws Exception {
        closed = Optional.of("the store failed");
        assertEquals(503, post(signed(GOOD)));
        closed = Optional.empty();
        assertEquals(200, post(signed(GOOD)));
        shop.close();
        assertEquals(200, post(signed(GOOD)), "it is there already");
        assertEquals(503, post(signed(Payloads.bytes(body(ofBudi(text("wamid.2", "a")))))));
    }

    @Test
    void fourHundredSlowConnectionsDoNotKeepOthersWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                String begun = i % 2 == 0 ? "POST /webhook HTTP/1.1\r\nHo" : head("Content-Length: 1000") + "{";
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
            for (int i = 0; i < 20; i++) {
                byte[] honest = Payloads.bytes(body(ofBudi(text("wamid.s" + i, "a"))));
                assertEquals(200, post(signed(honest).timeout(Duration.ofSeconds(5))));
            }
            assertEquals(20, inbox.waiting());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void uploadsThatProveNothingTakeNoMemoryFromHonestWebhooks() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        byte[] part = new byte[64 << 10];
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                strangers.add(socket);
                socket.getOutputStream()
                        .write(head("Content-Length: " + WebhookHandler.MAX_BODY)
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            for (int round = 0; round < 8; round++) {
                for (Socket socket : strangers) {
                    writeIfOpen(socket, part);
                }
                byte[] honest = Payloads.bytes(body(ofBudi(text("wamid.h" + round, "a"))));
                assertEquals(200, post(signed(honest)));
            }
            assertEquals(8, inbox.waiting());
        } finally {
            for (Socket socket : strangers) {
                socket.close();
            }
        }
    }

    /** A stranger who was turned away goes on to send, as far as the connection bears it. */
    private static void writeIfOpen(Socket socket, byte[] part) {
        try {
            socket.getOutputStream().write(part);
        } catch (IOException e) {
            assertFalse(socket.isClosed(), "refused by the server, not by the test");
        }
    }

    @Test
    void manyAtOnceAreAllStored() throws Exception {
        List<HttpResponse<String>> answers = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(
                        signed(Payloads.bytes(body(ofBudi(text("wamid.m" + i, "a")))))
                                .build(),
                        BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(answer -> answer.join())
                .toList();
        assertFalse(answers.stream().anyMatch(answer -> answer.statusCode() != 200));
        assertEquals(200, inbox.waiting());
    }
}
