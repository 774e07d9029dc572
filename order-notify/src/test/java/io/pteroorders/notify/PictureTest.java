package io.pteroorders.notify;

import static io.pteroorders.notify.OutboxShop.BUDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.task.TaskEngine;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    private static final PaymentCode CODE =
            new PaymentCode("00020101021126", Money.of(CurrencyUnit.of("IDR"), 25_037), Optional.of(Fixtures.NOON));
    private static final Picture PICTURE =
            Picture.of("image/png", new byte[] {1, 2, 3}).showing(CODE);

    @Test
    void nobodyCanChangeIt() {
        byte[] given = {1, 2, 3};
        Picture picture = Picture.of("image/png", given).showing(CODE);
        given[0] = 9;
        picture.content()[1] = 9;
        assertEquals(PICTURE, picture);
        assertEquals(PICTURE.hashCode(), picture.hashCode());
    }

    @Test
    void anotherContentTypeOrCodeIsAnotherPicture() {
        for (Picture other : List.of(
                Picture.of("image/png", new byte[] {1, 2, 3}),
                Picture.of("image/jpeg", new byte[] {1, 2, 3}).showing(CODE),
                Picture.of("image/png", new byte[] {1, 2, 4}).showing(CODE))) {
            assertNotEquals(PICTURE, other);
        }
    }

    /** It stands in a header of transports that upload it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "png", "image/", "IMAGE/PNG", "text/html", "image/png; a=b", "image/png\r\nX: 1"})
    void aMediaTypeIsAPlainOne(String mediaType) {
        assertThrows(IllegalArgumentException.class, () -> Picture.of(mediaType, new byte[1]));
    }

    @Test
    void aPictureAndACodeSaySomething() {
        assertThrows(IllegalArgumentException.class, () -> Picture.of("image/png", new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new PaymentCode("", CODE.amount(), Optional.empty()));
        assertEquals("image/png, 3 bytes", PICTURE.toString());
    }

    @Test
    void aMessageKeepsItsPictureWhateverElseItGets() {
        OutgoingMessage message = OutgoingMessage.of("n1", BUDI.id().text(), "Rp 25.037", "order-created-customer")
                .withPicture(PICTURE)
                .withVariables(ImmutableMap.of())
                .withChoices(ImmutableList.of())
                .withAttachment("proofs/one.jpg")
                .answering("m1")
                .withId("n2");
        assertEquals(Optional.of(PICTURE), message.picture());
    }

    @Test
    void aReplyThatIsSentAgainShowsItAgain() {
        OutboxShop shop = new OutboxShop();
        shop.sender.behaviour = message -> FakeSender.answer(SendResult.closed("the token has ended"));
        OrderId order = shop.creates(BUDI).id();
        answer(shop, "r1", ImmutableList.of(Occasion.step(order)));
        answer(shop, "r2", ImmutableList.of());
        shop.outbox.sendDue();
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(TaskEngine.CLOSED.plus(Duration.ofMinutes(1)));
        assertEquals(
                List.of(Optional.of(PICTURE), Optional.of(PICTURE)),
                shop.sender.taken.stream()
                        .filter(message -> message.template().equals("reply"))
                        .map(OutgoingMessage::picture)
                        .toList());
    }

    private static void answer(OutboxShop shop, String id, ImmutableList<Occasion> covers) {
        try (Answering answering = shop.outbox.answering(BUDI.id())) {
            answering.reply(OutboxShop.reply(BUDI.id(), id).withPicture(PICTURE), covers);
        }
    }
}
