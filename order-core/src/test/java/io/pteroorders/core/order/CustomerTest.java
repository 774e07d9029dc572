package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.WriteResult;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CustomerTest {

    @Test
    void aCustomersNameIsCleanedAndProvesNothing() {
        PersonId id = PersonId.phone("6281234567890");
        Customer forged = new Customer(id, "Owner\n*Status:* COMPLETED\u202e", id.text());
        assertEquals("Owner *Status:* COMPLETED", forged.displayName());
    }

    @ParameterizedTest
    @CsvSource({
        "6281234567890, 6281234567890@s.whatsapp.net, 6281234567890@s.whatsapp.net",
        "6281234567890, 6281234567890, 6281234567890@s.whatsapp.net",
        "6281234567890, 62811-1600000000@g.us, 6281234567890@s.whatsapp.net",
        "6281234567890, status@broadcast, 6281234567890@s.whatsapp.net",
        "6281234567890, 120363041234567890@newsletter, 6281234567890@s.whatsapp.net",
        "6281234567890, 6285550001234@s.whatsapp.net, 6281234567890@s.whatsapp.net",
        "6281234567890, 98765432109876@lid, 6281234567890@s.whatsapp.net",
        "98765432109876@lid, 98765432109876@lid, 98765432109876@lid",
        "98765432109876@lid, 62811-1600000000@g.us, 98765432109876@lid",
        "98765432109876@lid, 6285550001234@s.whatsapp.net, 98765432109876@lid",
        "98765432109876@lid, 6285550001234, 98765432109876@lid",
        "budi, room-7, room-7",
        "telegram:700100200, 700100200, 700100200",
        "telegram:700100200, 6285550001234@c.us, telegram:700100200"
    })
    void messagesGoToTheChatThatNobodyElseReads(String id, String chatId, String privateChat) {
        assertEquals(privateChat, new Customer(PersonId.whatsApp(id), "Budi", chatId).privateChat());
    }

    static Stream<Object> whatNamesAPerson() {
        PersonId id = PersonId.phone("6281234567890");
        Customer budi = new Customer(id, "Budi", "6281234567890@s.whatsapp.net");
        Order order = Samples.pending(1, budi, Samples.NOON).withNote(Samples.NOON, id.text(), "call me");
        return Stream.of(
                id,
                budi,
                order,
                order.lastChange(),
                order.notes().all().get(0),
                new OrderEvent(OrderEvent.Kind.CREATED, Optional.empty(), order, id.text()),
                Actor.customer(id),
                new CreateOrder(budi, "gold", 3),
                OrderQuery.newestFirst().customer(id).phoneDigits("67890").build(),
                new Page(ImmutableList.of(order), false, OptionalLong.of(1)),
                WriteResult.done(order.id(), Optional.empty(), Optional.of(order)));
    }

    @ParameterizedTest
    @MethodSource("whatNamesAPerson")
    void whatIsPutIntoALogByAccidentTellsLittle(Object value) {
        String printed = value.toString();
        assertFalse(printed.contains("67890"), printed);
        assertFalse(printed.contains("Budi"), printed);
        assertFalse(printed.contains("call me"), printed);
    }

    @Test
    void messagesGoToAValidAddress() {
        PersonId id = PersonId.phone("6281234567890");
        assertThrows(IllegalArgumentException.class, () -> new Customer(id, "Budi", ""));
        assertThrows(IllegalArgumentException.class, () -> new Customer(id, "Budi", "a b"));
    }
}
