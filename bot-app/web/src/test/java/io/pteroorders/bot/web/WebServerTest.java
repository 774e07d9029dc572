package io.pteroorders.bot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {

    private static WebServer.Listener listen(WebServer server, int port) throws IOException {
        return server.listen("127.0.0.1", port, new ManagementPages(ImmutableList::of, () -> ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz/..", "/%ff", "/%c0%af", "/%2e%2e/x", "/a%2Fb", "/a//b", "/%", "/%00"})
    void anAddressThatCouldBeReadInTwoWaysReachesNoPage(String target) throws Exception {
        AtomicInteger reached = new AtomicInteger();
        try (WebServer server = new WebServer()) {
            int port = server.listen("127.0.0.1", 0, (request, response, callback) -> {
                        reached.incrementAndGet();
                        response.setStatus(200);
                        response.write(true, null, callback);
                        return true;
                    })
                    .port();
            String answer = answer(port, "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertEquals(0, reached.get());
        }
    }

    private static Request.Handler saying(int status) {
        return (request, response, callback) -> {
            response.setStatus(status);
            response.write(true, null, callback);
            return true;
        };
    }

    @Test
    void whatNoPageAnswersTheLastOneDoes() throws Exception {
        try (WebServer server = new WebServer()) {
            int port = server.listen("127.0.0.1", 0, (request, response, callback) -> false)
                    .orElse(saying(410))
                    .port();
            String request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            assertTrue(answer(port, request).startsWith("HTTP/1.1 410 "));
            server.listen("127.0.0.1", 0, saying(200));
            assertTrue(answer(port, request).startsWith("HTTP/1.1 200 "), "a page that is mounted later comes first");
        }
    }

    /** All that comes until the connection ends. */
    private static String answer(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aPortThatAnotherProgramHasIsNamedWithTheWayOut() throws Exception {
        try (WebServer first = new WebServer();
                WebServer second = new WebServer()) {
            int port = listen(first, 0).port();
            String message = String.valueOf(assertThrows(WebServer.PortException.class, () -> listen(second, port))
                    .getMessage());
            assertTrue(
                    message.contains("port " + port) && message.contains("in use") && message.contains("HTTP_PORT"),
                    message);
        }
    }
}
