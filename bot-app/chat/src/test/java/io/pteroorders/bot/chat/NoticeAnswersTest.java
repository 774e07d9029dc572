package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An admin who answers the notice of an order, quoting it, means that order. */
class NoticeAnswersTest {

    private final TestShop shop = TestShop.keepingPictures(Map.of("STORE_LANGUAGE", "en"));
    private int answers;

    private OrderStatus status(String id) {
        return shop.storage.get(OrderId.of(id)).orElseThrow().status();
    }

    /** The id of the newest message to a person with a template. */
    private String sent(PersonId person, String template) {
        List<OutgoingMessage> all = shop.sent.stream()
                .filter(message ->
                        message.to().equals(person.text()) && message.template().equals(template))
                .toList();
        return all.get(all.size() - 1).id();
    }

    private String answers(PersonId person, String quoted, String text) {
        answers++;
        List<OutgoingMessage> replies = shop.receives(new IncomingMessage(
                "test",
                "answer" + answers,
                person,
                person.text(),
                TestShop.name(person),
                text,
                ImmutableSet.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(quoted)));
        return replies.isEmpty() ? "" : replies.get(0).template();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "Oke kak", "acc", "ya"})
    void aYesConfirmsAfterAskingBack(String yes) {
        String first = shop.order(BUDI, "gold");
        String notice = sent(ADMIN, "order-created-admin");
        String second = shop.order(BUDI, "silver");
        assertEquals("confirm-move", answers(ADMIN, notice, yes));
        assertEquals(OrderStatus.PENDING, status(first));
        shop.reply(ADMIN, "yes");
        assertEquals(OrderStatus.CONFIRMED, status(first));
        assertEquals(OrderStatus.PENDING, status(second));
    }

    @Test
    void aNoToANewOrderCancelsItWithTheReason() {
        String id = shop.order(BUDI, "gold");
        assertEquals("confirm-move", answers(ADMIN, sent(ADMIN, "order-created-admin"), "Tolak stok habis"));
        assertEquals(OrderStatus.PENDING, status(id));
        shop.reply(ADMIN, "yes");
        assertEquals(OrderStatus.CANCELLED, status(id));
        assertTrue(shop.reply(BUDI, "!order-status " + id).contains("stok habis"));
    }

    @Test
    void aNoToAPictureRefusesThePicture() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!proof " + id + " one.jpg");
        assertEquals("confirm-reject", answers(ADMIN, sent(ADMIN, "proof-received-admin"), "tolak buram?"));
        shop.reply(ADMIN, "yes");
        assertEquals(OrderStatus.PENDING, status(id));
        assertTrue(shop.storage.get(OrderId.of(id)).orElseThrow().paymentProof().isEmpty());
    }

    @Test
    void nobodyElseMeansAnOrderByIt() {
        String id = shop.order(BUDI, "gold");
        answers(BUDI, sent(ADMIN, "order-created-admin"), "ok");
        answers(OWNER, sent(ADMIN, "order-created-admin"), "ok");
        answers(ADMIN, "0".repeat(32), "ok");
        shop.says(BUDI, "yes");
        shop.says(OWNER, "yes");
        shop.says(ADMIN, "yes");
        assertEquals(OrderStatus.PENDING, status(id));
    }

    @Test
    void otherWordsAreHeardAsAlways() {
        shop.order(BUDI, "gold");
        String notice = sent(ADMIN, "order-created-admin");
        assertEquals("admin-menu", answers(ADMIN, notice, "siapa ini"));
    }
}
