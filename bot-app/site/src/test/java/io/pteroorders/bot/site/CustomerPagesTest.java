package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.site.TestSite.Browser;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Admins see on one page all that concerns a customer, and customers what concerns themselves. */
class CustomerPagesTest {

    private static final String PATH = "/dashboard/customers";

    private final TestSite site = new TestSite();

    @AfterEach
    void close() {
        site.close();
    }

    private String completed() {
        String id = site.shop.order(BUDI, "bronze 1");
        site.shop.reply(ADMIN, "!order-confirm " + id);
        site.shop.reply(ADMIN, "!order-process " + id);
        site.shop.reply(ADMIN, "!order-complete " + id + " SERVER123");
        return id;
    }

    @Test
    void customersAreFoundByNameAndNumberAndEachIsListedOnce() {
        site.shop.order(BUDI, "bronze 1");
        site.shop.order(BUDI, "silver 1");
        site.shop.order(SITI, "bronze 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String all = admin.get(PATH).body();
        assertEquals(2, all.split(">Budi<", -1).length, all);
        for (String sought : new String[] {"siti", "8765432", "0812-9876-5432"}) {
            String found = admin.get(PATH + "?q=" + sought).body();
            assertTrue(found.contains(">Siti<") && !found.contains(">Budi<"), sought);
        }
        assertTrue(admin.get(PATH + "?q=nobody").body().contains("There is no such customer."));
    }

    @Test
    void onePageHasAllThatConcernsACustomer() {
        String id = completed();
        site.shop.reply(BUDI, "!lang id");
        site.shop.reply(BUDI, "STOP");
        site.shop.says(BUDI, "admin");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String page = admin.get(PATH + "/" + id).body();
        for (String part : new String[] {
            "<h1>Budi</h1>",
            "Bahasa Indonesia",
            "wants none",
            "IDR 25,000",
            "active",
            "Server ready",
            "waits for an answer"
        }) {
            assertTrue(page.contains(part), part + " is missing in " + page);
        }
        site.shop.says(ADMIN, "!reply #1 on my way");
        String answered = admin.get(PATH + "/" + id).body();
        assertTrue(answered.contains("<dd>answered</dd>") && answered.contains("Answer of an admin"), answered);
        assertEquals(404, admin.get(PATH + "/ORD-AAAAA-BBBBB").statusCode());
    }

    @Test
    void noNumberStandsInAddressesOrIsShownInFull() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String digits = BUDI.phoneDigits().orElseThrow();
        for (String path : new String[] {PATH, PATH + "/" + id}) {
            assertFalse(admin.get(path).body().contains(digits.substring(4, 9)), path);
        }
    }

    @Test
    void eachLookIsKeptAndOneThatNobodySeesIsNot() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        int before = site.audit.size();
        admin.get(PATH + "/" + id);
        assertEquals("web customer", site.audit.get(before).command());
        assertEquals(id, site.audit.get(before).order().orElseThrow());
        for (String path : new String[] {PATH, PATH + "/" + id, "/dashboard/subscriptions", "/dashboard"}) {
            assertEquals(200, admin.head(path), path);
            admin.glance(path);
        }
        assertEquals(before + 1, site.audit.size());
    }

    @Test
    void aCustomerSeesTheirServersAndLeadsThemOn() {
        assertTrue(site.signedIn(BUDI, "!portal").get("/servers").body().contains("no server yet"));
        String id = completed();
        String page = site.signedIn(BUDI, "!portal").get("/servers").body();
        assertTrue(page.contains("22 Dec 2026") && page.contains("active"), page);
        assertTrue(page.contains("action=\"/orders/" + id + "\"") && page.contains("perpanjang"), page);
        assertFalse(site.signedIn(SITI, "!portal").get("/servers").body().contains(id));
    }

    @Test
    void aCustomerSeesWhatTheShopWroteToThem() {
        assertTrue(site.signedIn(SITI, "!portal").get("/messages").body().contains("Nothing that is remembered"));
        String id = completed();
        String page = site.signedIn(BUDI, "!portal").get("/messages").body();
        assertTrue(page.contains("Server ready") && page.contains("href=\"/orders/" + id + "\""), page);
        assertTrue(page.indexOf("Server ready") < page.indexOf("Payment confirmed"), "the newest is first");
        assertFalse(site.signedIn(SITI, "!portal").get("/messages").body().contains(id));
        assertEquals(303, site.browser().get("/messages").statusCode());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyMessageHasATitle(Language language) {
        Texts texts = Texts.load(List.of(PageText.class), Optional.empty());
        for (NotificationText text : NotificationText.values()) {
            assertFalse(texts.word("page.message." + text.file(), language).isBlank(), text.file());
        }
    }

    @Test
    void theCalendarShowsWhatEndsOnWhichDay() {
        String id = completed();
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String now = admin.get("/dashboard/subscriptions").body();
        assertTrue(now.contains("<h2>Nov 2026</h2>") && !now.contains(id), now);
        String december = admin.get("/dashboard/subscriptions?month=2026-12").body();
        String day = december.substring(december.indexOf("<span class=\"full\">22 Dec 2026</span>"));
        assertTrue(day.substring(0, day.indexOf("23 Dec 2026")).contains(id), december);
        for (String month : new String[] {"2026-13", "none", "9999-12"}) {
            assertTrue(
                    admin.get("/dashboard/subscriptions?month=" + month).body().contains("<h2>Nov 2026</h2>"));
        }
        site.shop.clock.advance(Duration.ofDays(32));
        String late = site.signedIn(ADMIN, "!dashboard")
                .get("/dashboard/subscriptions")
                .body();
        assertTrue(late.contains("Not paid on") && late.contains(id), late);
    }
}
