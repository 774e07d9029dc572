package io.pteroorders.bot;

import static io.pteroorders.bot.TestShop.ADMIN;
import static io.pteroorders.bot.TestShop.BUDI;
import static io.pteroorders.bot.TestShop.OWNER;
import static io.pteroorders.bot.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminCommandsTest {

    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en", "MAX_PENDING_ORDERS", "100"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0812-3456-7890",
                "+62 812 3456 7890",
                "6281234567890",
                "081234",
                "7890",
                "6281234567890@s.whatsapp.net"
            })
    void searchKnowsEveryNotationOfAPhone(String phone) {
        String budis = shop.order(BUDI, "gold");
        String sitis = shop.order(SITI, "gold");
        String found = shop.reply(ADMIN, "!order-search " + phone);
        assertTrue(found.contains(budis), found);
        assertFalse(found.contains(sitis), found);
    }

    @Test
    void searchCombinesStatusAndPackageAndPartsOfAnId() {
        String gold = shop.order(BUDI, "gold");
        String bronze = shop.order(BUDI, "bronze");
        shop.says(ADMIN, "!order-confirm " + gold);
        String pendingBronze = shop.reply(ADMIN, "!order-search pending bronze");
        assertTrue(pendingBronze.contains(bronze) && !pendingBronze.contains(gold), pendingBronze);
        assertTrue(shop.reply(ADMIN, "!order-search " + gold.substring(4, 8)).contains(gold));
    }

    @Test
    void followingThePagesMeetsEveryOrderOnce() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            ids.add(shop.order(BUDI, "gold"));
            shop.clock.advance(Duration.ofSeconds(1));
        }
        Set<String> seen = new HashSet<>();
        String next = "!orders pending 5";
        for (int pages = 0; !next.isEmpty(); pages++) {
            assertTrue(pages < 10, "pages without end");
            String reply = shop.reply(ADMIN, next);
            ids.stream().filter(id -> reply.contains(id + "\n")).forEach(id -> assertTrue(seen.add(id), id));
            next = reply.lines()
                    .filter(l -> l.startsWith("Next page: "))
                    .map(l -> l.substring(11))
                    .findFirst()
                    .orElse("");
        }
        assertEquals(Set.copyOf(ids), seen);
    }

    @Test
    void severalOrdersMoveAtOnceAndOneBadIdSpoilsNothing() {
        String first = shop.order(BUDI, "gold");
        String second = shop.order(SITI, "gold");
        String reply = shop.reply(ADMIN, "!order-confirm " + first + ", ORD-00000-00000 ," + second + " paid");
        assertEquals(3, reply.lines().count(), reply);
        assertEquals(OrderStatus.CONFIRMED, status(first));
        assertEquals(OrderStatus.CONFIRMED, status(second));
    }

    @Test
    void moreOrdersThanOneMessageCanTellAreRefusedWhole() {
        String first = shop.order(BUDI, "gold");
        String reply = shop.reply(ADMIN, "!order-confirm " + (first + ",").repeat(21));
        assertTrue(reply.contains("must be 1 to 20"), reply);
        assertEquals(OrderStatus.PENDING, status(first));
    }

    @Test
    void everyListCommandKnowsStatusesLimitsAndPages() {
        for (int i = 0; i < 3; i++) {
            shop.order(BUDI, "gold");
            shop.clock.advance(Duration.ofSeconds(1));
        }
        String last = shop.order(BUDI, "bronze");
        shop.says(ADMIN, "!order-confirm " + last);
        assertEquals(1, rows(shop.reply(BUDI, "!my-orders 1")));
        assertEquals(4, rows(shop.reply(ADMIN, "!orders pending confirmed")));
        assertEquals(3, rows(shop.reply(ADMIN, "!orders after " + last.substring(10))));
        assertEquals(2, rows(shop.reply(ADMIN, "!pending-orders 2")));
        assertTrue(shop.reply(BUDI, "!my-orders pendng").contains("!my-orders pending"));
    }

    private static long rows(String list) {
        return list.lines()
                .filter(line -> line.contains(" ORD-") && !line.startsWith("Next"))
                .count();
    }

    @Test
    void anIdMayBeTypedInAnyWay() {
        String id = shop.order(BUDI, "gold");
        String plain = id.replace("-", "");
        for (String typed : List.of(id.toLowerCase(Locale.ROOT), plain, id.replace("-", " "), id.substring(10))) {
            assertTrue(shop.reply(ADMIN, "!order-detail " + typed).contains(id), typed);
        }
    }

    @Test
    void aRefusedCompletionSavesNoServer() {
        String id = shop.order(BUDI, "gold");
        List<OutgoingMessage> sent = shop.says(ADMIN, "!order-complete " + id + " SERVER123");
        assertEquals(1, sent.size(), "nobody but the admin hears of a refusal");
        assertTrue(shop.storage.get(OrderId.of(id)).orElseThrow().serverId().isEmpty());
        assertTrue(sent.get(0).text().contains("!order-confirm " + id), "it says what can be done");
    }

    @Test
    void nobodyIsToldOfTheirOwnActionTwice() {
        TestShop twoAdmins = new TestShop(Map.of("STORE_ADMIN", "081100000002,081100000001"));
        String id = twoAdmins.order(OWNER, "gold");
        assertEquals(List.of(OWNER.text(), ADMIN.text()), receivers(twoAdmins.sent));
        twoAdmins.sent.clear();
        twoAdmins.says(ADMIN, "!order-cancel " + id + " test");
        assertEquals(List.of(ADMIN.text(), OWNER.text(), OWNER.text()), receivers(twoAdmins.sent));
    }

    private static List<String> receivers(List<OutgoingMessage> messages) {
        return messages.stream().map(OutgoingMessage::to).toList();
    }

    private OrderStatus status(String id) {
        return shop.storage.get(OrderId.of(id)).orElseThrow().status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "21", "9999", "1.5", "99999999999999"})
    void aLimitOutOfRangeIsRefused(String limit) {
        shop.order(BUDI, "gold");
        assertTrue(shop.reply(ADMIN, "!orders " + limit).contains("must be 1 to 20"));
    }

    @Test
    void aTypoInAStatusListsNothing() {
        String id = shop.order(BUDI, "gold");
        String reply = shop.reply(ADMIN, "!orders pendng");
        assertTrue(reply.contains("Did you mean pending?") && !reply.contains(id), reply);
    }

    @Test
    void ordersSinceADayBeginAtMidnightInTheStoresZone() {
        shop.clock.set(Instant.parse("2026-12-31T16:59:59Z"));
        String before = shop.order(BUDI, "gold");
        shop.clock.set(Instant.parse("2026-12-31T17:00:00Z"));
        String after = shop.order(BUDI, "gold");
        String reply = shop.reply(ADMIN, "!orders since 2027-01-01");
        assertTrue(reply.contains(after) && !reply.contains(before), reply);
    }
}
