package io.pteroorders.bot.jsonl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "!order gold 1", "two\nlines \"quoted\" 💎 \\", "ı\u2028"})
    void aMessageThatWaitsInTheDatabaseIsTheSameAfterwards(String text) throws WireException {
        IncomingMessage message = new IncomingMessage(
                "jsonl",
                "m1",
                PersonId.phone("6281234567890@s.whatsapp.net"),
                "123-456@g.us",
                "Budi 🌸",
                text,
                Trait.GROUP,
                Trait.FORWARDED);
        assertEquals(message, Wire.message("jsonl", Wire.encode(message)));
    }

    @ParameterizedTest
    @CsvSource({
        "6285710000001, 6285710000001@s.whatsapp.net",
        "+6285710000001, 6285710000001@s.whatsapp.net",
        "whatsapp:+6285710000001, 6285710000001@s.whatsapp.net",
        "6285710000001:5@s.whatsapp.net, 6285710000001@s.whatsapp.net",
        "6285710000001:0:5@s.whatsapp.net, 6285710000001@s.whatsapp.net",
        "6285710000001_1:5@s.whatsapp.net, 6285710000001@s.whatsapp.net",
        "6285710000001_1@c.us, 6285710000001@s.whatsapp.net",
        "98765432109876:5@lid, 98765432109876@lid",
        "98765432109876@lid, 98765432109876@lid",
        "console-budi, console-budi"
    })
    void onePersonIsOnePersonHoweverABridgeKnowsThem(String from, String person) throws WireException {
        assertEquals(person, Wire.message("jsonl", line(from)).from().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "085710000001",
                "085710000001@s.whatsapp.net",
                "+085710000001",
                "006285710000001",
                "whatsapp:budi",
                "6285710000001:5:6:7@s.whatsapp.net",
                "6285710000001.5@s.whatsapp.net",
                "+62-857",
                "12@lid"
            })
    void aNumberThatIsNoneIsRefused(String from) {
        WireException refused = assertThrows(WireException.class, () -> Wire.message("jsonl", line(from)));
        assertTrue(refused.problem().contains("from must be a chat id"), refused.problem());
    }

    private static String line(String from) {
        return "{\"type\":\"message\",\"id\":\"m1\",\"from\":\"" + from + "\",\"text\":\"a\"}";
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThrows(WireException.class, () -> Wire.message("jsonl", "{\"type\":\"ack\",\"id\":\"m1\"}"));
        assertThrows(WireException.class, () -> Wire.message("jsonl", "{\"message\":{\"id\":\"m1\"}}"));
    }
}
