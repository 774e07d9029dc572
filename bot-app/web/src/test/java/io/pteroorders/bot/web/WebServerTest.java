package io.pteroorders.bot.web;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WebServerTest {

    private static WebServer.Listener listen(WebServer server, int port) throws IOException {
        return server.listen("127.0.0.1", port, new ManagementPages(ImmutableList::of, () -> ""));
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
