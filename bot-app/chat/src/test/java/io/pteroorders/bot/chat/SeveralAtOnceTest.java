package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who writes of two things at once hears of both: nothing that was meant is dropped without a word. */
class SeveralAtOnceTest {

    private final TestShop shop = new TestShop(Map.of("MAX_PENDING_ORDERS", "100"));
    private final String a = shop.order(BUDI, "gold");
    private final String b = shop.order(SITI, "silver");

    private String typed(String text) {
        return text.replace("FULL-A", a)
                .replace("FULL-B", b)
                .replace("AAAAA", a.substring(10))
                .replace("BBBBB", b.substring(10))
                .replace("aaaa", a.substring(11).toLowerCase(Locale.ROOT))
                .replace("bbbb", b.substring(11).toLowerCase(Locale.ROOT))
                .replace("/n/", "\n");
    }

    private OrderStatus status(String id) {
        return shop.storage.get(OrderId.of(id)).orElseThrow().status();
    }

    private String reply(PersonId person, String text) {
        return shop.reply(person, typed(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!order-confirm AAAAA,BBBBB",
                "!order-confirm AAAAA , BBBBB",
                "!order-confirm FULL-A,/n/FULL-B lunas",
                "!order-confirm aaaa,bbbb"
            })
    void ordersWithCommasMoveTogether(String text) {
        reply(ADMIN, text);
        assertEquals(OrderStatus.CONFIRMED, status(a));
        assertEquals(OrderStatus.CONFIRMED, status(b));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!order-confirm AAAAA BBBBB",
                "!order-confirm aaaa bbbb",
                "!order-confirm AAAAA & BBBBB",
                "!order-confirm AAAAA dan BBBBB",
                "!order-confirm AAAAA/n/BBBBB",
                "!order-confirm AAAAA + FULL-B transfer BCA",
                "!order-confirm FULL-A FULL-B",
                "!order-confirm FULL-A lunas, FULL-B juga",
                "!order-confirm AAAAA ; BBBBB"
            })
    void ordersWithoutCommasAreAskedAbout(String text) {
        String asked = reply(ADMIN, text);
        assertTrue(asked.contains(a) && asked.contains(b) && asked.contains("*YA*"), asked);
        assertEquals(OrderStatus.PENDING, status(a));
        shop.says(ADMIN, "ya");
        assertEquals(OrderStatus.CONFIRMED, status(a));
        assertEquals(OrderStatus.CONFIRMED, status(b));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!order-confirm AAAAA transfer BCA 75.000",
                "!order-confirm AAAAA lunas kak",
                "!order-confirm FULL-A sudah masuk AAAAA",
                "!order-confirm AAAAA 2026 tahap dua"
            })
    void wordsThatNameNoOrderAreANote(String text) {
        reply(ADMIN, text);
        assertEquals(OrderStatus.CONFIRMED, status(a));
        assertEquals(OrderStatus.PENDING, status(b));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!order-confirm AAAAA/n/!order-confirm BBBBB",
                "!order-confirm AAAAA !order-confirm BBBBB",
                "!order-confirm AAAAA/n//n/  !order-process BBBBB",
                "!order-note AAAAA,BBBBB VIP",
                "!order-note AAAAA BBBBB VIP",
                "!order-detail AAAAA,BBBBB",
                "!order-contact AAAAA BBBBB",
                "!order-status AAAAA,BBBBB",
                "!order-delete FULL-A,FULL-B",
                "!order-complete AAAAA,BBBBB srv-12",
                "!order-reject AAAAA BBBBB"
            })
    void whatTakesOneAtATimeSaysSoAndDoesNothing(String text) {
        String reply = reply(OWNER, text);
        assertTrue(reply.contains("satu per satu"), reply);
        assertEquals(2, reply.lines().filter(line -> line.startsWith("!")).count(), reply);
        assertEquals(OrderStatus.PENDING, status(a));
        assertEquals(
                List.of(),
                List.copyOf(shop.storage
                        .get(OrderId.of(a))
                        .orElseThrow()
                        .adminNotes()
                        .all()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!order bronze 1/n/!order silver 2",
                "!beli bronze 2 !username x",
                "!order bronze 2 gold 1",
                "!order bronze 2 dan gold 1",
                "!pesan bronze 3 bulan, gold 1 bulan"
            })
    void aCustomersSecondOrderIsNoNoteOfTheFirst(String text) {
        PersonId wati = PersonId.phone("6281355500001");
        String reply = reply(wati, text);
        assertTrue(reply.contains("satu per satu"), reply);
        assertEquals(
                0, shop.storage.count(OrderQuery.newestFirst().customer(wati).build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!order bronze 3 region Singapura", "!order diamond 3 3", "!order bronze 1 buat upgrade ke gold"
            })
    void theCustomerReadsTheirNoteInTheReceipt(String text) {
        PersonId wati = PersonId.phone("6281355500001");
        String note = text.substring("!order bronze 3 ".length()).strip();
        assertTrue(reply(wati, text).contains("Catatan: " + note), text);
    }

    @Test
    void ownOrdersAreCancelledOneByOne() {
        String c = shop.order(BUDI, "bronze");
        String reply = shop.reply(BUDI, "!batal " + a + "," + c);
        assertTrue(reply.contains("!batal " + a) && reply.contains("!batal " + c), reply);
    }

    @Test
    void aBroadcastMayTellOfCommands() {
        String asked = shop.reply(OWNER, "!broadcast all Promo!\n!order gold 1");
        assertTrue(asked.contains("Promo!\n!order gold 1"), asked);
        assertFalse(asked.contains("satu per satu"), asked);
    }
}
