package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.storage.OrderQuery;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same order twice within two minutes may be a slip: the bot asks back. */
class SecondOrderTest {

    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en"));

    private long orders() {
        return shop.storage.count(OrderQuery.newestFirst().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"!order gold 3", "!beli GOLD 3bln", "!order gold 3 please hurry"})
    void theSameAgainIsAskedAboutAndMakesNone(String again) {
        String first = shop.order(BUDI, "gold 3");
        shop.clock.advance(Duration.ofSeconds(119));
        assertTrue(shop.reply(BUDI, again).contains(first));
        assertEquals(1, orders());
        assertEquals(1, shop.says(BUDI, "no").size());
        assertEquals(1, orders());
    }

    @Test
    void aYesMakesASecondOneWithItsNote() {
        shop.order(BUDI, "gold 3");
        shop.says(BUDI, "!order gold 3 for my brother");
        assertTrue(shop.reply(BUDI, "YES").contains("Order received"));
        assertEquals(2, orders());
        assertTrue(shop.reply(ADMIN, "!orders 1").contains("GOLD, 3 months"));
        assertTrue(shop.sent.stream().anyMatch(m -> m.text().contains("Note: for my brother")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ya kak", "Oke, min", "iya!", "ok"})
    void peopleSayYesInTheirOwnWay(String yes) {
        shop.order(BUDI, "gold 3");
        shop.says(BUDI, "!order gold 3");
        assertTrue(shop.reply(BUDI, yes).contains("Order received"));
        assertEquals(2, orders());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gak jadi", "Enggak kak", "ga jadi min"})
    void peopleSayNoInTheirOwnWay(String no) {
        shop.order(BUDI, "gold 3");
        shop.says(BUDI, "!order gold 3");
        assertTrue(shop.reply(BUDI, no).contains("nothing"), "a no is answered");
        shop.says(BUDI, "yes");
        assertEquals(1, orders());
    }

    @Test
    void aYesBreaksNoCap() {
        TestShop one = new TestShop(Map.of("STORE_LANGUAGE", "en", "MAX_PENDING_ORDERS", "1"));
        one.order(BUDI, "gold");
        assertTrue(one.reply(BUDI, "!order gold").contains("not paid"));
        assertTrue(one.reply(BUDI, "YES").contains("awaiting payment"), "there was no question");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!order gold 2", "!order silver 3"})
    void somethingElseIsMadeAtOnce(String other) {
        shop.order(BUDI, "gold 3");
        shop.says(BUDI, other);
        assertEquals(2, orders());
    }

    @Test
    void laterOrPaidOrAnotherCustomersIsMadeAtOnce() {
        String first = shop.order(BUDI, "gold 3");
        shop.says(SITI, "!order gold 3");
        assertEquals(2, orders());
        shop.says(ADMIN, "!order-confirm " + first);
        shop.says(BUDI, "!order gold 3");
        assertEquals(3, orders());
        shop.clock.advance(Duration.ofMinutes(2));
        shop.says(BUDI, "!order gold 3");
        assertEquals(4, orders());
    }
}
