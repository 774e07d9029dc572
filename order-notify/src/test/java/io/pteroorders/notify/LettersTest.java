package io.pteroorders.notify;

import static io.pteroorders.notify.OutboxShop.BUDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LettersTest {

    private final OutboxShop shop = new OutboxShop();
    private final OrderId order = order();

    private OrderId order() {
        OrderId id = shop.creates(BUDI).id();
        shop.outbox.sendDue();
        shop.sender.sent();
        return id;
    }

    private void letter(String name, NotificationText text, PersonId receiver) {
        shop.outbox.letters().send(name, text, order, ImmutableList.of(receiver), "*Halo* a_b@c.id");
        shop.outbox.sendDue();
    }

    @Test
    void aLetterIsSentOnceInItsOwnWords() {
        letter("one", NotificationText.MESSAGE_CUSTOMER, BUDI.id());
        letter("one", NotificationText.MESSAGE_CUSTOMER, BUDI.id());
        String text = shop.sender.taken.get(0).text();
        assertEquals(List.of("Budi: message-customer"), shop.sender.sent());
        assertTrue(text.contains("*Halo* a_b@c.id") && text.contains(order.toString()), text);
    }

    @Test
    void aLetterReachesAlsoWhoWantsNoBroadcasts() {
        shop.optOuts.optOut(BUDI.id());
        letter("one", NotificationText.MESSAGE_CUSTOMER, BUDI.id());
        assertEquals(List.of("Budi: message-customer"), shop.sender.sent());
    }

    @Test
    void theIdOfALetterIsKnownFromWhatItIs() {
        PersonId budi = BUDI.id();
        letter("one", NotificationText.MESSAGE_CUSTOMER, budi);
        shop.outbox.letters().send("two", NotificationText.CALL_ANSWER_CUSTOMER, ImmutableList.of(budi), "Halo");
        shop.outbox.sendDue();
        assertEquals(
                List.of(
                        Letters.messageId("one", NotificationText.MESSAGE_CUSTOMER, order, budi),
                        Letters.messageId("two", NotificationText.CALL_ANSWER_CUSTOMER, budi)),
                shop.sender.taken.stream().map(OutgoingMessage::id).toList());
    }

    @Test
    void aLetterIsNoBroadcast() {
        letter("one", NotificationText.MESSAGE_CUSTOMER, BUDI.id());
        assertEquals(Optional.empty(), shop.outbox.broadcasts().latest());
    }

    @Test
    void aLetterToWhoCannotBeReachedIsSentWhenTheyWrite() {
        shop.sender.behaviour = message -> FakeSender.answer(SendResult.unreachable("wrote long ago"));
        letter("one", NotificationText.MESSAGE_CUSTOMER, BUDI.id());
        assertEquals(1, shop.outbox.deadLetters().size());
        shop.sender.sent();
        shop.sender.behaviour = FakeSender::sends;
        shop.outbox.heardFrom(BUDI.id());
        shop.outbox.sendDue();
        assertEquals(List.of("Budi: message-customer"), shop.sender.sent());
    }

    @Test
    void aLetterThatWaitsSurvivesACrash() {
        shop.sender.behaviour = message -> FakeSender.answer(SendResult.tryAgain("busy"));
        letter("one", NotificationText.MESSAGE_CUSTOMER, BUDI.id());
        shop.sender.behaviour = FakeSender::sends;
        shop.log.force();
        shop.crash();
        shop.clock.advance(Duration.ofHours(1));
        shop.outbox.sendDue();
        assertEquals(List.of("Budi: message-customer"), shop.sender.sent());
    }

    @Test
    void aLetterWhoseReceiversACrashForgotIsSentWhenItIsSentAgain() {
        shop.log.force();
        letter("one", NotificationText.MESSAGE_CUSTOMER, BUDI.id());
        shop.log.forceOnce();
        shop.crash();
        shop.sender.sent();
        letter("one", NotificationText.MESSAGE_CUSTOMER, BUDI.id());
        assertEquals(List.of("Budi: message-customer"), shop.sender.sent());
    }
}
