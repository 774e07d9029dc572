package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerTest {

    @Test
    void aCustomersNameIsCleanedAndProvesNothing() {
        PersonId id = PersonId.of("6281234567890");
        Customer forged = new Customer(id, "Owner\n*Status:* COMPLETED\u202e", id.text());
        assertEquals("Owner *Status:* COMPLETED", forged.displayName());
    }

    @ParameterizedTest
    @CsvSource({
        "6281234567890, 6281234567890@s.whatsapp.net, 6281234567890@s.whatsapp.net",
        "6281234567890, 6281234567890, 6281234567890",
        "6281234567890, 62811-1600000000@g.us, 6281234567890@s.whatsapp.net",
        "6281234567890, status@broadcast, 6281234567890@s.whatsapp.net",
        "6281234567890, 120363041234567890@newsletter, 6281234567890@s.whatsapp.net",
        "6281234567890, 6285550001234@s.whatsapp.net, 6281234567890@s.whatsapp.net",
        "6281234567890, 98765432109876@lid, 6281234567890@s.whatsapp.net",
        "98765432109876@lid, 98765432109876@lid, 98765432109876@lid",
        "98765432109876@lid, 62811-1600000000@g.us, 98765432109876@lid",
        "98765432109876@lid, 6285550001234@s.whatsapp.net, 98765432109876@lid",
        "budi, room-7, room-7"
    })
    void messagesGoToTheChatThatNobodyElseReads(String id, String chatId, String privateChat) {
        assertEquals(privateChat, new Customer(PersonId.of(id), "Budi", chatId).privateChat());
    }

    @Test
    void messagesGoToAValidAddress() {
        PersonId id = PersonId.of("6281234567890");
        assertThrows(IllegalArgumentException.class, () -> new Customer(id, "Budi", ""));
        assertThrows(IllegalArgumentException.class, () -> new Customer(id, "Budi", "a b"));
    }
}
