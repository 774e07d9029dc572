package io.pteroorders.bot.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.api.TestApi.Reply;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders by the interface for other programs: what is asked for is done once and told exactly, or refused with the reason. */
class OrdersApiTest {

    private static final String NEW_ORDER = """
            {"customer":{"phoneNumber":"+6281298765432","displayName":"Siti"},
             "item":{"packageType":"gold","duration":2},"notes":"for my brother"}""";

    private final TestApi api = new TestApi();
    private final String key = api.master();

    @AfterEach
    void close() {
        api.close();
    }

    private long count() {
        return api.storage.count(OrderQuery.newestFirst().build());
    }

    private Order stored(Order order) {
        return api.storage.get(order.id()).orElseThrow();
    }

    @Test
    void whoeverListensIsToldOfAChangeAtOnce() throws Exception {
        api.toldAll.drainPermits();
        api.post(key, "/orders/" + api.order().id() + "/confirm", "{}");
        assertTrue(api.toldAll.tryAcquire(30, TimeUnit.SECONDS));
    }

    @Test
    void anOrderIsMade() {
        Reply made = api.post(key, "/orders", NEW_ORDER);

        assertEquals(201, made.status(), made.json().toString());
        assertEquals("/api/v1/orders/" + made.text("id"), made.header("Location"));
        assertEquals("pending", made.text("status"));
        assertEquals(
                "6281298765432@s.whatsapp.net",
                made.json().at("/customer/phoneNumber").asString());
        assertEquals("key:master", made.json().at("/statusHistory/0/updatedBy").asString());
        assertEquals(made.json(), api.get(key, "/orders/" + made.text("id")).json());
    }

    @Test
    void whatIsWrongIsSaidAllAtOnceAndNothingIsMade() {
        Reply refused = api.post(
                key, "/orders", "{\"customer\":{\"phoneNumber\":\"0812\"},\"item\":{\"duration\":\"x\"},\"colour\":1}");

        assertEquals(422, refused.status());
        assertEquals("invalid-input", refused.problem());
        List<String> fields = new ArrayList<>();
        refused.json()
                .path("violations")
                .forEach(each -> fields.add(each.path("field").asString()));
        assertEquals(List.of("customer.phoneNumber", "item.packageType", "item.duration", "colour"), fields);
        assertEquals(0, count());
    }

    @Test
    void rulesOfTheShopAreSaidTheSameWay() {
        Reply refused = api.post(
                key,
                "/orders",
                "{\"customer\":{\"phoneNumber\":\"6281298765432\"},\"item\":{\"packageType\":\"wood\",\"duration\":13}}");

        assertEquals(422, refused.status());
        assertEquals(
                "item.packageType", refused.json().at("/violations/0/field").asString());
        assertTrue(refused.json().at("/violations/0/allowed").size() > 1);
        assertEquals(12, refused.json().at("/violations/1/max").asInt());
    }

    @Test
    void anOrderIsMovedAlongToItsEnd() {
        String path = "/orders/" + api.order().id();

        assertEquals(
                "confirmed",
                api.post(key, path + "/confirm", "{\"notes\":\"paid\"}").text("status"));
        assertEquals("processing", api.post(key, path + "/process", "").text("status"));
        Reply completed = api.post(key, path + "/complete", "{\"serverId\":\"srv-1\"}");
        assertEquals("completed", completed.text("status"));
        assertEquals("srv-1", completed.text("serverId"));
        assertEquals(
                "refunded",
                api.post(key, path + "/refund", "{\"reason\":\"broken\"}").text("status"));
    }

    @Test
    void aStepThatTheFlowHasNotIsRefusedWithThoseItHas() {
        Order order = api.order();
        Reply refused = api.post(key, "/orders/" + order.id() + "/process", "{}");

        assertEquals(409, refused.status());
        assertEquals("illegal-transition", refused.problem());
        assertEquals(409, refused.json().path("status").asInt());
        assertEquals("pending", refused.text("orderStatus"));
        assertEquals(
                "[\"confirmed\",\"cancelled\"]", refused.json().path("allowed").toString());
        assertEquals(OrderStatus.PENDING, stored(order).status());
    }

    @Test
    void aRequestWithAnIdempotencyKeyIsCarriedOutOnce() {
        Reply first = api.post(key, "/orders", NEW_ORDER, "Idempotency-Key", "o-1");
        Reply again = api.post(key, "/orders", NEW_ORDER, "Idempotency-Key", "o-1");

        assertEquals(201, first.status());
        assertEquals(first.json(), again.json());
        assertEquals(1, count());
        assertEquals(
                201,
                api.post(key, "/orders", NEW_ORDER, "Idempotency-Key", "o-2").status());
    }

    @Test
    void anIdempotencyKeyIsGoodForOneRequestOnly() {
        Order order = api.order();
        api.post(key, "/orders/" + order.id() + "/confirm", "{}", "Idempotency-Key", "k");

        Reply other = api.post(key, "/orders/" + order.id() + "/confirm", "{\"notes\":\"x\"}", "Idempotency-Key", "k");
        assertEquals(422, other.status());
        assertEquals("key-reused", other.problem());
    }

    @Test
    void whatWasRefusedIsDecidedAnewUnderTheSameKey() {
        Order order = api.order();
        String process = "/orders/" + order.id() + "/process";
        assertEquals(409, api.post(key, process, "{}", "Idempotency-Key", "k").status());
        api.post(key, "/orders/" + order.id() + "/confirm", "{}");

        assertEquals(200, api.post(key, process, "{}", "Idempotency-Key", "k").status());
    }

    @Test
    void whoSaysWhichVersionTheyKnowOverwritesNobody() {
        Order order = api.order();
        String path = "/orders/" + order.id();
        String known = api.get(key, path).header("ETag");
        api.post(key, path + "/notes", "{\"notes\":\"seen\"}");

        Reply late = api.post(key, path + "/confirm", "{}", "If-Match", known);
        assertEquals(412, late.status());
        assertEquals("changed-since", late.problem());
        assertEquals(OrderStatus.PENDING, stored(order).status());
        String now = api.get(key, path).header("ETag");
        assertEquals(
                200,
                api.post(key, path + "/confirm", "{}", "If-Match", "W/" + now.replace("\"", "") + "--gzip")
                        .status());
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() {
        String path = "/orders/" + api.order().id();
        String known = api.get(key, path).header("ETag");

        assertEquals(304, api.get(key, path, "If-None-Match", known).status());
        api.post(key, path + "/notes", "{\"notes\":\"seen\"}");
        assertEquals(200, api.get(key, path, "If-None-Match", known).status());
    }

    @Test
    void pagesMeetEveryOrderOnce() {
        for (int i = 0; i < 25; i++) {
            api.post(key, "/orders", NEW_ORDER.replace("98765432", "987654" + (10 + i)), "Idempotency-Key", "n" + i);
        }
        List<String> met = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = api.get(key, "/orders?limit=10&direction=oldest" + cursor);
            page.json().path("items").forEach(order -> met.add(order.path("id").asString()));
            cursor = page.text("next").isEmpty() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());
        assertEquals(25, met.size());
        assertEquals(25, met.stream().distinct().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=pending|1",
                "status=confirmed,completed|0",
                "package=bronze|1",
                "package=gold|0",
                "customer=6281234567890|1",
                "customer=%2B6281234567890|1",
                "customer=6281234567891|0",
                "phone=7890|1",
                "createdFrom=2026-11-30T03:00:00Z|1",
                "createdBefore=2026-11-30T03:00:00Z|0",
            })
    void ordersAreFoundByWhatTheyAre(String query, int found) {
        api.order();
        assertEquals(
                found, api.get(key, "/orders?" + query).json().path("items").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=ten",
                "status=done",
                "status=",
                "cursor=x",
                "direction=up",
                "phone=12",
                "createdFrom=yesterday",
                "sort=asc",
                "status=pending&status=pending",
            })
    void aQueryThatMeansNothingIsRefused(String query) {
        Reply refused = api.get(key, "/orders?" + query);
        assertEquals(422, refused.status());
        assertEquals(
                query.substring(0, query.indexOf('=')),
                refused.json().at("/violations/0/field").asString());
    }

    @Test
    void anOrderThatIsNoneIsNotFound() {
        for (String id : List.of("ORD-AAAAA-BBBBB", "x", "..", "%2e%2e", "ORD-AAAAA-BBBBB%00")) {
            Reply reply = api.get(key, "/orders/" + id);
            assertTrue(reply.status() == 404 || reply.status() == 400, id + " gave " + reply.status());
        }
    }

    @Test
    void numbersAreHiddenFromWhoMayNotSeeCustomers() {
        Order order = api.order();
        api.post(key, "/orders/" + order.id() + "/notes", "{\"notes\":\"call 081234567890\"}");
        String blind = api.key("stock", "orders:read");

        String shown = api.get(blind, "/orders/" + order.id()).response().body()
                + api.get(blind, "/orders").response().body();
        assertFalse(shown.contains("34567"), shown);
        assertTrue(shown.contains("6281****890@") || shown.contains("6281****890"), shown);
        assertTrue(shown.contains("2026-11-30T03:00:00.000Z"), shown);
    }

    @Test
    void ordersOfOneCustomerAreForWhoMaySeeCustomers() {
        api.order();

        assertEquals(
                403,
                api.get(api.key("stock", "orders:read"), "/customers/6281234567890/orders")
                        .status());
        assertEquals(
                1,
                api.get(key, "/customers/6281234567890/orders")
                        .json()
                        .path("items")
                        .size());
        assertEquals(
                0,
                api.get(key, "/customers/6281234567891/orders")
                        .json()
                        .path("items")
                        .size());
        assertEquals(404, api.get(key, "/customers/budi/orders").status());
    }

    @Test
    void anOwnersKeyRemovesWhatIsOverAndAnAdminsDoesNot() {
        Order order = api.order();
        String path = "/orders/" + order.id();
        assertEquals(409, api.send(key, "DELETE", path, Optional.empty()).status());
        api.post(key, path + "/cancel", "{\"reason\":\"test\"}");

        String admin = api.key("bot", "orders:write");
        assertEquals(
                "role-needed", api.send(admin, "DELETE", path, Optional.empty()).problem());
        assertEquals(204, api.send(key, "DELETE", path, Optional.empty()).status());
        assertEquals(404, api.get(key, path).status());
    }
}
