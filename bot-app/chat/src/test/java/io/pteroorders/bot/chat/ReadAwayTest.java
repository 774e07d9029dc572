package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.OrderQuery;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type reads as they see it, and what they meant is found; nothing is done by guess. */
class ReadAwayTest {

    private final TestShop shop = new TestShop(Map.of("MAX_PENDING_ORDERS", "100"));

    private Order only() {
        return shop.storage.query(OrderQuery.newestFirst().build()).orders().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200E", "\u200F", "\u202A", "\u202C", "\u2068", "\u2069", "\u200B", "\u2060", "\uFEFF", "\uFE0F",
                "\u00AD"
            })
    void whatNobodySeesIsReadAwayAroundCommandsNumbersAndIds(String hidden) {
        shop.says(BUDI, hidden + "!" + hidden + "order" + hidden + " " + hidden + "bronze" + hidden + " 3" + hidden);
        Order order = only();
        assertEquals(3, order.item().durationMonths());
        String id = order.id().toString();
        assertTrue(shop.reply(BUDI, "!status " + hidden + id + hidden).contains(id));
        assertTrue(shop.reply(ADMIN, "!order-search " + hidden + "0812-3456-7890" + hidden)
                .contains(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uFF0D", "\uFE63"})
    void allDashesAreAlike(String dash) {
        String id = shop.order(BUDI, "gold");
        String typed = id.replace("-", dash);
        assertTrue(shop.reply(BUDI, "!order" + dash + "status " + typed).contains(id));
        assertTrue(shop.reply(ADMIN, "!order-search 0812" + dash + "3456" + dash + "7890")
                .contains(id));
        assertTrue(shop.reply(ADMIN, "!order-search " + typed).contains(id));
    }

    @Test
    void whatIsHiddenInsideIsShownWhenItIsQuoted() {
        String id = shop.order(BUDI, "gold");
        String typed = id.substring(0, 6) + "\u200B" + id.substring(6);
        assertTrue(shop.reply(BUDI, "!status " + typed).contains(id.substring(0, 6) + "·" + id.substring(6)));
        assertTrue(shop.reply(BUDI, "!order bronze 1\u200B2").contains("1·2"));
    }

    @ParameterizedTest
    @CsvSource({
        "satu, 1",
        "dua bulan, 2",
        "tiga bln, 3",
        "setengah tahun, 6",
        "half year, 6",
        "two months, 2",
        "satu tahun, 12",
        "sepuluh bulan, 10",
        "'3 bulan,', 3"
    })
    void durationsAreReadInWords(String typed, int months) {
        shop.says(BUDI, "!order bronze " + typed);
        assertEquals(months, only().item().durationMonths());
        assertEquals(0, only().notes().all().size());
    }

    @ParameterizedTest
    @CsvSource({
        "!order 1 bronze,        !order bronze 1",
        "!order 3 bulan gold,    !order gold 3",
        "!order bronze １,       !order bronze 1",
        "!order ｂｒｏｎｚｅ 2,  !order bronze 2"
    })
    void anOrderTheOtherWayRoundGetsTheLineToCopy(String typed, String meant) {
        String reply = shop.reply(BUDI, typed);
        assertTrue(reply.endsWith(meant), reply);
        assertEquals(0, shop.storage.count(OrderQuery.newestFirst().build()));
    }

    @Test
    void severalMistakesHaveOneExample() {
        String reply = shop.reply(BUDI, "!order kayu 13");
        assertEquals(1, reply.split("Contoh:", -1).length - 1, reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22",
                "22-11-2026",
                "22/11/2026",
                "22.11.2026",
                "hari ini",
                "today",
                "HARI INI",
                "22\u201111\u20112026"
            })
    void daysAreReadAsPeopleWriteThem(String day) {
        String id = shop.order(BUDI, "gold");
        String list = shop.reply(ADMIN, "!orders since " + day);
        assertTrue(list.contains(id), list);
        assertTrue(shop.reply(ADMIN, "!orders pending since " + day + " 5").contains(id));
        shop.clock.advance(Duration.ofDays(1));
        assertFalse(shop.reply(ADMIN, "!orders since hari ini").contains(id));
        assertTrue(shop.reply(ADMIN, "!orders since kemarin").contains(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31-02-2026", "2026-13-01", "29/29/2026", "nanti"})
    void aDayThatIsNoneIsQuotedAsItWasTyped(String day) {
        assertTrue(shop.reply(ADMIN, "!orders since " + day).contains("\"" + day + "\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promo", "owner", "btal", "diskon", "admin", "garansi", "cancle", "batl", "tolk", "berhnti", "reply",
                "balas"
            })
    void aWordThatIsNoSlipIsNoCommandToCustomers(String word) {
        assertFalse(shop.reply(BUDI, "!" + word).contains("Maksud kamu"), word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"start", "order-delet ORD-1", "order-refnd ORD-1", "brodcast all Halo", "order-cancl ORD-1"})
    void neitherIsOneThatCannotBeTakenBackToOwners(String line) {
        assertFalse(shop.reply(OWNER, "!" + line).contains("Maksud kamu"), line);
    }

    @ParameterizedTest
    @CsvSource({"oder gold, !order gold", "katalgo, !katalog", "sttus, !status", "my-order, !my-orders"})
    void aSlipGetsTheCommandThatWasMeant(String typed, String meant) {
        assertTrue(shop.reply(BUDI, "!" + typed).contains("Maksud kamu: " + meant), typed);
    }

    @ParameterizedTest
    @CsvSource({"confirm X, !order-confirm X", "process X, !order-process X", "detail X, !order-detail X"})
    void theShortNameOfAnAdminsCommandLeadsToIt(String typed, String meant) {
        assertTrue(shop.reply(ADMIN, "!" + typed).contains("Maksud kamu: " + meant), typed);
        String name = typed.substring(0, typed.indexOf(' '));
        assertTrue(shop.reply(ADMIN, "!help " + name).startsWith("*!order-" + name), name);
        assertFalse(shop.reply(BUDI, "!" + typed).contains("order-" + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!status", "!cek", "!batal", "!username steve.99", "!order-note tolong cepat ya", "!bukti"})
    void theOnlyOrderNeedsNoId(String command) {
        String id = shop.order(BUDI, "gold");
        String reply = shop.reply(BUDI, command);
        assertTrue(reply.contains(id) || command.equals("!bukti"), reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!status", "!cancel"})
    void theExampleTypedAsItStandsIsNotShownAgain(String command) {
        shop.order(BUDI, "gold");
        String reply = shop.reply(BUDI, command + " ORD-7K2QM-X0R4T");
        assertEquals(1, reply.split("ORD-7K2QM-X0R4T", -1).length - 1, reply);
        assertTrue(reply.contains("!my-orders"), reply);
    }

    @Test
    void ofSeveralOrdersOneIsPicked() {
        String gold = shop.order(BUDI, "gold");
        shop.order(BUDI, "bronze");
        assertTrue(shop.reply(BUDI, "!batal").contains("Pesanan yang mana"));
        String asked = shop.reply(BUDI, "yang gold kak");
        assertTrue(asked.contains(gold) && asked.contains("*YA*"), asked);
    }

    @ParameterizedTest
    @CsvSource({"siti, 1", "SITI, 1", "budi santoso, 1", "santoso, 1", "andi, 0", "pending siti, 1", "completed siti, 0"
    })
    void customersAreFoundByTheirNames(String typed, int found) {
        shop.receives(IncomingMessage.privately("test", "s1", TestShop.SITI, "Siti Aminah", "!order gold 1"));
        shop.receives(IncomingMessage.privately("test", "s2", BUDI, "Budi Santoso", "!order gold 1"));
        String list = shop.reply(ADMIN, "!order-search " + typed);
        assertEquals(
                found, list.lines().filter(line -> line.startsWith("⏳ ORD-")).count(), list);
    }

    @Test
    void whatIsHiddenOfAPhoneNumberIsNotFoundOutDigitByDigit() {
        shop.order(BUDI, "gold");
        String number = "62812345";
        int answers = 0;
        for (int i = 0; i < 100; i++) {
            String reply = shop.reply(ADMIN, "!order-search " + number + (i % 10));
            answers += reply.contains("Hasil pencarian") ? 1 : 0;
        }
        assertTrue(answers < 20, answers + " answers");
        assertTrue(shop.reply(ADMIN, "!order-search 0812-3456-7890").contains("ORD-"));
        assertTrue(shop.reply(OWNER, "!order-search 628123").contains("ORD-"));
    }

    @Test
    void anAdminReadsNumbersOfOthersMaskedEverywhereAndTheOwnerReferences() {
        shop.says(BUDI, "!order gold 1 sudah tf BCA 1234567890 dari 0812-3456-7890");
        String id = only().id().toString();
        for (String command : new String[] {"!order-status ", "!order-detail "}) {
            assertFalse(shop.reply(ADMIN, command + id).contains("1234567890"), command);
        }
        String detail = shop.reply(OWNER, "!order-detail " + id);
        assertTrue(detail.contains("1234567890") && !detail.contains("3456-7890"), detail);
        assertTrue(shop.reply(BUDI, "!order-status " + id).contains("1234567890"));
        assertEquals(OrderId.of(id), only().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"budi_gaming_99@gmail.com", "https://x.id/a_b_c?d*e", "a__b", "snake_case_name"})
    void whatMarksNothingUpReachesPeopleUnchanged(String text) {
        String reply = shop.reply(BUDI, "!order gold 1 " + text);
        assertTrue(reply.contains(text), reply);
        assertTrue(shop.reply(ADMIN, "!order-detail " + only().id()).contains(text));
    }
}
