package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.site.TestSite.Browser;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Admins see on one page what waits for them, and lead orders on. */
class DashboardPagesTest {

    private final TestSite site = new TestSite();

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
        assertTrue(admin.get("/dashboard/orders?q=%00").body().contains("There is no such order."));
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
    void whatCannotBeTakenBackAsksFirst() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String path = "/dashboard/orders/" + id;
        String page = admin.does(path, Map.of("do", "order-cancel", "words", "sold out", "once", "1"));
        if (page.contains("action=\"/confirm\"")) {
            admin.does("/confirm", Map.of("once", "2", "back", path));
        }
        assertEquals(OrderStatus.CANCELLED, status(id));
    }
}
