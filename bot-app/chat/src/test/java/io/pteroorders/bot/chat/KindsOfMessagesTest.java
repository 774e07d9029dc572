package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people send is answered by one line that fits, and commands nothing. */
class KindsOfMessagesTest {

    private final TestShop shop = TestShop.keepingPictures(Map.of());
    private int messages;

    private IncomingMessage message(PersonId person, String caption, Trait... traits) {
        messages++;
        return new IncomingMessage("test", "k" + messages, person, person.text(), "", caption, traits);
    }

    private String sends(PersonId person, Trait... traits) {
        return replyTo(message(person, "", traits));
    }

    private String sendsPicture(PersonId person, String caption, Trait... traits) {
        messages++;
        return replyTo(new IncomingMessage(
                "test",
                "k" + messages,
                person,
                person.text(),
                "",
                caption,
                ImmutableSet.copyOf(traits),
                Optional.empty(),
                Optional.of(() -> CompletableFuture.completedFuture(Optional.of(ByteSource.wrap(new byte[9])))),
                Optional.empty()));
    }

    private String replyTo(IncomingMessage message) {
        return shop.receives(message).stream()
                .filter(reply -> reply.replyTo().isPresent())
                .map(OutgoingMessage::template)
                .reduce((one, other) -> one + " " + other)
                .orElse("silence");
    }

    private long orders() {
        return shop.storage.count(OrderQuery.newestFirst().build());
    }

    @ParameterizedTest
    @CsvSource({
        "VOICE, voice-not-read",
        "STICKER, sticker-not-read",
        "LOCATION, location-not-read",
        "CONTACT, contact-not-read",
        "VIDEO, video-not-read",
        "ORDER, catalog-order-not-read",
        "PICTURE, picture-not-read",
        "POLL, poll-not-read",
        "EDITED, edit-not-read",
        "NOT_OPENED, not-opened",
        "OTHER, no-text"
    })
    void eachKindHasALineOfItsOwnOnceInTenMinutesForEachPerson(Trait kind, String template) {
        assertEquals(
                List.of(template, "silence", "silence"),
                List.of(sends(BUDI, kind), sends(BUDI, kind), sends(BUDI, kind)));
        assertEquals(template, sends(SITI, kind));
        shop.clock.advance(Duration.ofMinutes(9));
        assertEquals("silence", sends(BUDI, kind));
        shop.clock.advance(Duration.ofMinutes(2));
        assertEquals(template, sends(BUDI, Trait.FORWARDED, kind));
    }

    @Test
    void oneKindDoesNotSilenceAnother() {
        assertEquals(
                List.of("voice-not-read", "sticker-not-read", "video-not-read"),
                List.of(sends(BUDI, Trait.VOICE), sends(BUDI, Trait.STICKER), sends(BUDI, Trait.VIDEO)));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"GROUP", "FORWARDED", "FROM_ME"},
            mode = EnumSource.Mode.EXCLUDE)
    void aCaptionRunsNothing(Trait kind) {
        String id = shop.order(BUDI, "gold");
        shop.receives(message(BUDI, "!order silver 1", kind));
        shop.receives(message(ADMIN, "!order-cancel " + id, kind));
        shop.receives(
                new IncomingMessage("test", "g1", BUDI, "62811-1@g.us", "", "!order bronze 1", kind, Trait.GROUP));
        assertEquals(1, orders());
        assertEquals(
                OrderStatus.PENDING,
                shop.storage.get(OrderId.of(id)).orElseThrow().status());
    }

    @Test
    void aCaptionInAGroupIsNotAnswered() {
        assertEquals(
                "silence",
                replyTo(new IncomingMessage(
                        "test", "g1", BUDI, "62811-1@g.us", "", "!order bronze 1", Trait.VIDEO, Trait.GROUP)));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"VOICE", "STICKER", "LOCATION", "CONTACT", "VIDEO", "ORDER", "PICTURE", "POLL", "EDITED", "OTHER"})
    void anOpenQuestionIsAskedAgainAndEndsTheSecondTime(Trait kind) {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        assertEquals(List.of("ask-again", "not-understood"), List.of(sends(BUDI, kind), sends(BUDI, kind)));
        shop.says(BUDI, "ya");
        assertEquals(
                OrderStatus.PENDING,
                shop.storage.get(OrderId.of(id)).orElseThrow().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!order silver 1", "!cancel", "STOP", "ya"})
    void aPictureIsAProofWhateverItsCaptionSaysAndWhoeverMadeIt(String caption) {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        assertEquals("proof-received-customer", sendsPicture(BUDI, caption, Trait.FORWARDED));
        assertEquals(1, orders());
        Order order = shop.storage.get(OrderId.of(id)).orElseThrow();
        assertTrue(order.paymentProof().isPresent());
        assertEquals(OrderStatus.PENDING, order.status());
    }

    @Test
    void picturesWithoutAnOrderHaveOneAnswerWhateverTheirCaptionsSay() {
        assertEquals("picture-without-order", sendsPicture(BUDI, "!order gold 1"));
        assertEquals("silence", sendsPicture(BUDI, "!order gold 1", Trait.FORWARDED));
        assertEquals(0, orders());
    }

    @Test
    void anAlbumAfterTheConfirmationHasOneAnswer() {
        shop.says(ADMIN, "!order-confirm " + shop.order(BUDI, "gold"));
        assertEquals(List.of("proof-not-needed", "silence"), List.of(sendsPicture(BUDI, ""), sendsPicture(BUDI, "")));
        shop.clock.advance(Duration.ofMinutes(11));
        assertEquals("proof-not-needed", sendsPicture(BUDI, ""));
    }

    @Test
    void anAlbumAfterACancellationHasOneAnswerAndTheAdminsSeeIt() {
        shop.says(ADMIN, "!order-cancel " + shop.order(BUDI, "gold"));
        assertEquals("proof-late", sendsPicture(BUDI, ""));
        assertTrue(shop.sent.stream().anyMatch(message -> message.template().equals("proof-late-admin")));
        assertEquals("silence", sendsPicture(BUDI, ""));
    }

    @Test
    void anOrderFromTheCatalogueOfWhatsAppGetsTheLineToType() {
        String reply = shop.receives(message(BUDI, "", Trait.ORDER)).get(0).text();
        assertTrue(reply.contains("!katalog") && reply.endsWith("!order bronze 1"), reply);
        assertEquals(0, orders());
    }

    @ParameterizedTest
    @EnumSource(names = {"VIDEO", "PICTURE"})
    void whereNoPicturesComeNobodyIsToldToSendOne(Trait kind) {
        TestShop bridge = TestShop.keepingPictures(Map.of("NO_PICTURES", "yes"));
        String reply = bridge.receives(message(BUDI, "", kind)).get(0).text();
        assertTrue(reply.contains("wa.me/"), reply);
        assertFalse(reply.contains("ke sini"), reply);
    }

    @Test
    void howMuchIsAnsweredInAMinuteIsBoundForAllKindsTogether() {
        TestShop busy = TestShop.keepingPictures(Map.of("RATE_LIMIT_PER_MINUTE", "3"));
        List<Trait> kinds = List.of(Trait.VOICE, Trait.STICKER, Trait.VIDEO, Trait.CONTACT, Trait.POLL);
        kinds.forEach(kind -> busy.receives(message(BUDI, "", kind)));
        assertEquals(3, busy.sent.size());
    }
}
