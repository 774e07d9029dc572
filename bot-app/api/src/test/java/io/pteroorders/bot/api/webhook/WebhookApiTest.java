package io.pteroorders.bot.api.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.api.TestApi;
import io.pteroorders.bot.api.TestApi.Reply;
import io.pteroorders.bot.api.event.EventType;
import io.pteroorders.bot.api.event.ShopEvent;
import io.pteroorders.bot.api.webhook.Receiver.Manner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks are set up by whoever may, told apart by their ids, and keep their secrets to themselves. */
class WebhookApiTest {

    private final TestApi api = new TestApi(600, true);
    private final Receiver receiver = new Receiver();
    private final String key = api.master();

    @AfterEach
    void close() {
        api.close();
        receiver.close();
    }

    private static void await(BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!done.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it took too long");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private Reply create(String events) {
        return api.post(key, "/webhooks", "{\"url\":\"" + receiver.url() + "\",\"events\":" + events + "}");
    }

    private Reply patch(String id, String body) {
        return api.send(key, "PATCH", "/webhooks/" + id, Optional.of(body));
    }

    @Test
    void aWebhookIsMadeAndItsSecretIsShownOnce() {
        Reply made = create("[\"order.created\",\"order.status\"]");
        String id = made.text("id");

        assertEquals(201, made.status(), made.json().toString());
        assertTrue(id.matches("wh_[a-z]{16}"), id);
        assertEquals("/api/v1/webhooks/" + id, made.header("Location"));
        assertTrue(made.text("secret").matches("whsec_[A-Za-z0-9+/]{43}="));
        assertEquals(
                List.of("id", "url", "events", "active", "customers", "createdAt", "createdBy", "secret"),
                List.copyOf(made.json().propertyNames()));
        assertEquals("key:master", made.text("createdBy"));

        Reply shown = api.get(key, "/webhooks/" + id);
        assertFalse(shown.json().has("secret"));
        assertEquals(shown.json(), api.get(key, "/webhooks").json().at("/items/0"));
        assertFalse(api.get(key, "/webhooks").response().body().contains("whsec"));
    }

    @Test
    void eventsReachAWebhookWhileTheProgramRuns() {
        Reply made = create("[\"order.created\"]");
        String before = api.stores.events().now();
        api.order();
        await(() -> !receiver.books().isEmpty());
        String id = api.stores.events().after(before, 10).events().stream()
                .filter(event -> event.type() == EventType.ORDER_CREATED)
                .map(ShopEvent::id)
                .findFirst()
                .orElseThrow();
        assertEquals(id, receiver.books().get(0).id());
        assertTrue(receiver.books().get(0).isSignedAtSomeTimeBy(Secret.of(made.text("secret"))));
        await(() -> api.get(key, "/webhooks/" + made.text("id") + "/attempts")
                        .json()
                        .path("items")
                        .size()
                == 1);
        Reply attempts = api.get(key, "/webhooks/" + made.text("id") + "/attempts");
        assertEquals(200, attempts.json().at("/items/0/status").asInt());
        assertEquals(id, attempts.json().at("/items/0/event").asString());
        assertEquals("order.created", attempts.json().at("/items/0/type").asString());
        assertTrue(attempts.json().at("/items/0/delivered").asBoolean());
    }

    @Test
    void whatHappensWhileSomethingIsSentComesAfterIt() {
        create("[]");
        String before = api.stores.events().now();
        for (int i = 0; i < 300; i++) {
            api.stores.events().announce(EventType.MESSAGE_DEAD, Optional.empty(), api.clock.instant(), "m" + i);
        }
        List<String> ids = api.stores.events().after(before, 300).events().stream()
                .map(ShopEvent::id)
                .toList();
        assertEquals(300, ids.size());
        await(() -> receiver.books().size() >= ids.size());
        assertEquals(ids, receiver.taken());
    }

    @Test
    void aRequestThatComesAgainMakesNoSecondWebhookAndShowsNoSecret() {
        String body = "{\"url\":\"" + receiver.url() + "\"}";
        Reply first = api.post(key, "/webhooks", body, "Idempotency-Key", "w1");
        Reply again = api.post(key, "/webhooks", body, "Idempotency-Key", "w1");

        assertEquals(201, again.status());
        assertEquals(first.text("id"), again.text("id"));
        assertTrue(first.json().has("secret"));
        assertFalse(again.json().has("secret"));
        assertEquals(1, api.get(key, "/webhooks").json().path("items").size());
    }

    @Test
    void aSecretIsChangedOnceForARequestThatComesAgain() {
        String path = "/webhooks/" + create("[]").text("id") + "/rotate";
        Reply first = api.post(key, path, "{}", "Idempotency-Key", "r1");
        Reply again = api.post(key, path, "{}", "Idempotency-Key", "r1");
        Reply other = api.post(key, path, "{}");

        assertTrue(first.text("secret").startsWith("whsec_"));
        assertFalse(again.json().has("secret"));
        assertNotEquals(first.text("secret"), other.text("secret"));
        assertEquals(api.clock.instant().plus(Duration.ofHours(24)).toString(), first.text("oldSecretUntil"));
        api.clock.advance(Duration.ofHours(24));
        assertFalse(api.get(key, "/webhooks").json().at("/items/0").has("oldSecretUntil"));
    }

    @Test
    void aWebhookIsChangedSwitchedOffAndOnAndRemoved() {
        String id = create("[]").text("id");
        Reply changed = patch(id, "{\"url\":\"" + receiver.url("/other") + "\",\"events\":[\"message.dead\"]}");
        assertEquals(200, changed.status(), changed.json().toString());
        assertEquals(receiver.url("/other").toString(), changed.text("url"));
        assertEquals("[\"message.dead\"]", changed.json().path("events").toString());
        Reply off = patch(id, "{\"active\":false}");
        assertFalse(off.json().path("active").asBoolean());
        assertEquals("switched off by key:master", off.text("why"));
        assertEquals("[\"message.dead\"]", off.json().path("events").toString());
        assertTrue(patch(id, "{\"active\":true,\"events\":[]}")
                .json()
                .path("active")
                .asBoolean());
        assertEquals(
                204,
                api.send(key, "DELETE", "/webhooks/" + id, Optional.empty()).status());
        assertEquals(
                404,
                api.send(key, "DELETE", "/webhooks/" + id, Optional.empty()).status());
        assertEquals(404, api.get(key, "/webhooks/" + id).status());
        assertEquals(404, patch(id, "{}").status());
        assertEquals(404, api.post(key, "/webhooks/" + id + "/rotate", "{}").status());
        assertEquals(404, api.post(key, "/webhooks/" + id + "/test", "").status());
        assertEquals(404, api.get(key, "/webhooks/" + id + "/attempts").status());
    }

    @Test
    void aTestSaysWhatTheEndpointSaid() {
        String id = create("[\"message.dead\"]").text("id");
        Reply good = api.post(key, "/webhooks/" + id + "/test", "");
        receiver.behaveNext(Manner.FAIL, Manner.CLOSE);
        Reply bad = api.post(key, "/webhooks/" + id + "/test", "{}");
        Reply none = api.post(key, "/webhooks/" + id + "/test", "{}");

        assertEquals(200, good.status());
        assertTrue(good.json().path("delivered").asBoolean());
        assertEquals(200, good.json().path("status").asInt());
        assertEquals(500, bad.json().path("status").asInt());
        assertFalse(bad.json().path("delivered").asBoolean());
        assertEquals("the connection broke off", none.text("reason"));
        assertEquals("test", receiver.books().get(0).json().path("type").asString());
        assertEquals(
                3,
                api.get(key, "/webhooks/" + id + "/attempts")
                        .json()
                        .path("items")
                        .size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|url",
                "{'url':''}|url",
                "{'url':null}|url",
                "{'url':5}|url",
                "{'url':'http://127.0.0.1/'}|url",
                "{'url':'https://127.0.0.1/'}|url",
                "{'url':'https://localhost./'}|url",
                "{'url':'https://2130706433/'}|url",
                "{'url':'https://0x7f.1/'}|url",
                "{'url':'https://u:p@1.1.1.1/'}|url",
                "{'url':'https://[fd00::1]/'}|url",
                "{'url':'https://1.1.1.1/','events':['order.eaten']}|events",
                "{'url':'https://1.1.1.1/','events':'all'}|events",
                "{'url':'https://1.1.1.1/','secret':'x'}|secret",
            })
    void whatIsWrongIsToldByItsField(String body, String field) {
        try (TestApi outside = new TestApi()) {
            String secret = outside.master();
            Reply refused = outside.post(secret, "/webhooks", body.replace('\'', '"'));
            assertEquals(422, refused.status());
            assertEquals(
                    1, refused.json().path("violations").size(), refused.json().toString());
            assertEquals(field, refused.json().at("/violations/0/field").asString());
            assertEquals(
                    0, outside.get(secret, "/webhooks").json().path("items").size());
        }
    }

    @Test
    void aWebhookCannotBeTurnedToThisMachineLater() {
        try (TestApi outside = new TestApi()) {
            String secret = outside.master();
            String id = outside.post(secret, "/webhooks", "{\"url\":\"https://1.1.1.1/\"}")
                    .text("id");
            Reply refused = outside.send(
                    secret, "PATCH", "/webhooks/" + id, Optional.of("{\"url\":\"https://169.254.169.254/\"}"));
            assertEquals(422, refused.status());
            assertEquals(
                    "https://1.1.1.1/", outside.get(secret, "/webhooks/" + id).text("url"));
        }
    }

    @Test
    void aShopHasTwentyWebhooksAtMost() {
        for (int i = 0; i < 20; i++) {
            assertEquals(201, create("[]").status());
        }
        Reply refused = create("[]");
        assertEquals(409, refused.status());
        assertEquals(20, refused.json().path("limit").asInt());
    }

    @Test
    void seeingAndChangingAreApart() {
        String reader = api.key("reader", "webhooks:read");
        String writer = api.key("writer", "webhooks:write");
        String id = create("[]").text("id");
        assertEquals(200, api.get(reader, "/webhooks").status());
        assertEquals(403, api.get(writer, "/webhooks").status());
        for (String path : List.of("/webhooks", "/webhooks/" + id + "/rotate", "/webhooks/" + id + "/test")) {
            assertEquals(403, api.post(reader, path, "{}").status());
        }
        assertEquals(
                403,
                api.send(reader, "PATCH", "/webhooks/" + id, Optional.of("{}")).status());
        assertEquals(
                403,
                api.send(reader, "DELETE", "/webhooks/" + id, Optional.empty()).status());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoMayNotSeeCustomersCannotHaveThemSent(boolean made) {
        String blind = api.key("blind", "webhooks:write", "webhooks:read");
        String body = "{\"url\":\"" + receiver.url() + "\"}";
        String id = api.post(made ? blind : key, "/webhooks", body).text("id");
        assertEquals(
                !made, api.get(key, "/webhooks/" + id).json().path("customers").asBoolean());

        Reply turned =
                api.send(blind, "PATCH", "/webhooks/" + id, Optional.of("{\"url\":\"" + receiver.url("/mine") + "\"}"));
        assertEquals(200, turned.status());
        assertFalse(turned.json().path("customers").asBoolean());
    }
}
