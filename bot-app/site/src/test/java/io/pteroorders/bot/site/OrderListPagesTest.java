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
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.Receipt;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Admins find orders as in the chat, and lead several on at once. */
class OrderListPagesTest {

    private static final String PATH = "/dashboard/orders";

    private final TestSite site = new TestSite();

    @AfterEach
    void close() {
        site.close();
    }

    private OrderStatus status(String id) {
        return site.shop.storage.get(OrderId.of(id)).orElseThrow().status();
    }

    private static boolean shows(String page, String id) {
        return page.contains("<a href=\"" + PATH + "/" + id + "\"");
    }

    @Test
    void ordersAreFilteredByStatusPackageAndDays() {
        String bronze = site.shop.order(BUDI, "bronze 1");
        site.shop.clock.advance(Duration.ofDays(2));
        String silver = site.shop.order(SITI, "silver 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        for (String wanted : List.of("package=bronze", "to=2026-11-23", "from=2026-11-22&to=2026-11-22", "q=budi")) {
            String page = admin.get(PATH + "?" + wanted).body();
            assertTrue(shows(page, bronze) && !shows(page, silver), wanted);
        }
        String later =
                admin.get(PATH + "?from=2026-11-24&package=&status=pending").body();
        assertTrue(shows(later, silver) && !shows(later, bronze), later);
        assertTrue(later.contains("name=\"from\" value=\"2026-11-24\""), "what was chosen stays chosen");
        assertTrue(shows(admin.get(PATH + "?from=yesterday").body(), bronze), "what is no day is no filter");
    }

    @Test
    void aLongListGoesOnWithTheSameFilters() {
        for (int i = 0; i < 31; i++) {
            site.shop.order(i % 2 == 0 ? BUDI : SITI, "bronze 1");
            site.shop.reply(ADMIN, "!order-cancel " + newest());
            site.shop.clock.advance(Duration.ofMinutes(3));
        }
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String page = admin.get(PATH + "?status=cancelled&package=bronze").body();
        String next = page.replaceAll("(?s).*<a href=\"([^\"]*after=[^\"]*)\">Next</a>.*", "$1")
                .replace("&amp;", "&");
        assertTrue(next.contains("status=cancelled&package=bronze"), next);
        String rest = admin.get(next).body();
        assertEquals(2, rest.split("name=\"order\"", -1).length, rest);
    }

    private OrderId newest() {
        return site.shop
                .storage
                .query(OrderQuery.newestFirst().build())
                .orders()
                .get(0)
                .id();
    }

    @Test
    void whatIsHiddenOfANumberCannotBeFoundOutByManySearches() {
        site.shop.order(BUDI, "bronze 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        for (int i = 0; i < 15; i++) {
            admin.get(PATH + "?q=" + (1000 + i));
        }
        assertTrue(admin.get(PATH + "?q=7890").body().contains("too many parts of phone numbers"));
        assertTrue(
                admin.get("/dashboard/customers?q=7890").body().contains("too many parts of phone numbers"),
                "customers are searched by the same count");
        assertTrue(site.shop.reply(ADMIN, "!order-search 7890").contains("too many searches"), "and so is the chat");
    }

    @Test
    void severalAreLedOnAfterOneQuestionAndEachSaysWhatCameOfIt() {
        String first = site.shop.order(BUDI, "bronze 1");
        String second = site.shop.order(SITI, "silver 1");
        site.shop.reply(ADMIN, "!order-confirm " + second);
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String asked = admin.doesWithAll(
                PATH, Map.of("do", "order-confirm", "words", "by bank"), "order", List.of(first, second));
        assertEquals(OrderStatus.PENDING, status(first), "it asks first");
        assertTrue(asked.contains(first + "\n" + second), asked);
        String done = admin.confirms(asked, PATH);
        assertEquals(OrderStatus.CONFIRMED, status(first));
        assertTrue(done.contains("data-good=\"false\""), "not all of it was done: " + done);
        String said = done.substring(done.indexOf("data-good"), done.indexOf("<h1>"));
        assertEquals(
                2, said.strip().lines().filter(line -> line.contains("ORD-")).count(), "a line for each: " + said);
        assertTrue(said.contains(first + ": confirmed") && said.contains(second), said);
        assertEquals(
                List.of("order-confirm " + first + " done", "order-confirm " + second + " refused"),
                site.audit.stream()
                        .skip(site.audit.size() - 3L)
                        .limit(2)
                        .map(entry -> entry.command() + " " + entry.order().orElse("") + " "
                                + entry.result().word())
                        .toList());
    }

    @Test
    void theQuestionStandsForThoseOfTheCommands() {
        String first = site.shop.order(BUDI, "bronze 1");
        String second = site.shop.order(SITI, "silver 1");
        site.shop.reply(ADMIN, "!order-confirm " + first + "," + second);
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String asked = admin.doesWithAll(PATH, Map.of("do", "order-cancel"), "order", List.of(first, second));
        admin.confirms(asked, PATH);
        assertEquals(List.of(OrderStatus.CANCELLED, OrderStatus.CANCELLED), List.of(status(first), status(second)));
    }

    @Test
    void whatCannotBeTakenBackNeedsASignInOfLatelyAndAnOwner() {
        String first = site.shop.order(BUDI, "bronze 1");
        String second = site.shop.order(SITI, "silver 1");
        site.shop.reply(ADMIN, "!order-cancel " + first + "," + second);
        Browser owner = site.signedIn(OWNER, "!dashboard");
        site.shop.clock.advance(Duration.ofMinutes(15));
        String late = owner.doesWithAll(PATH, Map.of("do", "order-delete"), "order", List.of(first, second));
        assertTrue(
                late.contains("needs a sign-in of the last 15 minutes") && !late.contains("name=\"question\""), late);
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        assertFalse(admin.get(PATH).body().contains("order-delete"));
        assertEquals(
                400,
                admin.post(PATH, Map.of("do", "order-delete", "order", first)).statusCode());
    }

    @Test
    void atLeastOneAndAtMostFiftyAreLedOnAtOnce() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser admin = site.signedIn(ADMIN, "!dashboard");
        String none = admin.doesWithAll(PATH, Map.of("do", "order-confirm"), "order", List.of());
        assertTrue(none.contains("at most 50 at once"), none);
        String twice = admin.doesWithAll(PATH, Map.of("do", "order-confirm"), "order", Collections.nCopies(51, id));
        assertTrue(twice.contains("(1)"), "one that is ticked twice is one: " + twice);
        List<String> many =
                IntStream.range(10, 61).mapToObj(i -> "ORD-AAA" + i + "-BBBBB").toList();
        assertTrue(admin.doesWithAll(PATH, Map.of("do", "order-confirm"), "order", many)
                .contains("at most 50 at once"));
        assertTrue(admin.get(PATH + "?ticked=on").body().contains("name=\"order\" value=\"" + id + "\" checked"));
    }

    @Test
    void onlyWhatAnOrdersStatusAllowsIsOffered() {
        String id = site.shop.order(BUDI, "bronze 1");
        Browser owner = site.signedIn(OWNER, "!dashboard");
        String path = PATH + "/" + id;
        assertFalse(owner.get(path).body().contains("order-delete"), "only a cancelled order can go");
        site.shop.reply(ADMIN, "!order-confirm " + id);
        site.shop.reply(ADMIN, "!order-cancel " + id);
        site.shop.reply(ADMIN, "yes");
        String cancelled = owner.get(path).body();
        assertTrue(cancelled.contains("order-delete") && cancelled.contains("order-refund"), cancelled);
        assertFalse(cancelled.contains("order-confirm"), cancelled);
    }

    @Test
    void oneOrderSaysWhatPeopleWereToldOfIt() {
        String id = site.shop.order(BUDI, "bronze 1");
        site.shop.reply(ADMIN, "!order-confirm " + id);
        String page = site.signedIn(ADMIN, "!dashboard").get(PATH + "/" + id).body();
        assertTrue(page.contains("Payment confirmed") && page.contains("class=\"tick sent\""), page);
        site.shop.receipt = Optional.of(Receipt.READ);
        assertTrue(
                site.signedIn(ADMIN, "!dashboard").get(PATH + "/" + id).body().contains("class=\"tick read\""));
    }
}
