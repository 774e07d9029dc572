package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who needs a human gets one, and can talk to them. */
class HumanTest {

    private static final Map<String, String> SETTINGS = Map.of("STORE_LANGUAGE", "en");

    private TestShop shop = TestShop.keepingPictures(SETTINGS);

    /** Calls a human by not being understood. */
    private List<OutgoingMessage> calls(PersonId person) {
        shop.says(person, "hm hm");
        shop.says(person, "what is this");
        return shop.says(person, "I give up");
    }

    private static List<String> templates(PersonId person, List<OutgoingMessage> sent) {
        return sent.stream()
                .filter(message -> message.to().equals(person.text()))
                .map(OutgoingMessage::template)
                .toList();
    }

    private static String only(String template, List<OutgoingMessage> sent) {
        return Iterables.getOnlyElement(sent.stream()
                        .filter(message -> message.template().equals(template))
                        .toList())
                .text();
    }

    @Test
    void whoHasNoOrderGetsAHumanToo() {
        List<OutgoingMessage> sent = calls(SITI);
        assertEquals(List.of("admin-called"), templates(SITI, sent));
        String notice = only("call-admin", sent);
        assertTrue(
                notice.contains("#1, the bot does not understand\nCustomer: 6281****432 (Siti)\nOrder: none"), notice);
        assertTrue(notice.contains("They wrote: I give up") && notice.endsWith("!reply #1 ..."), notice);
    }

    @Test
    void theNoticeSaysWhereTheCustomerStands() {
        String id = shop.order(BUDI, "gold 3");
        shop.says(ADMIN, "!order-confirm " + id);
        String notice = only("call-admin", calls(BUDI));
        assertTrue(notice.contains("\nOrder: " + id + ", GOLD, 3 months, "), notice);
    }

    @Test
    void whoHasCalledIsToldOfOnceAndAnewADayLater() {
        calls(SITI);
        shop.clock.advance(Duration.ofHours(2));
        assertEquals(List.of(), templates(ADMIN, calls(SITI)));
        shop.clock.advance(Duration.ofHours(22));
        assertTrue(only("call-admin", calls(SITI)).contains("#2, "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!reply #1 ", "!reply 1 ", "!balas #1\n"})
    void anAnswerReachesTheCustomerAsItWasTyped(String line) {
        calls(SITI);
        List<OutgoingMessage> sent = shop.says(ADMIN, line + "Hello *Siti*!\n\n!katalog shows all. a_b@c.id");
        assertEquals(
                "💬 *Pterodactyl Store*\n\nHello *Siti*!\n\n!katalog shows all. a_b@c.id",
                only("call-answer-customer", sent));
        assertEquals(List.of("call-answer-customer"), templates(SITI, sent));
        assertTrue(only("call-answered", sent).contains("Sent to #1 (6281****432, Siti)"));
    }

    @Test
    void anAnswerThatCannotBeDeliveredIsListedAsNoOrders() {
        calls(SITI);
        shop.fate = message -> message.template().equals("call-answer-customer")
                ? SendResult.unreachable("wrote long ago")
                : SendResult.SENT;
        shop.says(ADMIN, "!reply #1 Hello");
        String reply = shop.reply(TestShop.OWNER, "!outbox");
        assertTrue(reply.contains("⚠️ A message to 6281****432"), reply);
    }

    @Test
    void anAnswerThatComesInTwiceIsSentOnce() {
        calls(SITI);
        IncomingMessage message = IncomingMessage.privately("test", "twice", ADMIN, "Admin", "!reply #1 Hello");
        shop.receives(message);
        shop.clock.advance(Duration.ofMinutes(11));
        assertEquals(List.of(), templates(SITI, shop.receives(message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!reply #3 Hello", "!reply #0 Hello", "!reply hello there", "!bot off #99999999999", "!bot on x"
            })
    void aNumberThatIsNoOpenCallIsRefusedWithThoseThatAre(String line) {
        calls(SITI);
        calls(BUDI);
        List<OutgoingMessage> sent = shop.says(ADMIN, line);
        assertEquals(
                List.of("no-such-call"),
                sent.stream().map(OutgoingMessage::template).toList());
        String reply = sent.get(0).text();
        assertTrue(reply.contains("• #1 6281****432 (Siti)\n• #2 6281****890 (Budi)"), reply);
    }

    @Test
    void aCallThatIsOverIsAnsweredNoMore() {
        calls(SITI);
        shop.clock.advance(Duration.ofHours(25));
        assertEquals(
                "❓ \"#1\" is no call that is open.\n\nNobody waits for an admin now.",
                shop.reply(ADMIN, "!reply #1 Hello"));
        assertEquals(List.of("no-such-call"), templates(ADMIN, shop.quotes(ADMIN, "call-admin", "Hello")));
        assertFalse(templates(SITI, shop.sent).contains("call-answer-customer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!reply", "!reply #1", "!reply #1 \u200B", "!bot", "!bot off", "!bot maybe #1", "!bot #1"})
    void whatIsMissingIsSaid(String line) {
        calls(SITI);
        assertEquals(List.of("missing-argument"), templates(ADMIN, shop.says(ADMIN, line)));
        assertFalse(isQuiet(SITI));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply #1 Hello", "balas #1 Hello", "bot off #1"})
    void toCustomersTheseCommandsDoNotExist(String line) {
        calls(SITI);
        List<OutgoingMessage> sent = shop.says(SITI, "!" + line);
        assertEquals(shop.reply(SITI, "!qwzx"), Iterables.getOnlyElement(sent).text());
        assertEquals("unknown-command", sent.get(0).template());
        assertFalse(isQuiet(SITI));
    }

    private boolean isQuiet(PersonId person) {
        return templates(ADMIN, shop.says(person, "still there?")).equals(List.of("call-words-admin"));
    }

    @Test
    void theBotIsQuietForHalfAnHourAfterAnAdminsLastWord() {
        calls(SITI);
        shop.clock.advance(Duration.ofHours(2));
        shop.says(ADMIN, "!reply #1 Hello");
        shop.clock.advance(Duration.ofMinutes(29));
        for (String text : List.of("yes", "no", "hello", "!?", "order gold 1")) {
            assertEquals(List.of(), templates(SITI, shop.says(SITI, text)), text);
        }
        shop.says(ADMIN, "!reply #1 Wait a moment");
        shop.clock.advance(Duration.ofMinutes(29));
        assertEquals(List.of(), templates(SITI, shop.says(SITI, "hello")));
        shop.clock.advance(Duration.ofMinutes(1));
        assertEquals(List.of("menu"), templates(SITI, shop.says(SITI, "hello")));
    }

    @Test
    void meanwhileWhatTheCustomerSaysReachesTheAdmins() {
        calls(SITI);
        shop.says(ADMIN, "!reply #1 Hello");
        List<OutgoingMessage> sent = shop.says(SITI, "Where is\n*my* {{orderId}}? Call 0812-9876-5432, @6281298765432");
        assertEquals(
                List.of("call-words-admin"),
                sent.stream().map(OutgoingMessage::template).toList());
        assertEquals(
                "💬 #1 Siti: Where is ＊my＊ {{orderId}}? Call 08****32, @62****32",
                sent.get(0).text());
        assertEquals(
                2, shop.says(SITI, "hello").size() + shop.says(SITI, "hello").size(), "also the same words");
    }

    @Test
    void whoSaysTooMuchAtOnceIsToldSo() {
        calls(SITI);
        shop.says(ADMIN, "!reply #1 Hello");
        for (int i = 0; i < 20; i++) {
            assertEquals(List.of("call-words-admin"), templates(ADMIN, shop.says(SITI, "and " + i)));
        }
        assertEquals(
                List.of("not-passed-on"),
                shop.says(SITI, "and on").stream()
                        .map(OutgoingMessage::template)
                        .toList());
        assertEquals(List.of(), shop.says(SITI, "and on"));
        shop.clock.advance(Duration.ofMinutes(11));
        assertEquals(List.of("call-words-admin"), templates(ADMIN, shop.says(SITI, "and on")));
    }

    @Test
    void onlyWhoTalksToAnAdminIsLeftToThem() {
        calls(SITI);
        shop.says(ADMIN, "!reply #1 Hello");
        assertEquals(List.of("menu"), templates(BUDI, shop.says(BUDI, "hello")));
    }

    @Test
    void commandsAndPicturesWorkAsEver() {
        shop.order(BUDI, "gold");
        calls(BUDI);
        shop.says(ADMIN, "!reply #1 Hello");
        assertEquals(List.of("catalog"), templates(BUDI, shop.says(BUDI, "!katalog")));
        List<OutgoingMessage> sent = shop.receives(new IncomingMessage(
                "test",
                "picture",
                BUDI,
                BUDI.text(),
                "Budi",
                "",
                ImmutableSet.of(),
                Optional.empty(),
                Optional.of(() -> CompletableFuture.completedFuture(Optional.of(ByteSource.wrap(new byte[9])))),
                Optional.empty()));
        assertEquals(List.of("proof-received-customer"), templates(BUDI, sent));
        assertEquals(List.of("opted-out"), templates(BUDI, shop.says(BUDI, "STOP")));
    }

    @Test
    void aQuestionOfTheBotIsAnsweredAndOtherWordsEndIt() {
        String id = shop.order(BUDI, "gold");
        calls(BUDI);
        shop.says(ADMIN, "!reply #1 Hello");
        shop.says(BUDI, "!cancel " + id);
        assertEquals(List.of("call-words-admin"), templates(ADMIN, shop.says(BUDI, "what does that mean")));
        assertEquals(List.of("call-words-admin"), templates(ADMIN, shop.says(BUDI, "yes")));
        assertEquals(OrderStatus.PENDING, status(id));
        shop.says(BUDI, "!cancel " + id);
        shop.says(BUDI, "yes");
        assertEquals(OrderStatus.CANCELLED, status(id));
    }

    @Test
    void whatComesTooLateForAQuestionIsSaidToTheAdmin() {
        String id = shop.order(BUDI, "gold");
        calls(BUDI);
        shop.says(BUDI, "!cancel " + id);
        shop.clock.advance(Duration.ofMinutes(6));
        shop.says(ADMIN, "!reply #1 Does it say red?");
        assertEquals(List.of("call-words-admin"), templates(ADMIN, shop.says(BUDI, "yes")));
        assertEquals(List.of(), templates(BUDI, shop.says(BUDI, "no")));
        assertEquals(OrderStatus.PENDING, status(id));
    }

    private OrderStatus status(String id) {
        return shop.storage.get(OrderId.of(id)).orElseThrow().status();
    }

    @Test
    void aYesToAnAdminRenewsNothing() {
        String id = shop.order(BUDI, "bronze 1");
        for (String step : List.of("order-confirm %s", "order-process %s", "order-complete %s SERVER123")) {
            shop.says(ADMIN, "!" + step.formatted(id));
        }
        shop.clock.set(Instant.parse("2026-12-15T02:00:00Z"));
        assertEquals(1, shop.looksAtRenewals().size());
        calls(BUDI);
        shop.says(ADMIN, "!reply #1 Does it say red?");
        assertEquals(List.of("call-words-admin"), templates(ADMIN, shop.says(BUDI, "yes")));
        assertEquals(1, shop.storage.count(OrderQuery.newestFirst().build()));
        shop.quotes(BUDI, "renewal-reminder-customer", "yes");
        assertEquals(2, shop.storage.count(OrderQuery.newestFirst().build()));
    }

    @Test
    void aTextThatIsForwardedReachesTheAdminToo() {
        calls(SITI);
        shop.says(ADMIN, "!reply #1 What does it say?");
        List<OutgoingMessage> sent = shop.receives(
                new IncomingMessage("test", "f", SITI, SITI.text(), "Siti", "!order gold", Trait.FORWARDED));
        assertEquals("💬 #1 Siti: !order gold", Iterables.getOnlyElement(sent).text());
    }

    @Test
    void quotingANoticeAnswersIt() {
        calls(SITI);
        calls(BUDI);
        List<OutgoingMessage> sent = shop.quotes(ADMIN, "call-admin", "ok, one moment\nplease");
        assertEquals("💬 *Pterodactyl Store*\n\nok, one moment\nplease", only("call-answer-customer", sent));
        assertEquals(List.of("call-answer-customer"), templates(BUDI, sent));
        shop.says(BUDI, "thanks");
        assertEquals(List.of("call-answer-customer"), templates(BUDI, shop.quotes(ADMIN, "call-words-admin", "no")));
    }

    @Test
    void aCommandThatQuotesANoticeStaysACommand() {
        calls(SITI);
        assertEquals(List.of("catalog"), templates(ADMIN, shop.quotes(ADMIN, "call-admin", "!katalog")));
    }

    @Test
    void whatACustomerQuotesAnswersNobody() {
        calls(SITI);
        assertEquals(List.of(), templates(SITI, shop.quotes(BUDI, "call-admin", "Hello")));
    }

    @ParameterizedTest
    @CsvSource({"off, on", "mati, nyala", "OFF, ON"})
    void anAdminHasTheBotBeQuietAndAnswerAgain(String off, String on) {
        calls(SITI);
        assertEquals(List.of("bot-quiet"), templates(ADMIN, shop.says(ADMIN, "!bot " + off + " #1")));
        shop.clock.advance(Duration.ofHours(23));
        assertTrue(isQuiet(SITI));
        assertEquals(List.of("bot-speaks"), templates(ADMIN, shop.says(ADMIN, "!bot " + on + " #1")));
        assertFalse(isQuiet(SITI));
    }

    @Test
    void thatEndsByItselfAfterADay() {
        calls(SITI);
        shop.says(ADMIN, "!bot off #1");
        shop.clock.advance(Duration.ofHours(23));
        shop.says(ADMIN, "!reply #1 Hello");
        shop.clock.advance(Duration.ofHours(2));
        assertFalse(isQuiet(SITI));
    }

    @Test
    void anAdminWhoTalksCanLetTheBotAnswerAtOnce() {
        calls(SITI);
        shop.says(ADMIN, "!reply #1 Type !katalog");
        shop.says(ADMIN, "!bot on #1");
        assertFalse(isQuiet(SITI));
    }

    @Test
    void answersAreInTheAuditTrail() {
        List<String> kept = new ArrayList<>();
        AuditTrail trail = entries -> entries.forEach(entry -> kept.add(entry.command() + " " + entry.result()));
        shop = new TestShop(
                SETTINGS,
                InMemoryOrderStorage.create(Fixtures.JAKARTA),
                ChatStores.inMemory().with(trail));
        calls(SITI);
        shop.says(ADMIN, "!reply #1 Hello");
        shop.says(ADMIN, "!reply #2 Hello");
        shop.says(SITI, "!bot off #1");
        shop.says(ADMIN, "!bot off #1");
        assertEquals(List.of("reply DONE", "reply REFUSED", "bot DENIED", "bot DONE"), kept);
    }

    @Test
    void whereThereAreNoAdminsTheMenuIsAllThereIs() {
        shop = new TestShop(Map.of("OWNER_NUMBER", "", "STORE_ADMIN", "", "STORE_LANGUAGE", "en"));
        assertEquals(
                List.of("menu"),
                calls(SITI).stream().map(OutgoingMessage::template).toList());
    }
}
