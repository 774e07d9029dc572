package io.pteroorders.bot.whatsapp;

import static io.pteroorders.bot.whatsapp.Payloads.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.bot.whatsapp.FakeGraph.Reaction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of the transport is tried itself. */
class FakeGraphTest {

    private static final String HELLO = """
            {"messaging_product":"whatsapp","recipient_type":"individual","to":"6289912345678","type":"text",
            "text":{"body":"Halo","preview_url":false},"biz_opaque_callback_data":"n1"}""";

    private final FakeGraph graph = start();
    private final HttpClient client = HttpClient.newHttpClient();

    private static FakeGraph start() {
        try {
            return new FakeGraph();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    private HttpResponse<String> post(String token, String body) throws IOException, InterruptedException {
        URI messages = graph.base().resolve("/" + FakeGraph.VERSION + "/" + Payloads.OUR_NUMBER + "/messages");
        return client.send(
                HttpRequest.newBuilder(messages)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private int code(String token, String body) throws Exception {
        return json(post(token, body).body()).path("error").path("code").intValue(0);
    }

    @Test
    void aGoodMessageIsTaken() throws Exception {
        assertEquals(200, post(FakeGraph.TOKEN, HELLO).statusCode());
        assertEquals("n1", graph.next().ourId());
        assertEquals(List.of(), graph.violations());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"messaging_product\":\"whatsapp\",\"type\":\"text\",\"text\":{\"body\":\"\"}}",
                "not json"
            })
    void aBadMessageIsNotedAndRefused(String body) throws Exception {
        assertEquals(131009, code(FakeGraph.TOKEN, body));
        assertEquals(0, graph.accepted().size());
        assertEquals(false, graph.violations().isEmpty());
    }

    @Test
    void limitsAreKept() throws Exception {
        assertEquals(131009, code(FakeGraph.TOKEN, HELLO.replace("Halo", "a".repeat(4097))));
        assertEquals(131009, code(FakeGraph.TOKEN, HELLO.replace("\"n1\"", "\"" + "n".repeat(513) + "\"")));
        assertEquals(131009, code(FakeGraph.TOKEN, HELLO.replace("6289912345678", "6289912345678@s.whatsapp.net")));
        assertEquals(0, code(FakeGraph.TOKEN, HELLO.replace("Halo", "a".repeat(4096))));
    }

    @Test
    void tokensExpireAndPairsHaveLimits() throws Exception {
        graph.limitPairs(1);
        assertEquals(0, code(FakeGraph.TOKEN, HELLO));
        assertEquals(131056, code(FakeGraph.TOKEN, HELLO));
        graph.refill();
        graph.expire("another");
        assertEquals(190, code(FakeGraph.TOKEN, HELLO));
        assertEquals(0, code("another", HELLO));
        assertEquals(2, graph.accepted().size());
    }

    @Test
    void itMisbehavesOnDemand() throws Exception {
        graph.reacts(Reaction.error(500, 131000), Reaction.answer(200, "<html>"), Reaction.acceptAndBreak());
        assertEquals(131000, code(FakeGraph.TOKEN, HELLO));
        assertEquals("<html>", post(FakeGraph.TOKEN, HELLO).body());
        assertThrows(IOException.class, () -> post(FakeGraph.TOKEN, HELLO));
        assertEquals(0, code(FakeGraph.TOKEN, HELLO));
        assertEquals(2, graph.accepted().size(), "the one whose connection broke was taken");
    }
}
