package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void digitsMayBeOfAnIdToo() {
        insert("ORD-AB123-45CDE", "6281200000000", 1);
        insert("ORD-ABCDE-FGHJK", "6281212345000", 2);
        insert("ORD-ABCDE-FGHJM", "6281200012345", 3);
        assertFound("!order-search 12345", "ORD-ABCDE-FGHJM");
        assertFound("!order-search 123", "ORD-AB123-45CDE");
        assertFound("!order-search 0812", "ORD-ABCDE-FGHJM", "ORD-ABCDE-FGHJK", "ORD-AB123-45CDE");
        insert("ORD-12345-FGHJN", "6281200000000", 4);
        assertFound("!order-search 12345", "ORD-12345-FGHJN", "ORD-ABCDE-FGHJM");
        assertFound("!order-search confirmed 12345");
    }

    @Test
    void theNextPageOfDigitsGoesOnWhereTheFirstEnded() {
        for (int i = 0; i < 12; i++) {
            insert("ORD-777" + (10 + i) + "-ABCDE", "62812000077" + (70 + i % 2 * 7), i);
        }
        List<String> first = ids(shop.reply(ADMIN, "!order-search 7777"));
        assertEquals(6, first.size());
        List<String> both = ids(shop.reply(ADMIN, "!order-search 777"));
        assertEquals(10, both.size());
        assertEquals(
                2,
                ids(shop.reply(ADMIN, "!order-search 777 after " + both.get(9))).size());
    }

    private void insert(String id, String phone, int minute) {
        Order order = Order.create(
                OrderId.of(id),
                Fixtures.customer("", phone),
                Fixtures.anOrder(1).pending().item(),
                "system",
                Fixtures.NOON.plusSeconds(60L * minute));
        shop.storage.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty());
    }

    private void assertFound(String search, String... ids) {
        assertEquals(List.of(ids), ids(shop.reply(ADMIN, search)));
    }

    private static List<String> ids(String list) {
        return list.lines()
                .filter(line -> line.startsWith("⏳ "))
                .map(line -> line.substring(2))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "dikonfirmasi,1",
        "DIKONFIRMASI,1",
        "confirmed,1",
        "pending,1",
        "diproses,0",
        "selesai,0",
        "dibatalkan,0"
    })
    void statusesAreUnderstoodInBothLanguages(String word, int found) {
        String confirmed = shop.order(BUDI, "gold");
        shop.order(SITI, "gold");
        shop.says(ADMIN, "!order-confirm " + confirmed);
        assertEquals(found, rows(shop.reply(ADMIN, "!orders " + word)));
        assertEquals(found, rows(shop.reply(ADMIN, "!order-search gold " + word)));
    }

    @Test
    void aTypoInAnIndonesianStatusIsSuggested() {
        assertTrue(shop.reply(ADMIN, "!orders dikonfirmas").contains("Did you mean dikonfirmasi?"));
    }

    @Test
    void idsWithoutCommasAreAskedAbout() {
        String first = shop.order(BUDI, "gold");
        String second = shop.order(SITI, "gold");
        String line = "!order-confirm " + first + " " + second.toLowerCase(Locale.ROOT) + " BCA";
        assertTrue(shop.reply(ADMIN, line).contains("Move to *confirmed*?"));
        assertEquals(OrderStatus.PENDING, status(first));
        shop.says(ADMIN, "no");
        shop.says(ADMIN, line);
        assertEquals(2, shop.reply(ADMIN, "yes").lines().count());
        assertEquals(OrderStatus.CONFIRMED, status(first));
        assertEquals(OrderStatus.CONFIRMED, status(second));
        assertEquals(
                "BCA",
                shop.storage.get(OrderId.of(second)).orElseThrow().lastChange().notes());
    }

    @Test
    void anAdminsCancelOfACustomersOrderIsTheShops() {
        String id = shop.order(BUDI, "gold");
        List<OutgoingMessage> sent = shop.says(ADMIN, "!cancel " + id + " out of stock");
        assertEquals(OrderStatus.CANCELLED, status(id));
        assertTrue(sent.get(0).text().contains("*cancelled*"));
        assertTrue(sent.stream()
                .anyMatch(m -> m.to().equals(BUDI.text()) && m.text().contains("out of stock")));
        String own = shop.order(ADMIN, "gold");
        assertTrue(shop.reply(ADMIN, "!cancel " + own).contains("Reply *YES*"));
    }

    @Test
    void notesThatDoNotFitAreCounted() {
        String id = shop.order(BUDI, "gold");
        for (int i = 1; i <= 5; i++) {
            shop.says(BUDI, "!order-note " + id + " wish " + i);
            shop.says(ADMIN, "!order-note " + id + " hint " + i);
        }
        String detail = shop.reply(ADMIN, "!order-detail " + id);
        assertTrue(detail.contains("📝 Customer: +2 earlier\n📝 Customer: wish 3\n"), detail);
        assertTrue(detail.contains("🔒 +2 earlier\n🔒 admin 6281****002: hint 3\n"), detail);
        assertTrue(shop.reply(BUDI, "!order-status " + id).contains("📝 +2 earlier\n📝 wish 3\n"));
    }

    @ParameterizedTest
    @CsvSource({"DELIVERED, delivered", "READ, read", "FAILED, 'sent, but not delivered'"})
    void whatBecameOfAMessageIsShownAsFarAsItIsKnown(Receipt receipt, String words) {
        String id = shop.order(BUDI, "gold");
        shop.says(ADMIN, "!order-confirm " + id);
        assertTrue(shop.reply(ADMIN, "!order-detail " + id).contains("📨 customer: sent\n"));
        shop.receipt = Optional.of(receipt);
        assertTrue(shop.reply(ADMIN, "!order-detail " + id).contains("📨 customer: " + words + "\n"));
    }

    @Test
    void onlyAnOwnerIsToldAFullNumberAndOnlyByOneCommand() {
        String id = shop.order(BUDI, "gold");
        String contact = shop.reply(OWNER, "!order-contact " + id);
        assertTrue(contact.contains("+6281234567890") && contact.contains("wa.me/6281234567890"), contact);
        assertTrue(shop.reply(ADMIN, "!order-contact " + id).contains("do not know"));
        assertTrue(shop.reply(BUDI, "!order-contact " + id).contains("do not know"));
    }

    @Test
    void anOwnerDeletesACancelledOrderAfterAYes() {
        String id = shop.order(BUDI, "gold");
        assertTrue(shop.reply(OWNER, "!order-delete " + id).contains("only possible while it is cancelled"));
        shop.says(ADMIN, "!order-cancel " + id);
        assertTrue(shop.reply(ADMIN, "!order-delete " + id).contains("do not know"));
        shop.says(OWNER, "!order-delete " + id);
        assertTrue(shop.storage.get(OrderId.of(id)).isPresent());
        assertTrue(shop.reply(OWNER, "YES").contains("deleted"));
        assertTrue(shop.storage.get(OrderId.of(id)).isEmpty());
        assertTrue(shop.reply(BUDI, "!order-status " + id).contains("There is no order"));
    }

    @Test
    void anIdWithASlipIsSuggested() {
        String id = shop.order(BUDI, "gold");
        String end = id.substring(10, 14) + (id.endsWith("Z") ? "Y" : "Z");
        assertTrue(shop.reply(ADMIN, "!order-detail " + end).contains("Perhaps you mean: " + id));
        assertTrue(shop.reply(BUDI, "!status " + end).contains("Perhaps you mean: " + id));
        assertFalse(shop.reply(SITI, "!status " + end).contains(id));
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

    @Test
    void whatWasToBeReplacedInACommandToCopyIsNotTaken() {
        String id = shop.order(BUDI, "gold");
        shop.says(ADMIN, "!order-confirm " + id);
        shop.says(ADMIN, "!order-process " + id);
        shop.says(ADMIN, "!order-complete " + id + " id-server");
        assertEquals(
                OrderStatus.PROCESSING,
                shop.storage.get(OrderId.of(id)).orElseThrow().status());
        shop.says(ADMIN, "!order-cancel " + id + " alasan");
        shop.says(ADMIN, "yes");
        Order cancelled = shop.storage.get(OrderId.of(id)).orElseThrow();
        assertEquals(OrderStatus.CANCELLED, cancelled.status());
        assertFalse(
                cancelled.lastChange().notes().contains("alasan"),
                cancelled.lastChange().notes());
    }

    @Test
    void whoPaidIsToldOfTheMoneyWhenTheOrderIsCancelled() {
        String unpaid = shop.order(BUDI, "gold");
        String paid = shop.order(SITI, "gold");
        shop.says(ADMIN, "!order-confirm " + paid);
        assertFalse(toldOfCancelling(unpaid).contains("payment of IDR 85,000 had arrived"));
        assertTrue(toldOfCancelling(paid).contains("payment of IDR 85,000 had arrived"));
    }

    private String toldOfCancelling(String id) {
        return Stream.of("!order-cancel " + id, "yes")
                .flatMap(text -> shop.says(ADMIN, text).stream())
                .filter(message -> message.template().equals("order-cancelled-customer"))
                .map(OutgoingMessage::text)
                .collect(Collectors.joining());
    }

    @Test
    void moneyIsToldByTheDayItMovedAndTheRestByTheDayOfTheOrder() {
        String id = shop.order(BUDI, "gold");
        shop.clock.advance(Duration.ofDays(1));
        shop.says(ADMIN, "!order-confirm " + id);
        shop.says(ADMIN, "!order-process " + id);
        shop.says(ADMIN, "!order-complete " + id + " srv-1");
        assertMoney("85,000", "Handed over IDR 85,000, refunded IDR 0");
        shop.clock.advance(Duration.ofDays(1));
        shop.says(ADMIN, "!order-refund " + id);
        shop.says(ADMIN, "yes");
        assertMoney("-85,000", "Handed over IDR 0, refunded IDR 85,000");
        assertTrue(shop.reply(ADMIN, "!order-stats").contains("*Revenue*: IDR 0"));
    }

    /** One figure, and what it is made of. */
    private void assertMoney(String revenue, String parts) {
        String figures = shop.reply(ADMIN, "!order-stats day");
        assertTrue(figures.contains("*Revenue*: IDR " + revenue), figures);
        assertTrue(figures.contains(parts), figures);
        assertEquals(1, figures.split("Revenue", -1).length - 1, figures);
    }

    @Test
    void threeDigitsAreTooFewForASearchAndThePeriodsHaveTwoNames() {
        shop.order(BUDI, "gold");
        assertTrue(shop.reply(ADMIN, "!order-search 890").contains("890"));
        assertFalse(shop.reply(ADMIN, "!order-search 890").contains("none"));
        assertEquals(shop.reply(ADMIN, "!stats week"), shop.reply(ADMIN, "!stats minggu"));
    }
}
