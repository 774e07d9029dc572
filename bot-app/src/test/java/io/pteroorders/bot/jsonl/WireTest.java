package io.pteroorders.bot.jsonl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import java.util.Optional;
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
                ImmutableSet.of(Trait.GROUP, Trait.FORWARDED),
                Optional.empty(),
                Optional.empty(),
                Optional.of("s1"));
        assertEquals(message, Wire.message("jsonl", Wire.encode(message)));
    }

    @ParameterizedTest
    @CsvSource({
        "voice, VOICE",
        "Sticker, STICKER",
        "view-once, NOT_OPENED",
        "edit, EDITED",
        "order, ORDER",
        "picture, PICTURE",
        "poll, POLL",
        "hologram, OTHER",
        "'', OTHER"
    })
    void whatIsNoTextSaysWhatItIsAndItsCaptionNothing(String kind, Trait what) throws WireException {
        IncomingMessage message = Wire.message(
                "jsonl",
                "{\"type\":\"message\",\"id\":\"m1\",\"from\":\"6285710000001\",\"text\":\"!order gold\",\"kind\":\""
                        + kind + "\"}");
        assertEquals(Optional.of(what), message.instead());
        assertEquals("", message.text());
        assertEquals(message, Wire.message("jsonl", Wire.encode(message)), "as it waits in a database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "null"})
    void aTextMaySaySo(String kind) throws WireException {
        IncomingMessage message = Wire.message(
                "jsonl",
                "{\"type\":\"message\",\"id\":\"m1\",\"from\":\"6285710000001\",\"text\":\"hi\",\"kind\":" + kind
                        + "}");
        assertEquals(Optional.empty(), message.instead());
        assertEquals("hi", message.text());
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1767225600 | 2026-01-01T00:00:00Z",
                "1767225600000 | 2026-01-01T00:00:00Z",
                "1767225600123 | 2026-01-01T00:00:00.123Z",
                "1767225600.5 | 2026-01-01T00:00:00Z",
                "'\"1767225600\"' | 2026-01-01T00:00:00Z",
                "'{\"low\":1767225600,\"high\":0,\"unsigned\":true}' | 2026-01-01T00:00:00Z",
                "'{\"low\":1994041344,\"high\":411,\"unsigned\":true}' | 2026-01-01T00:00:00Z"
            })
    void aTimeIsTheSameInEveryFormThatBridgesWrite(String timestamp, Instant time) throws WireException {
        IncomingMessage message = Wire.message("jsonl", dated(timestamp));
        assertEquals(Optional.of(time), message.sentAt());
        assertEquals(message, Wire.message("jsonl", Wire.encode(message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"yesterday\"", "true", "[]", "1e30", "{\"low\":0,\"high\":-1}"})
    void aTimeThatIsNoneIsRefused(String timestamp) {
        WireException refused = assertThrows(WireException.class, () -> Wire.message("jsonl", dated(timestamp)));
        assertTrue(refused.problem().contains("timestamp must be the seconds"), refused.problem());
    }

    @Test
    void noTimeIsNone() throws WireException {
        assertEquals(Optional.empty(), Wire.message("jsonl", dated("null")).sentAt());
        assertEquals(
                Optional.empty(), Wire.message("jsonl", line("6285710000001")).sentAt());
    }

    private static String dated(String timestamp) {
        return line("6285710000001").replace("}", ",\"timestamp\":" + timestamp + "}");
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
