package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So many commands a minute, one warning, then silence until the minute is over. */
class TooManyMessagesTest {

    private final TestShop shop = new TestShop(Map.of("RATE_LIMIT_PER_MINUTE", "20"));

    private List<String> answers(PersonId person, String text, int times) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            shop.says(person, text).stream().map(OutgoingMessage::template).forEach(answers::add);
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"!katalog", "!unknown", "STOP", "!"})
    void theTwentyFirstCommandOfAMinuteIsWarnedAndTheNextGetNothing(String text) {
        assertEquals(20, answers(BUDI, text, 20).size());
        assertEquals(List.of("rate-limited"), answers(BUDI, text, 1000));
        assertEquals(1, answers(SITI, text, 1).size(), "others are not concerned");
    }

    @Test
    void theNextMinuteBeginsAnew() {
        answers(BUDI, "!katalog", 30);
        shop.clock.advance(Duration.ofSeconds(59));
        assertEquals(0, answers(BUDI, "!katalog", 1).size());
        shop.clock.advance(Duration.ofSeconds(1));
        assertEquals(20, answers(BUDI, "!katalog", 20).size());
        assertEquals(List.of("rate-limited"), answers(BUDI, "!katalog", 20));
    }

    @Test
    void whatIsTooMuchChangesNothing() {
        answers(BUDI, "!katalog", 20);
        answers(BUDI, "!order gold", 20);
        assertEquals(0, shop.storage.count(OrderQuery.newestFirst().build()));
    }

    @Test
    void adminsAreNotLimited() {
        assertEquals(100, answers(ADMIN, "!orders", 100).size());
        assertEquals(100, answers(OWNER, "!orders", 100).size());
    }

    @Test
    void talkingIsNoCommand() {
        assertEquals(List.of("menu", "unclear", "admin-called", "call-admin"), answers(BUDI, "apa kabar", 1000));
        assertEquals(List.of("catalog"), answers(BUDI, "!katalog", 1));
    }

    @Test
    void aGroupThatTalksOfCommandsTakesNobodysPlace() {
        for (int i = 0; i < 30; i++) {
            shop.receives(new IncomingMessage("test", "g" + i, BUDI, "62811-1@g.us", "Budi", "!katalog", Trait.GROUP));
        }
        assertEquals(List.of("catalog"), answers(BUDI, "!katalog", 1));
    }

    @Test
    void textOfAnyLengthIsLimitedToo() {
        assertEquals(20, answers(BUDI, "x".repeat(70_000), 20).size());
        assertEquals(List.of("rate-limited"), answers(BUDI, "x".repeat(70_000), 20));
    }
}
