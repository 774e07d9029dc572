package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An admin who has not written for a day, and so cannot be told of orders. */
class UnreachableAdminTest {

    private static final String NOTE = "Messages that did not reach an admin";

    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en"));

    /** Whom free text reaches: those who wrote. */
    private final Set<PersonId> reachable = new HashSet<>(Set.of(BUDI, OWNER));

    @BeforeEach
    void whoDidNotWriteIsNotReached() {
        shop.fate =
                message -> reachable.stream().anyMatch(person -> person.text().equals(message.to()))
                        ? SendResult.SENT
                        : SendResult.unreachable("the person last wrote more than 24 hours ago");
    }

    private List<OutgoingMessage> writes(PersonId person, String text) {
        reachable.add(person);
        return shop.says(person, text);
    }

    private double gauge(String name) {
        return shop.meters.get(name).gauge().value();
    }

    @Test
    void theOwnerReadsOfItBelowTheNextAnswerAndOnce() {
        shop.order(BUDI, "gold");
        shop.order(BUDI, "silver");
        assertFalse(shop.reply(BUDI, "!katalog").contains(NOTE), "no customer's business");
        String answer = shop.reply(OWNER, "!orders");
        assertTrue(answer.contains(NOTE + ": *2*") && answer.contains("!outbox"), answer);
        assertFalse(shop.reply(OWNER, "!orders").contains(NOTE));
        shop.order(BUDI, "diamond");
        assertFalse(shop.reply(OWNER, "!outbox").contains(NOTE), "it lists them itself");
        assertFalse(shop.reply(OWNER, "!orders").contains(NOTE));
    }

    @Test
    void figuresShowItUntilTheAdminWrites() {
        shop.order(BUDI, "gold");
        assertEquals(1, gauge(OutboxMeters.DEAD_TO_ADMINS));
        writes(ADMIN, "halo");
        assertEquals(0, gauge(OutboxMeters.DEAD_TO_ADMINS));
    }

    @Test
    void whateverTheAdminWritesBringsWhatLiesThereAfterTheAnswer() {
        String id = shop.order(BUDI, "gold");
        shop.clock.advance(Duration.ofDays(3));
        List<OutgoingMessage> sent = writes(ADMIN, "!pending-orders");
        assertEquals(
                List.of("order-list", "order-created-admin"),
                sent.stream().map(OutgoingMessage::template).toList());
        assertTrue(sent.get(1).text().contains(id));
        assertEquals(
                List.of(),
                writes(ADMIN, "!katalog").stream()
                        .filter(it -> it.text().contains(id))
                        .toList());
    }

    @Test
    void aMessageThatIsPassedOnIsEnough() {
        String id = shop.order(BUDI, "gold");
        reachable.add(ADMIN);
        IncomingMessage forwarded =
                new IncomingMessage("test", "f1", ADMIN, ADMIN.text(), "Admin", "look", Trait.FORWARDED);
        assertTrue(shop.receives(forwarded).get(0).text().contains(id));
    }

    @Test
    void aMessageInAGroupOpensNoPrivateChat() {
        shop.order(BUDI, "gold");
        IncomingMessage inGroup = new IncomingMessage("test", "g1", ADMIN, "a@g.us", "Admin", "hello", Trait.GROUP);
        assertEquals(List.of(), shop.receives(inGroup));
        assertEquals(1, gauge(OutboxMeters.DEAD_TO_ADMINS));
    }
}
