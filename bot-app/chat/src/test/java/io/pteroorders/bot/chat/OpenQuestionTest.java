package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.OpenQuestion;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A question is open until its person's next text, and only a yes does what it named. */
class OpenQuestionTest {

    private final OpenQuestions questions = OpenQuestions.inMemory();
    private TestShop shop = new TestShop(
            Map.of(),
            InMemoryOrderStorage.create(Fixtures.JAKARTA),
            ChatStores.inMemory().with(questions));

    private long orders() {
        return shop.storage.count(OrderQuery.newestFirst().build());
    }

    private OrderStatus status(String id) {
        return shop.storage.get(OrderId.of(id)).orElseThrow().status();
    }

    private String template(PersonId person, String text) {
        List<OutgoingMessage> replies = shop.says(person, text).stream()
                .filter(message -> message.replyTo().isPresent())
                .toList();
        return replies.size() == 1 ? replies.get(0).template() : replies.size() + " replies";
    }

    private boolean isOpen(PersonId person) {
        return questions.find(person).isPresent();
    }

    private void askAboutASecondOrder() {
        shop.says(BUDI, "!order bronze 1");
        assertEquals("confirm-again", template(BUDI, "!order bronze 1"));
    }

    @Test
    void anAnswerThatAlsoAsksIsNamedForItsQuestion() {
        shop.says(BUDI, "!order gold 1");
        assertEquals("confirm-order", template(BUDI, "mau silver sebulan, bisa qris kan?"));
        assertEquals("order-created-customer", template(BUDI, "ya"));
        assertEquals(2, orders());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batal",
                "batal kak",
                "cancel",
                "jangan",
                "jangan kak",
                "gajadi",
                "nggak usah",
                "gak usah kak",
                "ngga",
                "engga",
                "nanti dulu",
                "stop",
                "tdk",
                "tidak usah",
                "g",
                "skip",
                "jangan dulu ya",
                "ok ga jadi",
                "jangan kak salah pencet",
                "salah pencet kak",
                "*Jangan!*",
                "tidaaak"
            })
    void aNoInAnyWordsEndsTheQuestion(String no) {
        askAboutASecondOrder();
        assertTrue(template(BUDI, no).startsWith("not-cancelled"), no);
        assertFalse(isOpen(BUDI));
        shop.says(BUDI, "ya");
        assertEquals(1, orders());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ya",
                "iya mas",
                "y kak",
                "YA!!",
                "ya.",
                "oke deh",
                "ashiap",
                "sip",
                "ok siap",
                "yaa",
                "iyaa kak",
                "yoi",
                "boleh",
                "nggih",
                "betul",
                "ya kak",
                "iya\u200E",
                "ok\uFE0F 🙏",
                "*ya*",
                "yes please",
                "gak papa, ya",
                "jadi",
                "mau",
                "lanjut",
                "gas",
                "ya kak satu lagi",
                "oke kak makasih",
                "iya, bukan salah pencet kok",
                "jangan khawatir, iya emang mau nambah"
            })
    void aYesInAnyWordsDoesWhatWasAsked(String yes) {
        askAboutASecondOrder();
        assertEquals("order-created-customer", template(BUDI, yes));
        assertEquals(2, orders());
        assertFalse(isOpen(BUDI));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "✅", "satu lagi", "ya?", "apa?", "kok bisa dobel", "ya ampun maaf", "halo", "", "MULAI"})
    void whatIsNeitherIsAskedAboutOnceMoreAndThenEndsIt(String text) {
        askAboutASecondOrder();
        String again = shop.reply(BUDI, text);
        assertTrue(again.contains("Barusan kamu sudah memesan ini") && again.contains("*YA*"), again);
        assertEquals("not-understood", template(BUDI, text));
        assertFalse(isOpen(BUDI));
        shop.says(BUDI, "ok");
        assertEquals(1, orders());
    }

    @ParameterizedTest
    @CsvSource({
        "harga gold berapa, price",
        "status pesanan saya gimana, order-status",
        "mau ngomong sama admin, admin-called",
        "ok kak nanti saya bayar, not-cancelled",
        "bentar tanya istri dulu, not-cancelled"
    })
    void whatSaysSomethingElseIsAnsweredAndEndsTheQuestion(String text, String answer) {
        askAboutASecondOrder();
        assertEquals(answer, template(BUDI, text));
        assertFalse(isOpen(BUDI));
        shop.says(BUDI, "ok");
        assertEquals(1, orders());
    }

    @Test
    void whoOrdersSomethingWhileAnOrderIsToBePickedPicksNone() {
        shop.order(BUDI, "gold");
        shop.order(BUDI, "silver");
        assertEquals("which-order", template(BUDI, "!cancel"));
        assertEquals("confirm-order", template(BUDI, "pesan gold 2 bulan"));
        assertEquals("not-cancelled", template(BUDI, "ga jadi"));
        assertEquals("which-order", template(BUDI, "!cancel"));
        assertEquals("confirm-cancel", template(BUDI, "yang gold, bukan silver"));
    }

    @Test
    void anAdminWhoGrumblesCallsNobody() {
        assertEquals("admin-menu", template(OWNER, "lama banget sih"));
    }

    @Test
    void theRepeatedQuestionIsAnsweredLikeTheFirst() {
        askAboutASecondOrder();
        shop.clock.advance(Duration.ofMinutes(4));
        shop.says(BUDI, "hmm");
        shop.clock.advance(Duration.ofMinutes(4));
        assertEquals("order-created-customer", template(BUDI, "ya"));
        assertEquals(2, orders());
    }

    @Test
    void aBroadcastIsNotSentByAnOkForSomebodyElse() {
        shop.order(BUDI, "bronze");
        shop.says(OWNER, "!broadcast all Promo");
        assertEquals("not-cancelled", template(OWNER, "jangan dulu"));
        assertEquals(
                List.of(),
                shop.says(OWNER, "ok").stream()
                        .filter(m -> m.text().contains("Promo"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"!katalog", "!tidakada", "!help"})
    void aCommandEndsAQuestion(String command) {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        shop.says(BUDI, command);
        shop.says(BUDI, "ya");
        assertEquals(OrderStatus.PENDING, status(id));
    }

    @Test
    void stopIsOnlyANoWhileAQuestionIsOpen() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        String reply = shop.reply(BUDI, "STOP");
        assertTrue(reply.contains("tidak ada yang berubah") && reply.contains("STOP sekali lagi"), reply);
        assertEquals("opted-out", template(BUDI, "STOP"));
        shop.says(BUDI, "ya");
        assertEquals(OrderStatus.PENDING, status(id));
    }

    @Test
    void aStopThatIsTooLateForTheQuestionIsOneAgain() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        shop.clock.advance(Duration.ofMinutes(5));
        assertEquals("opted-out", template(BUDI, "stop"));
        assertFalse(isOpen(BUDI));
    }

    @Test
    void aForwardedTextAndOneThatIsTooLongAreNoYes() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        List<OutgoingMessage> replies =
                shop.receives(new IncomingMessage("test", "f", BUDI, BUDI.text(), "Budi", "ya", Trait.FORWARDED));
        assertEquals("ask-again", replies.get(0).template());
        assertEquals("message-too-long", template(BUDI, "ya ".repeat(4000)));
        assertFalse(isOpen(BUDI));
        assertEquals(OrderStatus.PENDING, status(id));
    }

    @Test
    void aForwardedTextIsNotAnsweredOtherwise() {
        assertEquals(
                List.of(),
                shop.receives(new IncomingMessage("test", "f", BUDI, BUDI.text(), "Budi", "STOP", Trait.FORWARDED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"halo", "!katalog"})
    void whatIsNotAnsweredBecauseItIsTooMuchEndsAQuestionToo(String tooMuch) {
        TestShop busy = new TestShop(
                Map.of("RATE_LIMIT_PER_MINUTE", "3"),
                InMemoryOrderStorage.create(Fixtures.JAKARTA),
                ChatStores.inMemory().with(questions));
        for (int i = 0; i < 3; i++) {
            busy.says(BUDI, "halo");
        }
        String id = busy.order(BUDI, "gold");
        busy.says(BUDI, "!cancel " + id);
        assertTrue(isOpen(BUDI));
        busy.says(BUDI, "!katalog");
        busy.says(BUDI, "!cancel " + id);
        busy.says(BUDI, tooMuch);
        assertFalse(isOpen(BUDI));
    }

    /** Both come out of a backlog: the yes was written when no question could be seen. */
    @Test
    void aYesThatWasWrittenBeforeTheQuestionAnswersNothing() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        Instant before = shop.clock.instant().minus(Duration.ofMinutes(2));
        List<OutgoingMessage> replies = shop.receives(new IncomingMessage(
                "test",
                "old",
                BUDI,
                BUDI.text(),
                "Budi",
                "ok",
                ImmutableSet.of(),
                Optional.of(before),
                Optional.empty(),
                Optional.empty()));
        assertEquals("ask-again", replies.get(0).template());
        assertEquals(OrderStatus.PENDING, status(id));
    }

    private void restart() {
        TestShop next =
                new TestShop(Map.of(), shop.storage, ChatStores.inMemory().with(questions));
        next.run = "after the restart ";
        shop = next;
    }

    private List<OutgoingMessage> receives(String id, String text) {
        return shop.receives(IncomingMessage.privately("test", id, BUDI, "Budi", text));
    }

    /** The program died with the yes in its hands: before the change, or after it and before the question was closed. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aYesThatComesAgainAfterACrashDoesWhatItSaidOnce(boolean done) {
        askAboutASecondOrder();
        OpenQuestion answered = questions.find(BUDI).orElseThrow().answeredBy("yes");
        if (done) {
            receives("yes", "ya");
        }
        questions.ask(BUDI, answered);
        restart();
        shop.clock.advance(Duration.ofMinutes(20));
        assertEquals("order-created-customer", receives("yes", "ya").get(0).template());
        assertEquals(2, orders());
        assertFalse(isOpen(BUDI));
    }

    @Test
    void anotherYesAfterACrashMakesNoSecondChange() {
        askAboutASecondOrder();
        OpenQuestion answered = questions.find(BUDI).orElseThrow().answeredBy("yes");
        receives("yes", "ya");
        questions.ask(BUDI, answered);
        restart();
        assertEquals("order-created-customer", receives("later", "ok").get(0).template());
        assertEquals(2, orders());
    }

    @Test
    void aQuestionIsAnsweredByItsOwnPersonOnly() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        shop.says(SITI, "ya");
        shop.says(ADMIN, "ya");
        assertEquals(OrderStatus.PENDING, status(id));
    }
}
