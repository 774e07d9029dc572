package io.pteroorders.bot.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.api.TestApi.Reply;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is paid until a day is seen and changed as in chat, and its customer hears of it. */
class SubscriptionsApiTest {

    private static final Actor ADMIN = Actor.admin(PersonId.phone("6281100000001"));

    private final TestApi api = new TestApi();
    private final String key = api.master();

    @AfterEach
    void close() {
        api.close();
    }

    /** A server of Budi's, paid for a month. */
    private Order server() {
        return server("bronze");
    }

    private Order server(String packageType) {
        Order order = api.order(packageType);
        api.service.confirm(ADMIN, new ChangeStatus(order.id(), ""));
        api.service.process(ADMIN, new ChangeStatus(order.id(), ""));
        return api.service
                .complete(ADMIN, new CompleteOrder(order.id(), "srv-1", ""))
                .get();
    }

    private Reply post(Order order, String what, String body) {
        return api.post(key, "/subscriptions/" + order.id() + "/" + what, body);
    }

    private List<String> told() {
        api.sent.clear();
        api.outbox.finishDue();
        return api.sent.stream().map(OutgoingMessage::template).toList();
    }

    @Test
    void aSubscriptionIsSeenWithItsTerms() {
        Order order = server();
        Reply seen = api.get(key, "/subscriptions/" + order.id());

        assertEquals("active", seen.text("state"));
        assertEquals("2026-12-30", seen.text("paidUntil"));
        assertEquals("bronze", seen.json().at("/terms/0/packageType").asString());
        assertEquals("IDR", seen.json().at("/terms/0/currency").asString());
    }

    @Test
    void whatIsNotThereYetIsNoSubscription() {
        Reply refused = api.get(key, "/subscriptions/" + api.order().id());
        assertEquals(409, refused.status());
        assertEquals("not-there", refused.text("why"));
    }

    @Test
    void itIsRenewedByAnOrderToPay() {
        Order order = server();
        Reply renewal = post(order, "renew", "{\"months\":2}");

        assertEquals(200, renewal.status(), renewal.json().toString());
        assertEquals(order.id().toString(), renewal.text("renews"));
        assertEquals("pending", renewal.text("status"));
        assertEquals(422, post(order, "renew", "{\"months\":13}").status());
    }

    @Test
    void daysAreGivenAndTheCustomerIsTold() {
        Order order = server();
        told();
        Reply given = post(order, "gift", "{\"days\":3,\"notes\":\"sorry\"}");

        assertEquals("2027-01-02", given.text("paidUntil"));
        assertEquals(List.of("paid-until-customer"), told());
        assertEquals(422, post(order, "gift", "{}").status());
        assertEquals(422, post(order, "gift", "{\"days\":0}").status());
    }

    @Test
    void noDayIsShownThatOtherProgramsCannotRead() {
        Order order = server();
        post(order, "paid-until", "{\"day\":\"9999-12-31\"}");

        assertEquals("9999-12-31", post(order, "gift", "{\"days\":366}").text("paidUntil"));
        assertEquals(200, api.get(key, "/subscriptions").status());
    }

    @Test
    void theSameRequestTellsOnce() {
        Order order = server();
        told();
        for (int i = 0; i < 2; i++) {
            api.post(key, "/subscriptions/" + order.id() + "/gift", "{\"days\":3}", "Idempotency-Key", "g");
        }
        assertEquals(List.of("paid-until-customer"), told());
        assertEquals("2027-01-02", api.get(key, "/subscriptions/" + order.id()).text("paidUntil"));
    }

    @Test
    void aServerIsStoppedAndRunsAgain() {
        Order order = server();
        told();
        Reply stopped = post(order, "suspend", "{\"reason\":\"abuse\",\"notes\":\"mining\"}");
        assertEquals("suspended", stopped.text("state"));
        assertEquals("abuse", stopped.json().at("/reasons/0/reason").asString());
        assertEquals(List.of("server-stopped-customer"), told());

        assertEquals("active", post(order, "unsuspend", "{}").text("state"));
        assertEquals(List.of("server-resumed-customer"), told());
        assertEquals("not-stopped", post(order, "unsuspend", "{}").text("why"));
    }

    @Test
    void itIsPausedHeldAndNotRenewed() {
        Order order = server();
        assertEquals("suspended", post(order, "pause", "{}").text("state"));
        assertEquals("active", post(order, "unpause", "{}").text("state"));
        assertEquals(
                "2026-12-31", post(order, "hold", "{\"until\":\"2026-12-31\"}").text("heldUntil"));
        assertEquals("false", post(order, "renewing", "{\"renewing\":false}").text("renewing"));
        assertEquals(
                "2027-02-01",
                post(order, "paid-until", "{\"day\":\"2027-02-01\"}").text("paidUntil"));
        assertEquals(409, post(order, "suspend", "{\"reason\":\"billing\"}").status());
    }

    @Test
    void anotherPackageComesNowOrWithTheNextRenewal() {
        Order order = server();
        Reply later = post(order, "change-package-at-renewal", "{\"packageType\":\"gold\"}");
        assertEquals("gold", later.text("changing"), later.json().toString());
        assertEquals(
                "pending",
                post(order, "change-package", "{\"packageType\":\"gold\"}").text("status"));
        assertTrue(post(order, "change-package", "{\"packageType\":\"wood\"}").status() >= 409);
    }

    @Test
    void aCheaperPackageComesAtOnceAndWhatIsLeftIsOwed() {
        Order order = server("silver");
        assertEquals(409, post(order, "downgrade", "{\"packageType\":\"gold\"}").status());
        Reply cheaper = post(order, "downgrade", "{\"packageType\":\"bronze\"}");
        assertEquals("confirmed", cheaper.text("status"), cheaper.json().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hold|{}|until",
                "hold|{\"until\":\"soon\"}|until",
                "paid-until|{\"day\":\"1969-01-01\"}|day",
                "renewing|{}|renewing",
                "suspend|{\"reason\":\"mood\"}|reason",
                "renew|{\"months\":\"two\"}|months",
                "change-package|{}|packageType",
                "change-package-at-renewal|{\"packageType\":7}|packageType",
                "pause|{\"days\":1}|days",
            })
    void whatMeansNothingIsRefused(String what, String body, String field) {
        Reply refused = post(server(), what, body);
        assertEquals(422, refused.status());
        assertEquals(field, refused.json().at("/violations/0/field").asString());
    }

    @Test
    void aListGoesOnWhereItEndedAndIsFiltered() {
        for (int i = 0; i < 5; i++) {
            api.clock.advance(Duration.ofDays(1));
            server();
        }
        List<String> met = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = api.get(key, "/subscriptions?limit=2" + cursor);
            page.json()
                    .path("items")
                    .forEach(item -> met.add(item.path("paidUntil").asString()));
            cursor = page.text("next").isEmpty() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());
        assertEquals(met.stream().distinct().sorted().toList(), met);
        assertEquals(5, met.size());

        assertEquals(
                5,
                api.get(key, "/subscriptions?state=active").json().path("items").size());
        assertEquals(
                0,
                api.get(key, "/subscriptions?state=overdue")
                        .json()
                        .path("items")
                        .size());
        assertEquals(
                1,
                api.get(key, "/subscriptions?endingBy=2027-01-01")
                        .json()
                        .path("items")
                        .size());
        assertEquals(422, api.get(key, "/subscriptions?cursor=x").status());
    }
}
