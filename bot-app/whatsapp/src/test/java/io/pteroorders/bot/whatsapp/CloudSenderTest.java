package io.pteroorders.bot.whatsapp;

import static io.pteroorders.bot.whatsapp.Payloads.BUDI_ID;
import static io.pteroorders.bot.whatsapp.Payloads.BUDI_PHONE;
import static io.pteroorders.bot.whatsapp.Payloads.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import io.pteroorders.bot.whatsapp.FakeGraph.Accepted;
import io.pteroorders.bot.whatsapp.FakeGraph.Reaction;
import io.pteroorders.bot.whatsapp.ReceivedStatus.State;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.OutgoingMessage.Choice;
import io.pteroorders.notify.PaymentCode;
import io.pteroorders.notify.Picture;
import io.pteroorders.notify.Receipt;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.SendResult.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Sending to a Graph API that takes nothing that the documentation forbids, and is in a bad mood at times. */
class CloudSenderTest {

    private static final PersonId BUDI = PersonId.whatsApp(BUDI_PHONE);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Templates TEMPLATES = Templates.of(
            Map.of("order-completed-customer", "order_ready id orderId note missing"),
            Map.of("order-completed-customer", ImmutableSet.of("orderId", "note", "missing")),
            Assertions::fail);

    @TempDir
    Path data;

    private final ManualClock clock = ManualClock.at(NOON);
    private final StatusBook statuses = new StatusBook();
    private FakeGraph graph;
    private Path tokenFile;
    private Identities identities;
    private Windows windows;

    @BeforeEach
    void start() throws Exception {
        graph = new FakeGraph();
        tokenFile = Files.writeString(data.resolve("token"), FakeGraph.TOKEN + "\n");
        identities = Identities.open(InMemoryShopStorage.create(Fixtures.JAKARTA, clock)
                .lease("a test")
                .orElseThrow());
        windows = new Windows(clock);
        windows.heard(BUDI, NOON);
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), graph.violations());
        graph.close();
    }

    private URI messages() {
        return graph.base().resolve("/" + FakeGraph.VERSION + "/" + Payloads.OUR_NUMBER + "/messages");
    }

    private CloudSender sender(Duration answer, Duration status) throws Exception {
        return sender(messages(), answer, status);
    }

    private CloudSender sender(URI messages, Duration answer, Duration status) throws Exception {
        AccessToken token = AccessToken.in(tokenFile);
        return new CloudSender(
                new GraphClient(messages, token, answer),
                identities,
                windows,
                TEMPLATES,
                name -> Optional.of(data.resolve(name)).filter(Files::isRegularFile),
                statuses,
                new CircuitBreaker(token, clock),
                clock,
                status);
    }

    private static OutgoingMessage message(String id) {
        return message(id, BUDI.text(), "Halo *Budi*", List.of(), Optional.of("wamid.question"));
    }

    private static OutgoingMessage message(
            String id, String to, String text, List<Choice> choices, Optional<String> replyTo) {
        return new OutgoingMessage(
                id,
                to,
                text,
                "order-completed-customer",
                ImmutableMap.of("orderId", "ORD-AAAAA-BBBBB", "note", "two\n lines\tand     gaps"),
                ImmutableList.copyOf(choices),
                Optional.empty(),
                replyTo);
    }

    private static SendResult result(CompletableFuture<SendResult> sending) throws Exception {
        return sending.get(30, TimeUnit.SECONDS);
    }

    private static SendResult send(CloudSender sender, OutgoingMessage message) throws Exception {
        return result(sender.send(message).toCompletableFuture());
    }

    private static ReceivedStatus status(String ourId, State state, Integer... codes) {
        return new ReceivedStatus(Optional.of(ourId), state, ImmutableList.copyOf(codes));
    }

    @Test
    void aTextIsSentWithItsIdAndAsAnAnswer() throws Exception {
        assertEquals(SendResult.SENT, send(sender(LONG, LONG), message("n1")));
        JsonNode body = graph.next().body();
        assertEquals(BUDI_PHONE, body.path("to").stringValue());
        assertEquals("Halo *Budi*", body.path("text").path("body").stringValue());
        assertEquals("wamid.question", body.path("context").path("message_id").stringValue());
        assertEquals("n1", body.path("biz_opaque_callback_data").stringValue());
    }

    @Test
    void whatAnAnswerQuotesIsFoundByTheIdThatWhatsAppGaveIt() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        send(sender, message("n1"));
        assertEquals(Optional.of("n1"), sender.ourId("wamid.fake0"));
        assertEquals(Optional.empty(), sender.ourId("wamid.fake1"));
    }

    @Test
    void aPersonWithoutAPhoneIsReachedByTheirId() throws Exception {
        PersonId hidden = identities.resolve(new Sender(Optional.empty(), Optional.of(BUDI_ID)));
        windows.heard(hidden, NOON);
        OutgoingMessage message = message("n1", hidden.text(), "Halo", List.of(), Optional.empty());
        assertEquals(SendResult.SENT, send(sender(LONG, LONG), message));
        assertEquals(BUDI_ID, graph.next().body().path("recipient").stringValue());
    }

    @Test
    void aGroupIsWrittenToAsAGroup() throws Exception {
        OutgoingMessage message = message("n1", "HBgL@g.us", "Halo", List.of(), Optional.empty());
        assertEquals(SendResult.SENT, send(sender(LONG, LONG), message));
        assertEquals("group", graph.next().body().path("recipient_type").stringValue());
    }

    @Test
    void choicesAreButtonsOrAListWhereTheyFitAndAreLeftOutOtherwise() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        List<Choice> many = IntStream.rangeClosed(1, 11)
                .mapToObj(i -> new Choice("Package " + i, "!harga p" + i))
                .toList();
        Map<String, List<Choice>> expected = Map.of(
                "button", many.subList(0, 3),
                "list", many.subList(0, 10),
                "", many);
        expected.forEach((kind, choices) -> {
            OutgoingMessage message = message("n" + kind, BUDI.text(), "Halo", choices, Optional.empty());
            assertEquals(
                    SendResult.SENT, sender.send(message).toCompletableFuture().join());
        });
        for (Accepted accepted : graph.accepted()) {
            assertEquals(
                    accepted.ourId().substring(1),
                    accepted.body().path("interactive").path("type").stringValue(""));
        }
        assertEquals(3, graph.accepted().size());
        List<List<Choice>> odd = List.of(
                List.of(new Choice("a".repeat(21), "!a")),
                List.of(new Choice("a".repeat(25), "!a")),
                List.of(new Choice("a", "!" + "a".repeat(300))),
                List.of(new Choice("a", "!a"), new Choice("a", "!b")),
                List.of(new Choice(" ", "!a")));
        for (int i = 0; i < odd.size(); i++) {
            for (String text : List.of("short", "a".repeat(1025), "a".repeat(4096))) {
                OutgoingMessage message =
                        message(i + "-" + text.length(), BUDI.text(), text, odd.get(i), Optional.empty());
                assertEquals(SendResult.SENT, send(sender, message));
            }
        }
    }

    private OutgoingMessage withPicture(String hex, List<Choice> choices) throws Exception {
        String name = hex.startsWith("FF") ? "picture.jpg" : "picture.pdf";
        Files.write(data.resolve(name), BaseEncoding.base16().decode(hex));
        return new OutgoingMessage(
                "n1",
                BUDI.text(),
                "Paid?",
                "proof-received-admin",
                ImmutableMap.of(),
                ImmutableList.copyOf(choices),
                Optional.of(name),
                Optional.empty());
    }

    @Test
    void aPictureStandsAboveTheButtonsOrHasTheTextAsItsCaption() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        send(sender, withPicture("FFD8FF00", List.of(new Choice("Confirm", "!order-confirm X"))));
        JsonNode buttons = graph.next().body();
        assertEquals("701", buttons.at("/interactive/header/image/id").stringValue());
        assertEquals("Paid?", buttons.at("/interactive/body/text").stringValue());
        assertTrue(graph.uploads()
                .get(0)
                .contains("filename=\"proof.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\u00FF\u00D8"));
        send(sender, withPicture("255044462D", List.of()));
        JsonNode document = graph.next().body();
        assertEquals("document", document.path("type").stringValue());
        assertEquals("Paid?", document.at("/document/caption").stringValue());
        assertEquals("n1", document.path("biz_opaque_callback_data").stringValue());
    }

    @Test
    void aPictureThatMetaDoesNotWantIsLeftOutAndOneThatMayPassLaterIsTriedAgain() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        graph.reactsToUploads(Reaction.error(500, 131000), Reaction.answer(200, "<html>"), Reaction.error(400, 131053));
        OutgoingMessage message = withPicture("FFD8FF00", List.of());
        assertEquals(Kind.TRY_AGAIN, send(sender, message).kind());
        assertEquals(Kind.TRY_AGAIN, send(sender, message).kind());
        assertEquals(SendResult.SENT, send(sender, message));
        assertEquals("text", graph.next().body().path("type").stringValue());
        Files.delete(data.resolve(message.attachment().orElseThrow()));
        assertEquals(SendResult.SENT, send(sender, message));
        assertEquals("text", graph.next().body().path("type").stringValue());
    }

    private static OutgoingMessage withCode(String text) {
        PaymentCode code =
                new PaymentCode("000201", Fixtures.anOrder(1).pending().totalAmount(), Optional.empty());
        return message("n1", BUDI.text(), text, List.of(), Optional.of("wamid.question"))
                .withPicture(Picture.of("image/png", new byte[] {-119, 'P', 'N', 'G'})
                        .showing(code));
    }

    @Test
    void aPictureOfItsOwnHasTheTextAsItsCaptionAndAnswersLikeAText() throws Exception {
        assertEquals(SendResult.SENT, send(sender(LONG, LONG), withCode("a".repeat(1024))));
        JsonNode body = graph.next().body();
        assertEquals("701", body.at("/image/id").stringValue());
        assertEquals("a".repeat(1024), body.at("/image/caption").stringValue());
        assertEquals("wamid.question", body.at("/context/message_id").stringValue());
        assertTrue(graph.uploads().get(0).contains("Content-Type: image/png\r\n\r\n\u0089PNG\r\n"));
    }

    @Test
    void aTextThatIsTooLongForACaptionFollowsItsPicture() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        String text = "a".repeat(1025);
        assertEquals(SendResult.SENT, send(sender, withCode(text)));
        Accepted picture = graph.next();
        Accepted words = graph.next();
        assertEquals("701", picture.body().at("/image/id").stringValue());
        assertEquals("n1-picture", picture.ourId());
        assertEquals(text, words.body().at("/text/body").stringValue());
        assertEquals("n1", words.ourId());
        assertEquals(List.of(picture), graph.shown());
    }

    @Test
    void aPictureThatWasSentBeforeItsTextIsNotSentAgainWithIt() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        graph.reacts(Reaction.error(500, 131000), Reaction.accept(), Reaction.error(500, 131000));
        OutgoingMessage message = withCode("a".repeat(1025));
        assertEquals(Kind.TRY_AGAIN, send(sender, message).kind(), "the picture");
        assertEquals(Kind.TRY_AGAIN, send(sender, message).kind(), "the text");
        assertEquals(SendResult.SENT, send(sender, message));
        assertEquals(
                List.of("n1-picture", "n1"),
                graph.accepted().stream().map(Accepted::ourId).toList());
    }

    @Test
    void aPictureThatNobodyKnowsTheFateOfIsWaitedForAsATextIs() throws Exception {
        CloudSender sender = sender(SHORT, LONG);
        graph.reacts(Reaction.acceptAndHang());
        CompletableFuture<SendResult> sending =
                sender.send(withCode("a".repeat(1025))).toCompletableFuture();
        graph.next();
        sender.accept(status("n1-picture", State.SENT));
        assertEquals(SendResult.SENT, result(sending));
        assertEquals(2, graph.accepted().size());
    }

    @ParameterizedTest
    @CsvSource({"131026, text", "131047, template"})
    void whereAPictureCannotBeSentTheTextIs(int code, String type) throws Exception {
        graph.reacts(Reaction.error(400, code), type.equals("text") ? Reaction.accept() : Reaction.error(400, code));
        assertEquals(SendResult.SENT, send(sender(LONG, LONG), withCode("a".repeat(1025))));
        assertEquals(type, graph.next().body().path("type").stringValue());
        assertEquals(1, graph.accepted().size());
    }

    @Test
    void aPictureThatTurnsOutToBeUnusableLeavesItsText() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        send(sender, withCode("Rp 25.037"));
        assertEquals("image", graph.next().body().path("type").stringValue());
        sender.accept(status("n1", State.FAILED, 131053));
        assertEquals("Rp 25.037", graph.next().body().at("/text/body").stringValue());
        assertEquals(2, graph.accepted().size());
    }

    @Test
    void aPictureWithoutAnAnswerThatTurnsOutToBeUnusableLeavesItsTextToo() throws Exception {
        CloudSender sender = sender(SHORT, LONG);
        graph.reacts(Reaction.acceptAndHang());
        CompletableFuture<SendResult> sending =
                sender.send(withCode("Rp 25.037")).toCompletableFuture();
        graph.next();
        sender.accept(status("n1", State.FAILED, 131053));
        assertEquals(SendResult.SENT, result(sending));
        assertEquals("text", graph.next().body().path("type").stringValue());
    }

    @Test
    void whoWroteLongAgoGetsATemplateWithoutAPicture() throws Exception {
        clock.advance(Duration.ofHours(24));
        assertEquals(SendResult.SENT, send(sender(LONG, LONG), withCode("Rp 25.037")));
        assertEquals("template", graph.next().body().path("type").stringValue());
        assertEquals(List.of(), graph.uploads());
    }

    @Test
    void aTextThatIsTooLongIsNeverSent() throws Exception {
        OutgoingMessage message = message("n1", BUDI.text(), "a".repeat(4097), List.of(), Optional.empty());
        assertEquals(Kind.FAILED, send(sender(LONG, LONG), message).kind());
        assertEquals(0, graph.answers().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {131000, 131056, 135000, 130497})
    void whatMayPassLaterIsTriedAgain(int code) throws Exception {
        CloudSender sender = sender(LONG, LONG);
        graph.reacts(Reaction.error(400, code));
        assertEquals(Kind.TRY_AGAIN, send(sender, message("n1")).kind());
        assertEquals(SendResult.SENT, send(sender, message("n1")), "others pass meanwhile");
    }

    @ParameterizedTest
    @CsvSource({"500, 99999", "503, 131026", "429, 99999"})
    void aServersTroubleIsTriedAgain(int status, int code) throws Exception {
        graph.reacts(Reaction.error(status, code), Reaction.answer(status, "<html>"));
        CloudSender sender = sender(LONG, LONG);
        assertEquals(Kind.TRY_AGAIN, send(sender, message("n1")).kind());
        assertEquals(Kind.TRY_AGAIN, send(sender, message("n1")).kind());
        assertEquals(SendResult.SENT, send(sender, message("n1")));
    }

    @Test
    void theServersWishForAPauseIsObeyed() throws Exception {
        graph.reacts(Reaction.error(429, 130429).with("Retry-After", "120"));
        SendResult result = send(sender(LONG, LONG), message("n1"));
        assertEquals(Optional.of(NOON.plusSeconds(120)), result.notBefore());
    }

    @Test
    void tooMuchToOnePersonWaitsFourTimesAsLongEachTime() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        graph.limitPairs(0);
        for (int seconds : List.of(4, 16, 64)) {
            assertEquals(
                    Optional.of(NOON.plusSeconds(seconds)),
                    send(sender, message("n1")).notBefore());
        }
        graph.limitPairs(9);
        assertEquals(SendResult.SENT, send(sender, message("n1")));
        graph.limitPairs(0);
        assertEquals(
                Optional.of(NOON.plusSeconds(4)), send(sender, message("n2")).notBefore());
    }

    @ParameterizedTest
    @ValueSource(ints = {131026, 132001, 99999})
    void whatNeverPassesIsNotTriedAgain(int code) throws Exception {
        graph.reacts(Reaction.error(400, code));
        SendResult result = send(sender(LONG, LONG), message("n1"));
        assertEquals(Kind.FAILED, result.kind());
        assertTrue(result.reason().contains(Integer.toString(code)), result::reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {190, 133010, 131042, 131048})
    void troubleWithTheAccountStopsAllSendingForAWhile(int code) throws Exception {
        CloudSender sender = sender(LONG, LONG);
        graph.reacts(Reaction.error(400, code));
        assertEquals(Kind.CLOSED, send(sender, message("n1")).kind());
        assertEquals(Kind.CLOSED, send(sender, message("n2")).kind());
        assertEquals(1, graph.answers().size(), "nobody asks meanwhile");
        clock.advance(CircuitBreaker.PAUSE);
        assertEquals(SendResult.SENT, send(sender, message("n1")));
        assertEquals(SendResult.SENT, send(sender, message("n2")));
    }

    @Test
    void aNumberThatIsNotTheTokensIsTroubleWithTheAccount() throws Exception {
        graph.reacts(Reaction.answer(400, "{\"error\":{\"code\":100,\"error_subcode\":33}}"));
        assertEquals(Kind.CLOSED, send(sender(LONG, LONG), message("n1")).kind());
        assertEquals(1, graph.answers().size());
    }

    @Test
    void aNewTokenInTheFileCountsAtOnce() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        graph.expire("a-new-token");
        assertEquals(Kind.CLOSED, send(sender, message("n1")).kind());
        assertEquals(Kind.CLOSED, send(sender, message("n1")).kind());
        Files.writeString(tokenFile, "a-new-token");
        assertEquals(SendResult.SENT, send(sender, message("n1")));
    }

    @Test
    void whoWroteLongAgoGetsATemplateOrNothing() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        clock.advance(Duration.ofHours(24));
        assertEquals(SendResult.SENT, send(sender, message("n1")));
        JsonNode template = graph.next().body().path("template");
        assertEquals("order_ready", template.path("name").stringValue());
        assertEquals(
                List.of("ORD-AAAAA-BBBBB", "two lines and gaps", "-"),
                template.at("/components/0/parameters")
                        .valueStream()
                        .map(parameter -> parameter.path("text").stringValue())
                        .toList());
        OutgoingMessage other = new OutgoingMessage(
                "n2",
                BUDI.text(),
                "Halo",
                "order-cancelled-customer",
                ImmutableMap.of(),
                ImmutableList.of(),
                Optional.empty(),
                Optional.empty());
        assertEquals(Kind.UNREACHABLE, send(sender, other).kind());
        assertEquals(1, graph.accepted().size());
        windows.heard(BUDI, clock.instant());
        assertEquals(SendResult.SENT, send(sender, other));
    }

    @Test
    void aTextThatMetaFindsTooLateIsSentAsATemplateOnce() throws Exception {
        graph.reacts(Reaction.error(400, 131047), Reaction.error(400, 131047));
        CloudSender sender = sender(LONG, LONG);
        assertEquals(Kind.UNREACHABLE, send(sender, message("n1")).kind());
        assertEquals(2, graph.answers().size());
        graph.reacts(Reaction.error(400, 131047));
        assertEquals(SendResult.SENT, send(sender, message("n2")));
        assertEquals("template", graph.next().body().path("type").stringValue());
    }

    @Test
    void aStatusThatSaysTooLateSendsTheTemplateOnce() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        send(sender, message("n1"));
        assertEquals("text", graph.next().body().path("type").stringValue());
        sender.accept(status("n1", State.SENT));
        sender.accept(status("n1", State.FAILED, 131047));
        sender.accept(status("n1", State.FAILED, 131047));
        assertEquals("template", graph.next().body().path("type").stringValue());
        sender.accept(status("n1", State.FAILED, 131047));
        assertEquals(SendResult.SENT, send(sender, message("n2")));
        assertEquals("n2", graph.next().ourId());
    }

    private static final OutgoingMessage WITHOUT_TEMPLATE = new OutgoingMessage(
            "n9",
            BUDI.text(),
            "Halo",
            "order-created-admin",
            ImmutableMap.of(),
            ImmutableList.of(),
            Optional.empty(),
            Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "131000, TRY_AGAIN",
        "131026, FAILED",
        "131042, CLOSED",
        "133010, CLOSED",
        "131047, UNREACHABLE",
        "99999, FAILED"
    })
    void whatWasTakenAndFailedIsTold(int code, Kind kind) throws Exception {
        CloudSender sender = sender(LONG, LONG);
        List<String> told = new ArrayList<>();
        sender.onUndelivered((id, result) -> told.add(id + " " + result.kind()));
        send(sender, WITHOUT_TEMPLATE);
        sender.accept(status("n9", State.SENT));
        sender.accept(status("n9", State.FAILED, code));
        sender.accept(status("n9", State.FAILED, code));
        assertEquals(List.of("n9 " + kind), told);
        Kind next = kind == Kind.CLOSED ? Kind.CLOSED : Kind.SENT;
        assertEquals(next, send(sender, WITHOUT_TEMPLATE).kind(), "it may be sent again, unless nothing is");
    }

    @Test
    void ofSeveralErrorsThatOfTheAccountCounts() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        List<Kind> told = new ArrayList<>();
        sender.onUndelivered((id, result) -> told.add(result.kind()));
        sender.accept(status("n1", State.FAILED, 131026, 131031));
        sender.accept(status("n2", State.FAILED));
        assertEquals(List.of(Kind.CLOSED, Kind.FAILED), told);
    }

    @Test
    void afterATimeOutAStatusTellsThatTheMessageWasTaken() throws Exception {
        CloudSender sender = sender(SHORT, LONG);
        graph.reacts(Reaction.acceptAndHang());
        CompletableFuture<SendResult> sending = sender.send(message("n1")).toCompletableFuture();
        graph.next();
        sender.accept(status("n1", State.DELIVERED));
        assertEquals(SendResult.SENT, result(sending));
        assertEquals(SendResult.SENT, send(sender, message("n1")), "it is not sent again either");
        assertEquals(1, graph.accepted().size());
    }

    @Test
    void aConnectionThatBreaksIsLikeATimeOut() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        graph.reacts(Reaction.acceptAndBreak());
        CompletableFuture<SendResult> sending = sender.send(message("n1")).toCompletableFuture();
        graph.next();
        assertFalse(sending.isDone());
        sender.accept(status("n1", State.SENT));
        assertEquals(SendResult.SENT, result(sending));
    }

    @Test
    void aStatusMayComeBeforeTheAnswer() throws Exception {
        CloudSender sender = sender(SHORT, LONG);
        graph.reacts(Reaction.acceptAndHang());
        CompletableFuture<SendResult> sending = sender.send(message("n1")).toCompletableFuture();
        graph.next();
        sender.accept(status("n1", State.READ));
        sender.accept(status("n1", State.SENT));
        assertEquals(SendResult.SENT, result(sending));
    }

    @Test
    void whatStatusesSayOfAMessageOnlyClimbs() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        assertEquals(SendResult.SENT, send(sender, message("n1")));
        assertEquals(Optional.empty(), sender.receipt("n1"));
        sender.accept(status("n1", State.SENT));
        assertEquals(Optional.empty(), sender.receipt("n1"));
        sender.accept(status("n1", State.READ));
        sender.accept(status("n1", State.DELIVERED));
        sender.accept(status("n1", State.FAILED, 131026));
        assertEquals(Optional.of(Receipt.READ), sender.receipt("n1"));
        sender.accept(status("n2", State.FAILED, 131026));
        assertEquals(Optional.of(Receipt.FAILED), sender.receipt("n2"));
        sender.accept(status("n2", State.DELIVERED));
        assertEquals(Optional.of(Receipt.DELIVERED), sender.receipt("n2"), "what was delivered did not fail");
    }

    @Test
    void withoutAnAnswerAndWithoutAStatusItIsSentAgain() throws Exception {
        CloudSender sender = sender(SHORT, SHORT);
        graph.reacts(Reaction.hang(), Reaction.answer(200, "<html>garbage"));
        assertEquals(Kind.TRY_AGAIN, send(sender, message("n1")).kind());
        assertEquals(Kind.TRY_AGAIN, send(sender, message("n1")).kind());
        assertEquals(SendResult.SENT, send(sender, message("n1")));
        assertEquals(1, graph.accepted().size());
    }

    @Test
    void anAnswerThatStopsAfterItsHeadersHoldsUpNobody() throws Exception {
        CloudSender sender = sender(SHORT, SHORT);
        graph.reacts(Reaction.stall(), Reaction.answer(200, "x".repeat(1 << 20)));
        CompletableFuture<SendResult> first = sender.send(message("n1")).toCompletableFuture();
        CompletableFuture<SendResult> second = sender.send(message("n2")).toCompletableFuture();
        assertEquals(Kind.TRY_AGAIN, result(first).kind());
        assertEquals(Kind.TRY_AGAIN, result(second).kind(), "nor does one without an end");
        assertEquals(SendResult.SENT, send(sender, message("n1")));
    }

    @Test
    void whatNeverGotThereIsTriedAgainAtOnce() throws Exception {
        graph.close();
        CloudSender sender = sender(LONG, LONG);
        assertEquals(Kind.TRY_AGAIN, send(sender, message("n1")).kind());
        graph = new FakeGraph();
        assertEquals(SendResult.SENT, send(sender(LONG, LONG), message("n1")));
    }

    @Test
    void aChatsMessagesGoOneAfterAnotherAndDoNotHoldUpOthers() throws Exception {
        CloudSender sender = sender(LONG, LONG);
        graph.reacts(Reaction.acceptAndBreak());
        CompletableFuture<SendResult> first = sender.send(message("n1")).toCompletableFuture();
        CompletableFuture<SendResult> second = sender.send(message("n2")).toCompletableFuture();
        assertEquals("n1", graph.next().ourId());
        PersonId siti = PersonId.whatsApp(Payloads.SITI_PHONE);
        windows.heard(siti, NOON);
        OutgoingMessage toSiti = message("n3", siti.text(), "Halo", List.of(), Optional.empty());
        assertEquals(SendResult.SENT, send(sender, toSiti));
        assertEquals("n3", graph.next().ourId());
        assertFalse(second.isDone());
        sender.accept(status("n1", State.SENT));
        assertEquals(SendResult.SENT, result(first));
        assertEquals(SendResult.SENT, result(second));
        assertEquals("n2", graph.next().ourId());
    }

    @Test
    void secretsAndNumbersAreInNoReason() throws Exception {
        graph.reacts(Reaction.error(401, 190), Reaction.error(400, 131026));
        CloudSender sender = sender(LONG, LONG);
        String reasons = send(sender, message("n1")).reason()
                + send(sender, message("n2")).reason();
        assertFalse(reasons.contains(FakeGraph.TOKEN) || reasons.contains("628"), reasons);
        assertEquals("access token", AccessToken.of(FakeGraph.TOKEN).toString());
    }
}
