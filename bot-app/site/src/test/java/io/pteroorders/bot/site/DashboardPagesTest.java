package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.site.TestSite.Browser;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Admins see on one page what waits for them, and lead orders on. */
class DashboardPagesTest {

    private final TestSite site = new TestSite();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        site.close();
    }

    private OrderStatus status(String id) {
        return site.shop.storage.get(OrderId.of(id)).orElseThrow().status();
    }

    @Test
    void whereNothingWaitsThePageSaysSo() {
        assertTrue(site.signedIn(ADMIN, "!dashboard").get("/dashboard").body().contains("Nothing waits."));
    }

    @Test
    void whatIsPaidWaitsForItsServer() {
        String id = site.shop.order(BUDI, "bronze 1");
        site.shop.reply(ADMIN, "!order-confirm " + id);
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String today = admin.get("/dashboard").body();
        assertTrue(today.contains("Paid, without a server yet") && today.contains(id), today);
    }

    @Test
    void anOrderIsLedThroughItsLife() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String path = "/dashboard/orders/" + id;
        admin.does(path, Map.of("do", "order-confirm", "words", "bank transfer", "once", "1"));
        assertEquals(OrderStatus.CONFIRMED, status(id));
        admin.does(path, Map.of("do", "order-process", "once", "2"));
        String page = admin.does(path, Map.of("do", "order-complete", "words", "SERVER123", "once", "3"));
        assertEquals(OrderStatus.COMPLETED, status(id));
        assertTrue(page.contains("SERVER123") && page.contains("bank transfer"), page);
        assertTrue(site.signedIn(BUDI, "!portal").get("/orders/" + id).body().contains("SERVER123"));
        assertFalse(site.signedIn(BUDI, "!portal").get("/orders/" + id).body().contains("bank transfer"));
    }

    @Test
    void twoAdminsWhoClickTheSameButtonMakeOneStep() {
        String id = site.shop.order(BUDI, "bronze 1");
        Map<String, String> form = Map.of("do", "order-confirm", "once", "same");
        site.signedIn(ADMIN, "!dashboard").does("/dashboard/orders/" + id, form);
        String second = site.signedIn(OWNER, "!dashboard").does("/dashboard/orders/" + id, form);
        assertTrue(second.contains("data-good=\"false\""), second);
        assertEquals(OrderStatus.CONFIRMED, status(id));
        assertEquals(
                2,
                site.shop
                        .storage
                        .get(OrderId.of(id))
                        .orElseThrow()
                        .statusHistory()
                        .size());
    }

    @Test
    void ordersAreFoundByStatusNumberAndPhone() {
        String budis = site.shop.order(BUDI, "bronze 1");
        String sitis = site.shop.order(SITI, "silver 1");
        site.shop.reply(ADMIN, "!order-confirm " + sitis);
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String pending = admin.get("/dashboard/orders?status=pending").body();
        assertTrue(pending.contains(budis) && !pending.contains(sitis), pending);
        String found = admin.get("/dashboard/orders?q=" + sitis.substring(4, 9)).body();
        assertTrue(found.contains(sitis) && !found.contains(budis), found);
        String byPhone = admin.get("/dashboard/orders?q=8765432").body();
        assertTrue(byPhone.contains(sitis) && !byPhone.contains(budis), byPhone);
        assertTrue(admin.get("/dashboard/orders?q=nobody").body().contains("There is no such order."));
        assertTrue(admin.get("/dashboard/orders?q=%00").body().contains("Search for four digits or more"));
    }

    @Test
    void numbersAreMasked() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String digits = BUDI.phoneDigits().orElseThrow();
        for (String path : new String[] {"/dashboard", "/dashboard/orders", "/dashboard/orders/" + id}) {
            assertFalse(admin.get(path).body().contains(digits.substring(4, 9)), path);
        }
    }

    @Test
    void whatCannotBeTakenBackNeedsASignInOfLately() {
        String id = site.shop.order(BUDI, "bronze 1");
        String path = "/dashboard/orders/" + id;
        site.shop.reply(BUDI, "!cancel " + id);
        site.shop.reply(BUDI, "YA");
        Browser owner = site.signedIn(OWNER, "!dashboard");
        site.shop.clock.advance(Duration.ofMinutes(15));
        String page = owner.does(path, Map.of("do", "order-delete", "once", "1"));
        assertTrue(page.contains("needs a sign-in of the last 15 minutes"), page);
        assertFalse(page.contains("name=\"question\""), page);
        assertTrue(site.shop.storage.get(OrderId.of(id)).isPresent());
        owner.does(path, Map.of("do", "order-note", "words", "later", "once", "3"));
        Browser again = site.signedIn(OWNER, "!dashboard");
        String asked = again.does(path, Map.of("do", "order-delete", "words", "test", "once", "4"));
        site.shop.clock.advance(Duration.ofMinutes(4));
        again.confirms(asked, "/dashboard");
        assertTrue(site.shop.storage.get(OrderId.of(id)).isEmpty());
    }

    @Test
    void aYesThatComesTooLateForItLeadsBackAndSaysSo() {
        String id = site.shop.order(BUDI, "bronze 1");
        site.shop.reply(BUDI, "!cancel " + id);
        site.shop.reply(BUDI, "YA");
        Browser owner = site.signedIn(OWNER, "!dashboard");
        String path = "/dashboard/orders/" + id;
        site.shop.clock.advance(Duration.ofMinutes(13));
        String asked = owner.does(path, Map.of("do", "order-delete", "words", "test", "once", "1"));
        site.shop.clock.advance(Duration.ofMinutes(2));
        String page = owner.confirms(asked, path);
        assertTrue(page.contains("<h1>" + id) && page.contains("needs a sign-in of the last 15 minutes"), page);
        assertTrue(site.shop.storage.get(OrderId.of(id)).isPresent());
    }

    @Test
    void figuresAndDatesAreThere() {
        site.shop.reply(ADMIN, "!order-confirm " + site.shop.order(BUDI, "bronze 1"));
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        for (String period : List.of("day", "week", "month", "all", "nonsense")) {
            String page = admin.get("/dashboard/statistics?period=" + period).body();
            assertTrue(page.contains("<dt>Orders</dt><dd>1</dd>"), page);
        }
        String month = admin.get("/dashboard/statistics").body();
        assertTrue(month.contains("<rect") && month.contains("22 Nov 2026: 1"), month);
        assertEquals(200, admin.get("/dashboard/subscriptions").statusCode());
    }

    @Test
    void whatEndsSoonIsListed() {
        String id = site.shop.order(BUDI, "bronze 1");
        site.shop.reply(ADMIN, "!order-confirm " + id);
        site.shop.reply(ADMIN, "!order-process " + id);
        site.shop.reply(ADMIN, "!order-complete " + id + " SERVER123");
        site.shop.clock.advance(Duration.ofDays(10));
        String page = site.signedIn(ADMIN, "!dashboard")
                .get("/dashboard/subscriptions")
                .body();
        assertTrue(page.contains(id) && page.contains("<strong>1</strong>"), page);
    }

    @Test
    void moneyThatIsNobodysIsBookedForAnOrder() {
        TestSite byAmount = new TestSite(Map.of("PAYMENT_METHODS", "qris-static,manual"));
        try (byAmount) {
            String id = byAmount.shop.order(BUDI, "bronze 1");
            byAmount.shop.getsMoney("{\"id\":\"m1\",\"amount\":25000,\"time\":\"2026-11-22T14:51:00Z\"}");
            Browser admin = byAmount.signedIn(ADMIN, "!dashboard");
            String today = admin.get("/dashboard").body();
            assertTrue(today.contains("Money that is nobody") && today.contains("IDR 25,000"), today);
            String done = admin.does("/dashboard/money", Map.of("number", "1", "words", id, "once", "m"));
            assertFalse(done.contains("IDR 25,000</strong> ·"), done);
            assertEquals(
                    OrderStatus.CONFIRMED,
                    byAmount.shop.storage.get(OrderId.of(id)).orElseThrow().status());
            assertEquals(
                    400,
                    admin.post("/dashboard/money", Map.of("number", "1; x")).statusCode());
        }
    }

    @Test
    void aPictureOfAPaymentIsAPictureAndNoPage() throws Exception {
        String id = site.shop.order(BUDI, "bronze 1");
        site.shop.storage.update(
                OrderId.of(id),
                order -> Outcome.done(order.withPaymentProof(site.shop.clock.instant(), "proofs/one.jpg")),
                Optional.empty());
        Path file = directory.resolve("one.jpg");
        Files.writeString(file, "<script>alert(1)</script>");
        site.proofs.put("proofs/one.jpg", file);
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        assertTrue(admin.get("/dashboard").body().contains("Proofs of payment to look at"));
        assertTrue(admin.get("/dashboard/orders/" + id).body().contains("/proof\""));
        HttpResponse<String> picture = admin.get("/dashboard/orders/" + id + "/proof");
        assertEquals("image/jpeg", picture.headers().firstValue("Content-Type").orElse(""));
        assertEquals(
                "nosniff",
                picture.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals(
                303,
                site.signedIn(BUDI, "!portal")
                        .get("/dashboard/orders/" + id + "/proof")
                        .statusCode());
        assertFalse(site.signedIn(BUDI, "!portal").get("/orders/" + id).body().contains("/proof\""));
    }

    @Test
    void whatDoesNotWorkAndHowTheShopIsSetIsShown() {
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String works = admin.get("/dashboard/shop").body();
        assertTrue(works.contains("Everything works.") && works.contains("<dt>STORE_NAME</dt>"), works);
        assertFalse(works.contains("/broadcast"), "broadcasts are an owner's");
        site.troubles.add("the panel is away");
        assertTrue(admin.get("/dashboard/shop").body().contains("the panel is away"));
    }

    @Test
    void anOwnerSeesABroadcastBeforeAnybodyGetsIt() {
        site.shop.order(BUDI, "bronze 1");
        site.shop.sendDue();
        int before = site.shop.sent.size();
        Browser owner = site.signedIn(OWNER, "!dashboard");
        int sent = site.shop.sent.size();
        String preview = owner.does(
                "/dashboard/shop/broadcast", Map.of("to", "all", "text", "Closed tomorrow.\nSee you!", "once", "b1"));
        assertTrue(preview.contains("Closed tomorrow.\nSee you!") && preview.contains("action=\"/confirm\""), preview);
        assertEquals(sent, site.shop.sent.size());
        owner.confirms(preview, "/dashboard/shop");
        site.shop.sendDue();
        assertTrue(site.shop.sent.subList(before, site.shop.sent.size()).stream()
                .anyMatch(message ->
                        message.to().equals(BUDI.text()) && message.text().contains("See you!")));
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String refused = admin.does("/dashboard/shop/broadcast", Map.of("to", "all", "text", "x", "once", "b3"));
        assertTrue(refused.contains("data-good=\"false\""), refused);
        assertEquals(
                400,
                owner.post("/dashboard/shop/broadcast", Map.of("to", "pause")).statusCode());
    }

    @Test
    void toRefuseAProofThatIsNoneAsksWhetherToCancel() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String path = "/dashboard/orders/" + id;
        String asked = admin.does(path, Map.of("do", "order-reject", "words", "fake", "once", "1"));
        admin.confirms(asked, path);
        assertEquals(OrderStatus.CANCELLED, status(id), "what was asked is what is done");
    }

    @Test
    void everyProofWaitsHoweverManyAreUnpaid() {
        for (int i = 0; i < 25; i++) {
            PersonId person = PersonId.phone("62812000000" + (10 + i));
            for (String item : List.of("bronze 1", "silver 1", "gold 1", "platinum 1", "diamond 1")) {
                site.shop.order(person, item);
            }
        }
        Order last = site.shop
                .storage
                .query(OrderQuery.newestFirst().build())
                .orders()
                .get(0);
        site.shop.storage.update(
                last.id(),
                order -> Outcome.done(order.withPaymentProof(site.shop.clock.instant(), "proofs/one.jpg")),
                Optional.empty());
        assertTrue(site.signedIn(ADMIN, "!dashboard")
                .get("/dashboard")
                .body()
                .contains(last.id().toString()));
    }
}
