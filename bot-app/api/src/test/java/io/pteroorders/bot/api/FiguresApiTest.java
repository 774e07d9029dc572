package io.pteroorders.bot.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.api.TestApi.Reply;
import io.pteroorders.core.order.Order;
import io.pteroorders.notify.SendResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else a shop knows: figures, payments, messages and work, each for keys that may see it. */
class FiguresApiTest {

    private final TestApi api = new TestApi();
    private final String key = api.master();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void figuresAreThoseOfThePeriod() {
        Order order = api.order();
        api.post(key, "/orders/" + order.id() + "/confirm", "{}");
        api.post(key, "/orders/" + order.id() + "/process", "{}");
        api.post(key, "/orders/" + order.id() + "/complete", "{\"serverId\":\"srv-1\"}");
        api.order();

        Reply all = api.get(key, "/statistics");
        assertEquals(2, all.json().path("orders").asInt());
        assertEquals(1, all.json().at("/byStatus/completed").asInt());
        assertEquals(
                order.totalAmount().getAmount().longValueExact(),
                all.json().at("/revenue/IDR").asLong());
        assertEquals(
                "2026-11-30",
                api.get(key, "/statistics?period=day").json().at("/period/from").asString());
        assertEquals(
                0,
                api.get(key, "/statistics?period=month&day=2026-10-05")
                        .json()
                        .path("orders")
                        .asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"period=year", "day=yesterday", "day=0001-01-01", "day=9999-12-31", "days=3"})
    void aPeriodThatIsNoneIsRefused(String query) {
        assertEquals(422, api.get(key, "/statistics?" + query).status());
    }

    @Test
    void paymentsOfAnOrderAreBegunAndSeen() {
        Order order = api.order();
        String path = "/orders/" + order.id() + "/payments";

        assertEquals(200, api.post(key, path, "{\"method\":\"manual\"}").status());
        assertEquals("manual", api.get(key, path).json().at("/items/0/method").asString());
        Reply refused = api.post(key, path, "{\"method\":\"gold\"}");
        assertEquals(409, refused.status());
        assertEquals("unknown-method", refused.text("why"));
        assertEquals("[\"manual\"]", refused.json().path("others").toString());
    }

    @Test
    void moneyThatIsNotThereDoesNotGoBack() {
        Order order = api.order();
        String path = "/orders/" + order.id() + "/payments/1/refund";

        assertEquals(409, api.post(key, path, "{}").status());
        assertEquals(422, api.post(key, path, "{\"amount\":-1}").status());
        assertEquals(422, api.post(key, path, "{\"amount\":1e30}").status());
        assertEquals(422, api.post(key, path, "{\"amount\":0.5}").status());
        assertEquals(
                "role-needed",
                api.post(api.key("bot", "payments:write"), path, "{}").problem());
    }

    @Test
    void moneyOfWhichNobodyKnowsIsListedOnly() {
        assertEquals(0, api.get(key, "/unmatched-money").json().path("items").size());
        assertEquals(404, api.post(key, "/unmatched-money/1/close", "{}").status());
        assertEquals(422, api.post(key, "/unmatched-money/x/match", "{}").status());
    }

    @Test
    void aMessageThatCouldNotBeDeliveredIsSeenAndSentAgain() {
        api.fate = SendResult.failed("no such number");
        Order order = api.order();
        api.post(key, "/orders/" + order.id() + "/confirm", "{}");
        api.outbox.finishDue();

        Reply seen = api.get(key, "/messages");
        assertTrue(seen.json().path("dead").asInt() > 0, seen.json().toString());
        String id = seen.json().at("/items/0/id").asString();
        assertEquals(order.id().toString(), seen.json().at("/items/0/order").asString());
        assertFalse(api.get(api.key("blind", "messages:read"), "/messages")
                .response()
                .body()
                .contains("34567"));

        api.fate = SendResult.SENT;
        assertEquals(200, api.post(key, "/messages/" + id + "/retry", "{}").status());
        api.outbox.finishDue();
        assertEquals(404, api.post(key, "/messages/" + id + "/retry", "{}").status());
        assertTrue(api.get(key, "/orders/" + order.id() + "/messages")
                .response()
                .body()
                .contains("\"state\":\"done\""));
        assertEquals(200, api.post(key, "/messages/retry", "{}").status());
    }

    @Test
    void workThatWasGivenUpIsListed() {
        assertEquals(0, api.get(key, "/jobs").json().path("items").size());
        assertEquals(404, api.post(key, "/jobs/payments/none/retry", "{}").status());
    }

    @Test
    void packagesAreThoseOfTheCatalogue() {
        Reply all = api.get(key, "/packages");
        assertEquals("bronze", all.json().at("/items/0/packageType").asString());
        assertEquals(all.json().at("/items/0"), api.get(key, "/packages/bronze").json());
        assertEquals(404, api.get(key, "/packages/wood").status());
    }
}
