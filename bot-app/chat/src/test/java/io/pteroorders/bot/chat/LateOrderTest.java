package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.BUDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.storage.OrderQuery;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An order that took more than an hour to arrive may no longer be wanted: the bot asks back. */
class LateOrderTest {

    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en"));

    private String arrives(String id, String text, Duration age) {
        return shop.receives(new IncomingMessage(
                        "test",
                        id,
                        BUDI,
                        BUDI.text(),
                        "Budi",
                        text,
                        ImmutableSet.of(),
                        Optional.of(shop.clock.instant().minus(age)),
                        Optional.empty(),
                        Optional.empty()))
                .get(0)
                .text();
    }

    private long orders() {
        return shop.storage.count(OrderQuery.newestFirst().build());
    }

    @Test
    void aLateOrderIsMadeAfterAYes() {
        assertTrue(arrives("late", "!order gold 3", Duration.ofMinutes(61)).contains("!order gold 3"));
        assertEquals(0, orders());
        assertTrue(shop.reply(BUDI, "yes").contains("Order received"));
        assertEquals(1, orders());
    }

    @Test
    void afterANoThereIsNone() {
        arrives("late", "!order gold 3", Duration.ofDays(2));
        shop.says(BUDI, "no");
        shop.says(BUDI, "yes");
        assertEquals(0, orders());
    }

    @Test
    void anOrderWithinTheHourIsMadeAtOnceAndSoIsAnyOfUnknownAge() {
        assertTrue(arrives("soon", "!order gold", Duration.ofMinutes(60)).contains("Order received"));
        assertTrue(arrives("from the future", "!order silver", Duration.ofMinutes(-5))
                .contains("Order received"));
        shop.order(BUDI, "bronze");
        assertEquals(3, orders());
    }

    @Test
    void otherCommandsAreAnsweredHoweverLateTheyAre() {
        assertTrue(arrives("late", "!katalog", Duration.ofDays(3)).contains("BRONZE"));
    }
}
