package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.OrderId;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody who writes is left without an answer, and who needs a person gets one. */
class UnclearTextTest {

    private final TestShop shop = TestShop.keepingPictures(Map.of());
    private int pictures;

    private static String reply(List<OutgoingMessage> sent) {
        return sent.stream()
                .filter(message -> message.replyTo().isPresent())
                .map(OutgoingMessage::template)
                .findFirst()
                .orElse("silence");
    }

    private List<String> toAdmins(List<OutgoingMessage> sent) {
        return sent.stream()
                .filter(message -> message.to().equals(ADMIN.text()))
                .map(OutgoingMessage::template)
                .toList();
    }

    private String says(String text) {
        return reply(shop.says(BUDI, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".order bronze 1",
                "/order bronze 1",
                "#order bronze 1",
                "order bronze 1",
                "Order Bronze 1",
                "！order bronze 1",
                "❗order bronze 1",
                "*!order bronze 1*",
                "_!order bronze 1_",
                "`!order bronze 1`",
                "```!order bronze 1```",
                "> !order bronze 1",
                "- !order bronze 1",
                "• !order bronze 1",
                "1. !order bronze 1",
                "\"!order bronze 1\"",
                "“!order bronze 1”",
                "\n*!order bronze 1*\nmakasih"
            })
    void aLineThatBeginsLikeAnOrderIsAskedAbout(String text) {
        assertEquals("confirm-order", says(text));
        assertEquals(0, shop.storage.count(OrderQuery.newestFirst().build()));
        assertEquals("order-created-customer", says("ya"));
    }

    @ParameterizedTest
    @CsvSource({".order-note ORD-7K2QM-X0R4T halo, !order-note", "*!username ORD-7K2QM-X0R4T budi*, !username"})
    void oneThatWouldChangeSomethingElseIsToBeCopied(String text, String line) {
        assertTrue(shop.reply(BUDI, text).contains("\n" + line), text);
    }

    @ParameterizedTest
    @CsvSource({
        "katalog,             catalog",
        "help,                help",
        "bantuan,             help",
        "#menu,               help",
        "/start,              help",
        "/katalgo,            did-you-mean",
        "ord-7k2qm-x0r4t,     order-not-found"
    })
    void whatOnlyReadsIsRunAndASlipIsToBeCopied(String text, String answer) {
        assertEquals(answer, says(text));
    }

    @ParameterizedTest
    @CsvSource({
        "mau beli server minecraft dong, choose-package",
        "halo kak, menu",
        "order buat anakku itu kapan ya jadinya kak, no-orders",
        "..., menu"
    })
    void otherTextOrdersNothing(String text, String answer) {
        assertEquals(answer, says(text));
        assertEquals(0, shop.storage.count(OrderQuery.newestFirst().build()));
    }

    @Test
    void nothingIsSaidTwiceInARowNorMoreThanThreeTimesAnHour() {
        List<String> answers = List.of(says("halo"), says("kok gini"), says("hmm gitu"), says("halo lagi"));
        assertEquals(List.of("menu", "unclear", "admin-called", "silence"), answers);
        shop.clock.advance(Duration.ofMinutes(61));
        assertEquals("menu", says("halo"));
    }

    @ParameterizedTest
    @CsvSource({
        "pending, Kirim foto buktinya ke sini",
        "confirmed, Sebentar lagi server",
        "processing, sedang disiapkan",
        "completed, Aktif sampai"
    })
    void unclearTextIsAnsweredByWhereTheOrderStands(String status, String words) {
        String id = shop.order(BUDI, "gold");
        List<String> steps =
                List.of("!order-confirm " + id, "!order-process " + id, "!order-complete " + id + " srv-1");
        int moves = List.of("pending", "confirmed", "processing", "completed").indexOf(status);
        steps.stream().limit(moves).forEach(step -> shop.says(ADMIN, step));
        String reply = shop.reply(BUDI, "gimana kak");
        assertTrue(reply.contains(id) && reply.contains(words), reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rek nya mana kak?", "bayar kemana?", "Norek dong", "how do I pay"})
    void aQuestionAboutPayingIsAnsweredAndTheAdminsToldOnce(String text) {
        String id = shop.order(BUDI, "gold");
        List<OutgoingMessage> sent = shop.says(BUDI, text);
        assertEquals("standing", reply(sent));
        String reply = sent.get(0).text();
        assertTrue(
                reply.contains("Rp 85.000") && reply.contains("wa.me/") && reply.contains("teruskan ke admin"), reply);
        assertEquals(List.of("call-admin"), toAdmins(sent));
        assertTrue(sent.stream().anyMatch(message -> message.text().contains("Katanya: " + text)));
        assertEquals(List.of(), toAdmins(shop.says(BUDI, text)));
        assertTrue(shop.sent.stream()
                .anyMatch(
                        message -> message.text().contains(id) && message.text().endsWith("!reply #1 ...")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udah transfer kak 135k", "sdh tf ya"})
    void whoSaysThatTheyPaidIsAskedForAPictureAndTheAdminsToldOnce(String text) {
        shop.order(BUDI, "gold");
        List<OutgoingMessage> sent = shop.says(BUDI, text);
        assertEquals("paid-claimed", reply(sent));
        assertTrue(
                sent.get(0).text().contains("kirim foto bukti bayarnya ke sini"),
                sent.get(0).text());
        assertEquals(List.of("call-admin"), toAdmins(sent));
        assertEquals(List.of(), toAdmins(shop.says(BUDI, text)));
    }

    @Test
    void whoIsNotUnderstoodThreeTimesGetsAnAdmin() {
        shop.order(BUDI, "gold");
        says("servernya yang mana");
        says("hmm gitu");
        List<OutgoingMessage> third = shop.says(BUDI, "nomorku 081234567890");
        assertEquals("admin-called", reply(third));
        assertEquals(List.of("call-admin"), toAdmins(third));
        assertTrue(third.stream().noneMatch(message -> message.text().contains("081234567890")));
    }

    @Test
    void whoeverCallsAnAdminHearsSoHoweverOftenTheyWrote() {
        for (String text : List.of("oke", "siap", "oke kak", "tidak")) {
            says(text);
        }
        List<OutgoingMessage> sent = shop.says(BUDI, "gimana nih lanjutnya");
        assertEquals("admin-called", reply(sent));
        assertEquals(List.of("call-admin"), toAdmins(sent));
        assertEquals("silence", reply(shop.says(BUDI, "gimana nih lanjutnya")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"halo", "oke siap", "gimana ya"})
    void anAdminIsNotGreetedAsACustomer(String text) {
        assertEquals("admin-menu", reply(shop.says(ADMIN, text)));
    }

    @Test
    void anAdminWithTheWrongPrefixGetsWhatOnlyReads() {
        assertEquals("no-orders", reply(shop.says(ADMIN, ".orders pending")));
    }

    @ParameterizedTest
    @CsvSource({"EDITED, edit-not-read", "NOT_OPENED, not-opened"})
    void whatCannotBeReadIsSaidNowAndThen(Trait trait, String template) {
        assertEquals(
                template, reply(shop.receives(new IncomingMessage("test", "1", BUDI, BUDI.text(), "", "x", trait))));
        assertEquals(
                "silence", reply(shop.receives(new IncomingMessage("test", "2", BUDI, BUDI.text(), "", "x", trait))));
    }

    @Test
    void aMessageWithoutTextIsAnsweredNowAndThen() {
        assertEquals(List.of("no-text", "silence"), List.of(says(""), says(" ")));
        shop.clock.advance(Duration.ofMinutes(11));
        assertEquals("no-text", says(""));
    }

    @Test
    void whereNoPicturesComeNobodyIsToldToSendOne() {
        TestShop bridge = TestShop.keepingPictures(Map.of("NO_PICTURES", "yes"));
        String id = bridge.order(BUDI, "gold");
        for (String text : List.of("!proof " + id, "", "bayar kemana kak")) {
            String reply = bridge.reply(BUDI, text);
            assertTrue(!reply.contains("ke sini") && reply.contains("wa.me/"), reply);
        }
        assertTrue(bridge.sent.get(0).text().contains("Kirim bukti bayarnya ke admin"));
    }

    private List<OutgoingMessage> picture(PersonId person, Trait... traits) {
        pictures++;
        return shop.receives(new IncomingMessage(
                "test",
                "p" + pictures,
                person,
                person.text(),
                "",
                "",
                ImmutableSet.copyOf(traits),
                Optional.empty(),
                Optional.of(() -> CompletableFuture.completedFuture(Optional.of(ByteSource.wrap(new byte[9])))),
                Optional.empty()));
    }

    @Test
    void aPictureForAnUnpaidOrderIsItsProofAlsoIfItWasForwarded() {
        shop.order(BUDI, "gold");
        assertEquals("proof-received-customer", reply(picture(BUDI, Trait.FORWARDED)));
    }

    @Test
    void aPictureAfterACancellationIsShownToTheAdmins() {
        String id = shop.order(BUDI, "gold");
        shop.says(ADMIN, "!order-cancel " + id);
        List<OutgoingMessage> sent = picture(BUDI);
        assertEquals("proof-late", reply(sent));
        assertEquals(List.of("proof-late-admin"), toAdmins(sent));
        assertTrue(sent.stream().anyMatch(message -> message.attachment().equals(Optional.of("proofs/one.jpg"))));
        assertTrue(shop.storage.get(OrderId.of(id)).orElseThrow().paymentProof().isPresent());
        assertEquals(List.of(), toAdmins(picture(BUDI)));
    }

    @Test
    void aPictureAfterTheConfirmationIsNotNeeded() {
        String id = shop.order(BUDI, "gold");
        shop.says(ADMIN, "!order-confirm " + id);
        assertEquals("proof-not-needed", reply(picture(BUDI)));
    }

    @Test
    void aPictureWithoutAnOrderIsAnsweredNowAndThen() {
        assertEquals("picture-without-order", reply(picture(BUDI)));
        assertEquals("silence", reply(picture(BUDI)));
    }

    @Test
    void aPrefixThatPeopleAlsoWriteIsNoCommandByItself() {
        TestShop dots = TestShop.keepingPictures(Map.of("BOT_PREFIX", "."));
        assertEquals("menu", reply(dots.says(BUDI, "...")));
        assertEquals("menu", reply(dots.says(SITI, ".. ok")));
        assertEquals("catalog", reply(dots.says(BUDI, ".katalog")));
    }
}
