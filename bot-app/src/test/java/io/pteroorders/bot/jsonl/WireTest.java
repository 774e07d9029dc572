package io.pteroorders.bot.jsonl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.bot.transport.IncomingMessage;
import io.pteroorders.core.order.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "!order gold 1", "two\nlines \"quoted\" 💎 \\", "ı\u2028"})
    void aMessageThatWaitsInTheDatabaseIsTheSameAfterwards(String text) throws WireException {
        IncomingMessage message = new IncomingMessage(
                "jsonl",
                "m1",
                PersonId.of("6281234567890@s.whatsapp.net"),
                "123-456@g.us",
                "Budi 🌸",
                text,
                true,
                true,
                false);
        assertEquals(message, Wire.message("jsonl", Wire.encode(message)));
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThrows(WireException.class, () -> Wire.message("jsonl", "{\"type\":\"ack\",\"id\":\"m1\"}"));
        assertThrows(WireException.class, () -> Wire.message("jsonl", "{\"message\":{\"id\":\"m1\"}}"));
    }
}
