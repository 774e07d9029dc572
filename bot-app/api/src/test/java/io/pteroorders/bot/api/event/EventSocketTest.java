package io.pteroorders.bot.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.api.TestApi;
import io.pteroorders.core.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over WebSocket a program hears the same as by a stream, and one that does not keep to the rules is sent away. */
class EventSocketTest {

    private final TestApi api = new TestApi(100_000);
    private final String key = api.key("follower", "events:read");
    private final String begin = api.stores.events().now();

    @AfterEach
    void close() {
        api.close();
    }

    private SocketClient open() {
        return new SocketClient(api.port(), "", "Authorization", "Bearer " + key);
    }

    private String ticket() {
        return api.post(key, "/events/tickets", "{}").text("ticket");
    }

    private static List<String> types(List<Received.Event> events) {
        return events.stream().map(Received.Event::type).toList();
    }

    @Test
    void eventsComeAfterThePlaceThatTheFirstMessageSays() {
        Order order = api.order();
        try (SocketClient one = open().say("{\"after\":\"" + begin + "\"}")) {
            List<Received.Event> heard = one.received.await(2);
            assertEquals(List.of("order.created", "order.payment"), types(heard));
            assertEquals(order.id().toString(), heard.get(0).order());
            try (SocketClient other = open().say("{\"after\":\"" + heard.get(0).id() + "\"}")) {
                assertEquals(heard.get(1).id(), other.received.await(1).get(0).id());
            }
        }
    }

    @Test
    void nothingIsHeardBeforeThatAndWithoutAPlaceOnlyWhatComes() {
        api.order();
        try (SocketClient all = open().say("{\"after\":\"" + begin + "\"}");
                SocketClient quiet = open();
                SocketClient fresh = open().say("{}")) {
            all.received.await(2);
            fresh.received.await(heard -> {
                if (heard.isEmpty()) {
                    api.order();
                }
                return !heard.isEmpty();
            });
            assertTrue(fresh.received.events().stream()
                    .noneMatch(event -> all.received.events().subList(0, 2).contains(event)));
            assertEquals(List.of(), quiet.received.events());
        }
    }

    @Test
    void aForeignPlaceIsAReset() {
        try (SocketClient client = open().say("{\"after\":\"0123.7\"}")) {
            Received.Event reset = client.received.await(1).get(0);
            assertEquals("reset", reset.type());
            assertEquals("{}", reset.data());
            api.order();
            assertEquals("order.created", client.received.await(2).get(1).type());
        }
    }

    @Test
    void onlyWhatSomebodyWantsComesToThem() {
        try (SocketClient client =
                new SocketClient(api.port(), "?types=order.payment", "Authorization", "Bearer " + key)) {
            client.say("{\"after\":\"" + begin + "\"}");
            api.order();
            assertEquals("order.payment", client.received.await(1).get(0).type());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "[]", "{\"after\":7}", "{\"before\":\"x\"}", "{\"after\":\"x\",\"b\":1}", "{} {}"})
    void aFirstMessageThatIsNoneEndsIt(String message) {
        try (SocketClient client = open().say(message)) {
            assertEquals("1008 begin with {\"after\":\"<id>\"} or {}", client.received.awaitEnd());
        }
    }

    @Test
    void nothingElseMayBeSent() {
        try (SocketClient client = open().say("{}").say("{}")) {
            assertEquals("1008 only the first message is read", client.received.awaitEnd());
        }
        try (SocketClient client = open()) {
            client.sayBytes(new byte[] {1, 2, 3});
            assertEquals("1003 send text", client.received.awaitEnd());
        }
        try (SocketClient client = open()) {
            client.say("x".repeat(5_000));
            assertTrue(client.received.awaitEnd().startsWith("1009"), client.received.awaitEnd());
        }
    }

    @Test
    void aTicketLetsABrowserInOnceAndSoon() {
        String ticket = ticket();
        assertNotEquals(ticket, ticket());
        try (SocketClient client =
                new SocketClient(api.port(), "?ticket=" + ticket, "Origin", "https://shop.example")) {
            client.say("{\"after\":\"" + begin + "\"}");
            api.order();
            client.received.await(1);
        }
        assertEquals(401, SocketClient.refused(api.port(), "?ticket=" + ticket));
        assertEquals(401, SocketClient.refused(api.port(), "?ticket=nothing"));
        assertEquals(401, SocketClient.refused(api.port(), ""));

        String old = ticket();
        api.clock.advance(Duration.ofMinutes(1));
        assertEquals(401, SocketClient.refused(api.port(), "?ticket=" + old));
    }

    @Test
    void aTicketSaysUntilWhenItIsGoodAndCountsNowhereElse() {
        Instant expires = Instant.parse(api.post(key, "/events/tickets", "{}").text("expires"));
        assertEquals(TestApi.BEGIN.plus(Duration.ofMinutes(1)), expires);
        assertEquals(401, api.get("", "/events?ticket=" + ticket()).status());
        assertEquals(
                403,
                api.post(api.key("other", "orders:read"), "/events/tickets", "{}")
                        .status());
    }

    @Test
    void aTicketOfARevokedKeyIsNone() {
        String ticket = ticket();
        api.stores.keys().revoke("follower");
        assertEquals(401, SocketClient.refused(api.port(), "?ticket=" + ticket));
    }

    @Test
    void aPageOfAForeignSiteIsNotLetIn() {
        assertEquals(
                403,
                SocketClient.refused(
                        api.port(), "", "Authorization", "Bearer " + key, "Origin", "https://evil.example"));
        assertEquals(403, SocketClient.refused(api.port(), "?ticket=" + ticket(), "Origin", "https://evil.example"));
    }

    @Test
    void whoDoesNotWantAWebSocketIsTold() {
        assertEquals(400, api.get(key, "/events/socket").status());
        assertFalse(api.get(key, "/events/socket").problem().isEmpty());
        assertEquals(422, api.get(key, "/events/socket?types=x").status());
    }

    @Test
    void aRevokedKeyIsSentAwayAndSoIsWhoNeverBegins() {
        try (SocketClient begun = open().say("{}");
                SocketClient silent = open()) {
            assertTrue(silent.received.awaitEnd().startsWith("1008 begin"));
            api.stores.keys().revoke("follower");
            assertEquals("1008 the key is none any more", begun.received.awaitEnd());
        }
    }
}
