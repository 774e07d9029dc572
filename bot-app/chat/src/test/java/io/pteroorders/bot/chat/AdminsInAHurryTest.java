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
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What admins type is short, and in the words of their language. */
class AdminsInAHurryTest {

    private final TestShop shop = TestShop.keepingPictures(Map.of());

    private Order order(String id) {
        return shop.storage.get(OrderId.of(id)).orElseThrow();
    }

    private String inStatus(OrderStatus status) {
        String id = shop.order(BUDI, "gold");
        if (status != OrderStatus.PENDING) {
            shop.says(ADMIN, "!order-confirm " + id);
        }
        if (status == OrderStatus.PROCESSING) {
            shop.says(ADMIN, "!order-process " + id);
        }
        return id;
    }

    private static String end(String id) {
        return id.substring(id.length() - 5).toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, acc, CONFIRMED",
        "PENDING, ACC, CONFIRMED",
        "PENDING, lunas, CONFIRMED",
        "CONFIRMED, proses, PROCESSING"
    })
    void aShortWordActsAtOnce(OrderStatus from, String word, OrderStatus to) {
        String id = inStatus(from);
        String reply = shop.reply(ADMIN, "!" + word + " " + end(id));
        assertFalse(reply.contains("*YA*"), reply);
        assertEquals(to, order(id).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"!acc ID ?", "!lunas ID?", "!proses ID ?"})
    void aQuestionMarkAsksFirst(String typed) {
        String id = inStatus(typed.contains("proses") ? OrderStatus.CONFIRMED : OrderStatus.PENDING);
        OrderStatus before = order(id).status();
        assertTrue(shop.reply(ADMIN, typed.replace("ID", id)).contains("*YA*"), typed);
        assertEquals(before, order(id).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "selesai", "jadi"})
    void doneHandsTheServerOver(String word) {
        String id = inStatus(OrderStatus.PROCESSING);
        assertTrue(shop.reply(ADMIN, "!" + word + " " + id).contains("!order-complete [id] [id-server]"));
        assertEquals(OrderStatus.PROCESSING, order(id).status());
        shop.says(ADMIN, "!" + word + " " + end(id) + " srv-77");
        assertEquals(OrderStatus.COMPLETED, order(id).status());
        assertEquals(Optional.of("srv-77"), order(id).serverId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"acc", "lunas", "proses", "done", "selesai", "jadi", "tolak", "cari", "rekap", "pending"})
    void toACustomerTheWordsOfAdminsAreNoCommands(String word) {
        String id = inStatus(OrderStatus.PENDING);
        String reply = shop.reply(BUDI, "!" + word + " " + id);
        assertTrue(reply.contains("tidak dikenal") && !reply.contains("Maksud kamu"), reply);
        assertEquals(OrderStatus.PENDING, order(id).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"acc", "acc zzzz", "proses", "done", "tolak"})
    void withoutAnOrderNothingHappens(String line) {
        String id = inStatus(OrderStatus.PENDING);
        shop.says(ADMIN, "!" + line);
        assertEquals(OrderStatus.PENDING, order(id).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "antrian",
                "antrean",
                "pending",
                "orders belum bayar",
                "orders menunggu pembayaran",
                "cari unpaid"
            })
    void theQueueHasManyNames(String line) {
        String id = inStatus(OrderStatus.PENDING);
        shop.says(ADMIN, "!order-confirm " + shop.order(SITI, "gold"));
        String list = shop.reply(ADMIN, "!" + line);
        assertTrue(list.contains(id), list);
        assertEquals(1, list.split("ORD-", -1).length - 1, list);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rek", "norek", "rekening", "bayar"})
    void customersAskForTheAccountInManyWords(String word) {
        String id = inStatus(OrderStatus.PENDING);
        String reply = shop.reply(BUDI, "!" + word);
        assertTrue(reply.contains(id) && reply.contains("Rp 85.000"), reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rek nya mana kak", "norek dong", "rekeningnya kak"})
    void withoutThePrefixTheyAreAnsweredAndTheAdminsTold(String text) {
        inStatus(OrderStatus.PENDING);
        assertTrue(shop.reply(BUDI, text).contains("Rp 85.000"), text);
        assertTrue(shop.sent.stream().anyMatch(message -> message.template().equals("call-admin")));
    }

    @ParameterizedTest
    @CsvSource({
        "pending, 1, pending",
        "Belum-Bayar, 1, pending",
        "lunas, 2, confirmed",
        "sudah dibayar, 2, confirmed",
        "paid, 2, confirmed",
        "diproses, 3, processing",
        "being set up, 3, processing",
        "batal, 4, cancelled",
        "canceled, 4, cancelled"
    })
    void aStatusIsReadInAnyOfItsWordsWhereverItIsTyped(String word, int rows, String status) {
        int row = 0;
        for (OrderStatus each : List.of(OrderStatus.PENDING, OrderStatus.CONFIRMED, OrderStatus.PROCESSING)) {
            row++;
            for (int i = 0; i < row; i++) {
                inStatus(each);
            }
        }
        for (int i = 0; i < 4; i++) {
            shop.says(ADMIN, "!order-cancel " + shop.order(SITI, "silver"));
        }
        for (String line : List.of("!orders " + word + " 20", "!order-search " + word)) {
            String list = shop.reply(ADMIN, line);
            assertEquals(rows, list.split("ORD-", -1).length - 1, list);
        }
        assertEquals(
                shop.reply(OWNER, "!broadcast " + status + " Besok libur"),
                shop.reply(OWNER, "!broadcast " + word + " Besok libur"));
        String of = word.equals("batal") || word.equals("canceled") ? "!my-orders" : "!my-orders " + word;
        assertTrue(shop.reply(BUDI, of).contains("ORD-"), of);
    }

    @Test
    void aBroadcastAfterAStatusOfTwoWordsIsSentWithoutThem() {
        inStatus(OrderStatus.PENDING);
        shop.says(OWNER, "!broadcast belum bayar Yuk dibayar!");
        shop.says(OWNER, "ya");
        assertTrue(shop.sent.stream()
                .anyMatch(message -> message.to().equals(BUDI.text())
                        && message.text().contains("Yuk dibayar!")
                        && !message.text().contains("belum bayar")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aktif", "active", "semua", "all", "Aktif"})
    void howServersStandIsReadInWordsToo(String word) {
        String id = inStatus(OrderStatus.PROCESSING);
        shop.says(ADMIN, "!done " + id + " srv-77");
        assertTrue(shop.reply(ADMIN, "!servers " + word).contains(id), word);
        assertFalse(shop.reply(ADMIN, "!servers masa tenggang").contains(id), word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"siap", "ready", "semua"})
    void soIsWhatAPanelSaysOfThem(String word) {
        try (TestPanel panel = new TestPanel()) {
            TestShop made = TestShop.withPanel(panel, Map.of(), true);
            String id = made.order(BUDI, "bronze 1");
            made.says(ADMIN, "!acc " + id);
            made.seesToServers();
            assertTrue(made.reply(ADMIN, "!servers diinstal").contains(id));
            panel.finishInstall();
            made.clock.advance(Duration.ofMinutes(1));
            made.seesToServers();
            assertTrue(made.reply(ADMIN, "!servers " + word).contains(id), word);
            assertFalse(made.reply(ADMIN, "!servers sedang diinstal").contains(id));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " menunggu", " belum cocok", " belum-cocok", " hari ini", " Today"})
    void theListsOfPaymentsToo(String typed) {
        assertFalse(shop.reply(ADMIN, "!payments" + typed).contains("Tidak ada daftar"), typed);
    }

    @ParameterizedTest
    @CsvSource({
        "besok, 23 Nov 2026",
        "tomorrow, 23 Nov 2026",
        "lusa, 24 Nov 2026",
        "hari ini, 22 Nov 2026",
        "25/11, 25 Nov 2026"
    })
    void daysAheadAreReadInWordsToo(String day, String until) {
        String id = inStatus(OrderStatus.PROCESSING);
        shop.says(ADMIN, "!done " + id + " srv-77");
        List<OutgoingMessage> sent = shop.says(ADMIN, "!paid-until " + id + " " + day + " sesuai janji");
        assertTrue(sent.get(0).text().contains(until), sent.get(0).text());
        assertTrue(shop.reply(ADMIN, "!order-detail " + id).contains("sesuai janji"));
        assertTrue(shop.reply(ADMIN, "!due " + day).contains(id), day);
        if (!day.equals("hari ini")) {
            assertFalse(shop.reply(ADMIN, "!due hari ini").contains(id), day);
        }
    }

    @Test
    void aListSinceADayAheadIsEmpty() {
        String id = inStatus(OrderStatus.PENDING);
        assertFalse(shop.reply(ADMIN, "!orders since besok").contains(id));
    }

    /** Of a Monday, and four orders before it: the day before, in the week before and a month before that. */
    @ParameterizedTest
    @CsvSource({
        "hari ini, hari ini, 1",
        "today, hari ini, 1",
        "kemarin, kemarin, 1",
        "kemaren, kemarin, 1",
        "Yesterday, kemarin, 1",
        "minggu ini, minggu ini, 1",
        "minggu lalu, minggu lalu, 2",
        "last-week, minggu lalu, 2",
        "bulan ini, bulan ini, 3",
        "bulan lalu, bulan lalu, 1",
        "last month, bulan lalu, 1",
        "29/10/2026, 29 Okt 2026, 1",
        "28-11-2026, 28 Nov 2026, 0",
        "semua, semua, 4"
    })
    void figuresAreOfThePeriodInAnyOfItsWords(String typed, String title, int orders) {
        for (String time : List.of(
                "2026-10-29T05:00:00Z", "2026-11-26T05:00:00Z", "2026-11-29T05:00:00Z", "2026-11-30T05:00:00Z")) {
            shop.clock.set(Instant.parse(time));
            shop.order(BUDI, "gold");
        }
        shop.clock.advance(Duration.ofHours(1));
        String figures = shop.reply(ADMIN, "!stats " + typed);
        assertTrue(figures.startsWith("📊 *Statistik: " + title + "*"), figures);
        assertTrue(figures.contains("Pesanan: *" + orders + "*"), figures);
        assertEquals(
                List.of("hari ini", "minggu ini", "bulan ini", "semua").contains(title),
                figures.contains("Dibuat hari ini"),
                figures);
        if (!title.equals("semua")) {
            int since = shop.reply(ADMIN, "!orders since " + typed + " 20").split("ORD-", -1).length - 1;
            assertTrue(since >= orders, title);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"besok", "30-11-2030", "minggu depan", "hari ini dong", "12"})
    void whatIsNoPeriodOrLiesAheadIsSaidWithThoseThatAre(String typed) {
        String reply = shop.reply(ADMIN, "!stats " + typed);
        assertTrue(reply.contains("hari ini, kemarin, minggu ini, minggu lalu, bulan ini, bulan lalu, semua"), reply);
    }

    @ParameterizedTest
    @CsvSource({"bulan lalu, 3", "minggu lalu, 2", "kemarin, 1", "last month, 3"})
    void aListBeginsWithItsPeriod(String since, int orders) {
        for (String time : List.of(
                "2026-09-30T05:00:00Z", "2026-10-29T05:00:00Z", "2026-11-24T05:00:00Z", "2026-11-29T05:00:00Z")) {
            shop.clock.set(Instant.parse(time));
            shop.order(BUDI, "gold");
        }
        shop.clock.set(Instant.parse("2026-11-30T05:00:00Z"));
        String list = shop.reply(ADMIN, "!orders pending sejak " + since + " 20");
        assertEquals(orders, list.split("ORD-", -1).length - 1, list);
        String page = shop.reply(ADMIN, "!orders sejak " + since + " 1");
        assertEquals(orders > 1, page.contains("since " + since), page);
    }
}
