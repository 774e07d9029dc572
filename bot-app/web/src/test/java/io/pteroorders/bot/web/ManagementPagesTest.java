package io.pteroorders.bot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementPagesTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private ImmutableList<String> troubles = ImmutableList.of();
    private final WebServer server = new WebServer();
    private int port;

    @BeforeEach
    void start() throws IOException {
        port = server.listen("127.0.0.1", 0, new ManagementPages(() -> troubles, () -> "orders_total 7\n"))
                .port();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }

    @Test
    void whatLivesSaysSoWhateverIsWrong() throws Exception {
        troubles = ImmutableList.of("the store failed");
        assertEquals(200, get("/health/live").statusCode());
    }

    @Test
    void whatDoesNotWorkSaysWhy() throws Exception {
        assertEquals(200, get("/health/ready").statusCode());
        troubles = ImmutableList.of("the store failed: no space", "nothing is sent: error 190");
        HttpResponse<String> answer = get("/health/ready");
        assertEquals(503, answer.statusCode());
        assertEquals("the store failed: no space\nnothing is sent: error 190\n", answer.body());
    }

    @Test
    void figuresAreAsTheyCome() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertEquals("orders_total 7\n", answer.body());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
    }

    @Test
    void thereIsNothingElse() throws Exception {
        assertEquals(404, get("/").statusCode());
        assertEquals(404, get("/health").statusCode());
        assertEquals(404, get("/metrics/").statusCode());
    }
}
