package io.pteroorders.bot.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.order.Order;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What programs did stands in the audit trail, and that they looked at customers. */
class AuditApiTest {

    private final TestApi api = new TestApi();
    private final String key = api.master();

    @AfterEach
    void close() {
        api.close();
    }

    private List<String> trail() {
        return api.audited.stream()
                .map(entry -> entry.who().text() + ": " + entry.what() + " "
                        + entry.order().orElse("-") + " " + entry.result())
                .toList();
    }

    @Test
    void changesAreKeptWithWhatCameOfThem() {
        Order order = api.order();
        String admin = api.key("bot", "orders:write");
        api.post(admin, "/orders/" + order.id() + "/confirm", "{}");
        api.post(admin, "/orders/" + order.id() + "/confirm", "{}");

        assertEquals(
                List.of(
                        "key:bot: api POST /orders/{id}/confirm " + order.id() + " DONE",
                        "key:bot: api POST /orders/{id}/confirm " + order.id() + " REFUSED"),
                trail());
    }

    @Test
    void whatAKeyMayNotChangeIsKeptAsDenied() {
        Order order = api.order();
        String reader = api.key("reader", "orders:read", "customers:read");
        assertEquals(
                403,
                api.post(reader, "/orders/" + order.id() + "/confirm", "{}").status());
        assertEquals(
                403,
                api.post(api.key("clerk", "orders:write"), "/orders/" + order.id() + "/refund", "{}")
                        .status());
        assertEquals(403, api.get(reader, "/messages").status());

        assertEquals(
                List.of(
                        "key:reader: api POST /orders/{id}/confirm " + order.id() + " DENIED",
                        "key:clerk: api POST /orders/{id}/refund " + order.id() + " DENIED"),
                trail());
    }

    @Test
    void looksAtCustomersAreKeptOnceAnHourAndCounted() {
        for (int i = 0; i < 3; i++) {
            api.get(key, "/orders");
        }
        api.get(api.key("blind", "orders:read"), "/orders");
        api.clock.advance(Duration.ofHours(1));
        api.app.sweep();

        assertEquals(
                List.of("key:master: api customers - DONE", "key:master: api customers, 3 times in an hour - DONE"),
                trail());
    }

    @Test
    void theHourOfTheLastUseIsKnown() {
        assertEquals(Optional.empty(), api.stores.keys().all().get(0).lastUsed());
        api.get(key, "/orders");
        assertEquals(
                Optional.of(api.clock.instant()), api.stores.keys().all().get(0).lastUsed());
    }
}
