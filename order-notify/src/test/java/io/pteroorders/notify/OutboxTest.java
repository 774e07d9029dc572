package io.pteroorders.notify;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.notify.OutboxShop.BUDI;
import static io.pteroorders.notify.OutboxShop.SITI;
import static io.pteroorders.notify.Samples.ANDI;
import static io.pteroorders.notify.Samples.RATNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.task.Backoff;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.core.task.TaskStatus.State;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SILENCE = Duration.ofMinutes(Outbox.MINUTES_TO_ANSWER);

    private final OutboxShop shop = new OutboxShop();

    private static CompletionStage<SendResult> refuses(OutgoingMessage message) {
        return FakeSender.answer(SendResult.tryAgain("busy"));
    }

    static String name(String chat) {
        return chat.equals(ANDI.text())
                ? "Andi"
                : chat.equals(RATNA.text()) ? "Ratna" : chat.equals(BUDI.chatId()) ? "Budi" : "Siti";
    }

    private List<String> due() {
        shop.outbox.sendDue();
        return shop.sender.sent();
    }

    private List<State> states(OrderId order) {
        return shop.outbox.deliveries(order).stream().map(TaskStatus::state).toList();
    }

    @Test
    void bothSidesAreToldOnce() {
        shop.creates(BUDI);
        assertEquals(List.of("Budi: order-created-customer", "Andi: order-created-admin"), due());
        assertEquals(List.of(), due());
        shop.log.force();
        shop.restart();
        assertEquals(List.of(), due());
    }

    @Test
    void aReplyStandsForWhatIsDueToWhoDidIt() {
        Order order = shop.creates(BUDI);
        shop.answers(BUDI.id(), "r1", order.id());
        assertEquals(List.of("Budi: reply", "Andi: order-created-admin"), due());
        assertEquals(List.of(State.DONE, State.DONE), states(order.id()));
    }

    @Test
    void aReplyStandsForSeveralOrders() {
        OrderId one = shop.creates(BUDI).id();
        OrderId two = shop.creates(SITI).id();
        due();
        shop.confirms(one);
        shop.confirms(two);
        shop.answers(ANDI, "r2", one, two);
        assertEquals(List.of("Andi: reply", "Budi: order-confirmed-customer", "Siti: order-confirmed-customer"), due());
    }

    @Test
    void aReplyThatDidNotGoOutIsFollowedByWordsMadeOfTheOrders() {
        OrderId one = shop.creates(BUDI).id();
        OrderId two = shop.creates(SITI).id();
        due();
        shop.confirms(one);
        shop.confirms(two);
        shop.sender.behaviour = message ->
                FakeSender.answer(message.template().equals("reply") ? SendResult.failed("too long") : SendResult.SENT);
        shop.answers(ANDI, "r2", one, two);
        List<String> sent = due();
        assertEquals(
                2, sent.stream().filter("Andi: status-changed-admin"::equals).count(), sent.toString());
    }

    @Test
    void aReplyThatWasLostInACrashIsMadeOfTheOrder() {
        OrderId id = shop.creates(BUDI).id();
        Answering answering = shop.outbox.answering(BUDI.id());
        answering.reply(OutboxShop.reply(BUDI.id(), "r1"), ImmutableList.of(Occasion.step(id)));
        shop.crash();
        assertEquals(List.of("Budi: order-created-customer", "Andi: order-created-admin"), due());
    }

    @Test
    void aRepeatedCommandIsNotAnsweredAgainOnceItWas() {
        OrderId id = shop.creates(BUDI).id();
        shop.answers(BUDI.id(), "r1", id);
        due();
        shop.answers(BUDI.id(), "r1", id);
        assertEquals(List.of(), due());
        shop.log.force();
        shop.restart().answers(BUDI.id(), "r1", id);
        assertEquals(List.of(), due());
    }

    @Test
    void aRepeatedCommandIsAnsweredIfTheAnswerWasLost() {
        OrderId id = shop.creates(BUDI).id();
        shop.sender.behaviour = message -> new CompletableFuture<>();
        shop.answers(BUDI.id(), "r1", id);
        due();
        shop.sender.behaviour = FakeSender::sends;
        shop.crash().answers(BUDI.id(), "r1", id);
        assertEquals(List.of("Budi: reply", "Andi: order-created-admin"), due());
    }

    @Test
    void ofTwoRepliesTheSecondWaitsForTheFirst() {
        shop.sender.behaviour = message -> new CompletableFuture<>();
        shop.answers(BUDI.id(), "r1");
        shop.outbox.sendDue();
        shop.answers(BUDI.id(), "r2");
        shop.outbox.sendDue();
        assertEquals(
                List.of("r1"),
                shop.sender.tried.stream().map(OutgoingMessage::id).toList());
    }

    @Test
    void whileACommandRunsThePersonGetsNothingElse() {
        try (Answering answering = shop.outbox.answering(BUDI.id())) {
            OrderId id = shop.creates(BUDI).id();
            assertEquals(List.of("Andi: order-created-admin"), due());
            answering.reply(OutboxShop.reply(BUDI.id(), "r1"), ImmutableList.of(Occasion.step(id)));
            assertEquals(List.of(), due());
        }
        assertEquals(List.of("Budi: reply"), due());
    }

    @Test
    void repliesGoBeforeNotices() {
        shop.creates(SITI);
        shop.answers(ANDI, "r1");
        assertEquals("Andi: reply", due().get(0));
    }

    @Test
    void aPictureIsToldOfWithThePicture() {
        OrderId id = shop.creates(BUDI).id();
        due();
        shop.sendsProof(BUDI, id, "media:1");
        shop.outbox.sendDue();
        assertEquals(
                List.of(Optional.empty(), Optional.of("media:1")),
                shop.sender.taken.stream().map(OutgoingMessage::attachment).toList());
        assertEquals(List.of("Budi: proof-received-customer", "Andi: proof-received-admin"), shop.sender.sent());
        shop.sendsProof(BUDI, id, "media:2");
        assertEquals(2, due().size());
        shop.log.force();
        shop.restart();
        shop.service.addNote(Actor.customer(BUDI.id()), new AddNote(id, "hello", Optional.empty()));
        assertEquals(List.of(), due());
    }

    static Stream<Named<Function<OutgoingMessage, CompletionStage<SendResult>>>> senders() {
        return Stream.of(
                Named.of("throws", message -> {
                    throw new IllegalStateException("no connection");
                }),
                Named.of("lacks a class", message -> {
                    throw new NoClassDefFoundError("a jar that is not there");
                }),
                Named.of("fails", message -> CompletableFuture.failedFuture(new Exception("lost"))),
                Named.of("answers nothing", message -> CompletableFuture.completedFuture(null)),
                Named.of("refuses", OutboxTest::refuses));
    }

    @ParameterizedTest
    @MethodSource("senders")
    void aMessageThatDidNotGoOutIsTriedAgain(Function<OutgoingMessage, CompletionStage<SendResult>> sender) {
        shop.creates(BUDI);
        shop.sender.behaviour =
                message -> message.to().equals(ANDI.text()) ? FakeSender.sends(message) : sender.apply(message);
        assertEquals(List.of("Andi: order-created-admin"), due());
        shop.passes(Duration.ofMinutes(10));
        assertTrue(shop.sender.tried.size() > 5, "tried " + shop.sender.tried.size() + " times");
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Backoff.DEFAULT.longest());
        assertEquals(List.of("Budi: order-created-customer"), shop.sender.sent());
    }

    @Test
    void aSenderThatNeverAnswersHoldsUpNoOtherReceiver() {
        shop.sender.behaviour =
                message -> message.to().equals(BUDI.chatId()) ? new CompletableFuture<>() : FakeSender.sends(message);
        shop.creates(BUDI);
        shop.creates(SITI);
        assertEquals(3, due().size());
        shop.sender.behaviour = FakeSender::sends;
        shop.log.force();
        shop.restart();
        assertEquals(List.of("Budi: order-created-customer"), due());
    }

    @Test
    void aSenderThatNeverAnswersIsAskedAgainAfterAWhile() {
        List<CompletableFuture<SendResult>> answers = new ArrayList<>();
        shop.sender.behaviour = message -> {
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        };
        OrderId order = shop.creates(BUDI).id();
        shop.passes(SILENCE.minusSeconds(1));
        assertEquals(2, answers.size());
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Duration.ofSeconds(10));
        assertEquals(List.of("Budi: order-created-customer", "Andi: order-created-admin"), shop.sender.sent());
        assertEquals(List.of(State.DONE, State.DONE), states(order));
        answers.forEach(answer -> answer.complete(SendResult.failed("too late")));
        shop.outbox.sendDue();
        assertEquals(List.of(State.DONE, State.DONE), states(order), "what comes too late changes nothing");
    }

    @Test
    void aSuccessThatComesLateIsRemembered() {
        CompletableFuture<SendResult> answer = new CompletableFuture<>();
        shop.sender.behaviour = message -> answer;
        OrderId order = shop.creates(BUDI).id();
        shop.passes(SILENCE);
        assertEquals(List.of(State.WAITING, State.WAITING), states(order));
        shop.sender.sent();
        answer.complete(SendResult.SENT);
        shop.passes(DAY);
        assertEquals(List.of(State.DONE, State.DONE), states(order));
        assertEquals(List.of(), shop.sender.tried, "not sent again");
    }

    @Test
    void oneMessageIsOnItsWayToAReceiverAtATime() {
        CompletableFuture<SendResult> answer = new CompletableFuture<>();
        shop.sender.behaviour = message -> answer;
        shop.creates(BUDI);
        shop.creates(BUDI);
        shop.outbox.sendDue();
        assertEquals(2, shop.sender.tried.size(), "one to the customer, one to the admin");
        shop.sender.behaviour = FakeSender::sends;
        answer.complete(SendResult.SENT);
        shop.outbox.sendDue();
        assertEquals(4, shop.sender.tried.size());
    }

    @Test
    void theOrderToAReceiverIsKeptWhenTheFirstIsTriedAgain() {
        OrderId first = shop.creates(BUDI).id();
        OrderId second = shop.creates(BUDI).id();
        shop.sender.behaviour = OutboxTest::refuses;
        due();
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Duration.ofMinutes(1));
        assertEquals(
                List.of(first.toString(), second.toString()),
                shop.sender.taken.stream()
                        .filter(message -> message.to().equals(BUDI.chatId()))
                        .map(message -> message.variables().get("orderId"))
                        .toList());
    }

    @Test
    void aMessageIsGivenUpAfterADayAndKept() {
        OrderId id = shop.creates(BUDI).id();
        shop.sender.behaviour = OutboxTest::refuses;
        shop.passes(DAY.plus(Duration.ofMinutes(6)));
        assertEquals(new OutboxCounts(0, 2, Optional.empty()), shop.outbox.counts());
        assertTrue(shop.sender.tried.size() > 400, "tried " + shop.sender.tried.size() + " times");
        shop.log.force();
        shop.restart();
        assertEquals(List.of(State.DEAD, State.DEAD), states(id));
        assertEquals("busy", shop.outbox.deadLetters().get(0).reason());
        shop.sender.behaviour = FakeSender::sends;
        due();
        assertEquals(2, shop.outbox.sendAgain());
        assertEquals(List.of("Budi: order-created-customer", "Andi: order-created-admin"), due());
        assertEquals(0, shop.outbox.sendAgain());
    }

    @Test
    void aMessageThatWasRefusedForGoodIsNotTriedAgain() {
        OrderId id = shop.creates(BUDI).id();
        shop.sender.behaviour = message -> FakeSender.answer(SendResult.failed("no such number"));
        due();
        shop.sender.tried.clear();
        shop.passes(DAY);
        assertEquals(List.of(), shop.sender.tried);
        assertEquals(List.of(State.DEAD, State.DEAD), states(id));
    }

    @Test
    void nothingIsSentBeforeTheTransportWantsIt() {
        Instant later = NOON.plus(Duration.ofMinutes(30));
        shop.creates(BUDI);
        shop.sender.behaviour = message -> FakeSender.answer(SendResult.tryAgain("slow down", later));
        due();
        assertEquals(Optional.of(later), shop.outbox.sendDue());
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Duration.ofMinutes(29));
        assertEquals(List.of(), shop.sender.sent());
        shop.passes(Duration.ofMinutes(2));
        shop.outbox.sendDue();
        assertEquals(2, shop.sender.sent().size());
    }

    @Test
    void oldNewsGoesWithTheNewest() {
        OrderId id = shop.creates(BUDI).id();
        shop.sender.behaviour = OutboxTest::refuses;
        due();
        shop.confirms(id);
        shop.processes(id);
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Duration.ofMinutes(1));
        OutgoingMessage toBudi = shop.sender.taken.stream()
                .filter(message -> message.to().equals(BUDI.chatId()))
                .findFirst()
                .orElseThrow();
        assertEquals("order-processing-customer", toBudi.template());
        assertTrue(toBudi.text().endsWith("\n\nBefore that: awaiting payment, confirmed"), toBudi.text());
        assertEquals(
                List.of(State.MERGED, State.MERGED, State.DONE),
                shop.outbox.deliveries(id).stream()
                        .filter(it -> it.key().receiver().equals(BUDI.id()))
                        .map(TaskStatus::state)
                        .toList());
        assertEquals(
                1,
                shop.sender.taken.stream()
                        .filter(it -> it.to().equals(BUDI.chatId()))
                        .count());
    }

    @Test
    void aMessageSaysWhatHappenedSince() {
        shop.admins = ImmutableSet.of(ANDI, RATNA);
        shop.restart();
        OrderId id = shop.creates(BUDI).id();
        shop.sender.behaviour =
                message -> message.to().equals(RATNA.text()) ? refuses(message) : FakeSender.sends(message);
        due();
        shop.confirms(id);
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Duration.ofMinutes(1));
        OutgoingMessage toRatna = shop.sender.taken.stream()
                .filter(message -> message.to().equals(RATNA.text()))
                .findFirst()
                .orElseThrow();
        assertTrue(toRatna.text().endsWith("\n\nStatus now: confirmed"), toRatna.text());
    }

    @Test
    void manyNoticesToAnAdminAreOne() {
        for (int i = 0; i < 6; i++) {
            shop.creates(i % 2 == 0 ? BUDI : SITI);
        }
        List<String> sent = due();
        assertEquals(1, sent.stream().filter(it -> it.startsWith("Andi")).count(), sent.toString());
        assertTrue(sent.contains("Andi: digest-admin"));
        assertEquals(0, shop.outbox.counts().waiting());
    }

    @Test
    void aDigestFitsIntoAMessage() {
        for (int i = 0; i < 300; i++) {
            shop.creates(BUDI);
        }
        shop.outbox.sendDue();
        List<OutgoingMessage> digests = shop.sender.taken.stream()
                .filter(message -> message.template().equals("digest-admin"))
                .toList();
        assertEquals(15, digests.size());
        digests.forEach(digest -> assertTrue(digest.text().length() <= OutgoingMessage.MAX_TEXT));
        digests.forEach(digest -> assertTrue(digest.text().contains("*New order* ORD-"), digest.text()));
        assertEquals(
                digests.size(),
                digests.stream().map(OutgoingMessage::id).distinct().count());
    }

    @Test
    void messagesKeepThePace() {
        shop.pace = new Pace(Duration.ofSeconds(6), 2, Duration.ZERO, 1);
        shop.restart();
        for (int i = 0; i < 4; i++) {
            shop.creates(BUDI);
        }
        assertEquals(2, due().stream().filter(it -> it.startsWith("Budi")).count());
        shop.passes(Duration.ofSeconds(11));
        assertEquals(
                1,
                shop.sender.sent().stream().filter(it -> it.startsWith("Budi")).count());
        shop.passes(Duration.ofSeconds(2));
        shop.outbox.sendDue();
        assertEquals(
                1,
                shop.sender.sent().stream().filter(it -> it.startsWith("Budi")).count());
    }

    @Test
    void allMessagesKeepThePaceOverAll() {
        shop.pace = new Pace(Duration.ZERO, 1, Duration.ofMillis(50), 1);
        shop.restart();
        for (int i = 0; i < 40; i++) {
            shop.creates(new Customer(PersonId.phone("62899000" + (1000 + i)), "", "c" + i));
        }
        shop.passes(Duration.ofSeconds(1));
        assertEquals(20, shop.sender.taken.size(), 1);
    }

    @Test
    void aMessageAboutADeletedOrderIsDropped() {
        OrderId id = shop.creates(BUDI).id();
        shop.sender.behaviour = OutboxTest::refuses;
        due();
        shop.storage.remove(id, order -> Optional.empty(), Optional.empty());
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Duration.ofMinutes(1));
        assertEquals(List.of(), shop.sender.sent());
        assertEquals(List.of(State.DROPPED, State.DROPPED), states(id));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 25, 24 * 400})
    void whatHappenedJustBeforeAnOutageIsToldAfterIt(long hours) {
        OrderId confirmed = shop.creates(BUDI).id();
        due();
        shop.confirms(confirmed);
        shop.creates(SITI);
        shop.clock.advance(Duration.ofHours(hours));
        shop.crash();
        assertEquals(
                ImmutableSet.of(
                        "Budi: order-confirmed-customer",
                        "Andi: status-changed-admin",
                        "Siti: order-created-customer",
                        "Andi: order-created-admin"),
                ImmutableSet.copyOf(due()));
        shop.log.force();
        shop.clock.advance(Duration.ofHours(hours));
        shop.restart();
        assertEquals(List.of(), due());
    }

    @Test
    void whatHappenedLongBeforeTheFirstStartIsNoNewsAfterAnOutage() {
        Order old = Fixtures.anOrder(5).pending();
        shop.storage = InMemoryOrderStorage.builder(Fixtures.JAKARTA)
                .orders(List.of(old))
                .build();
        shop.service = shop.service();
        shop.clock.advance(DAY.multipliedBy(400));
        shop.log.durable().clear();
        shop.restart();
        shop.clock.advance(DAY.multipliedBy(3));
        shop.crash();
        shop.service.addNote(OutboxShop.ADMIN, new AddNote(old.id(), "who was that?"));
        assertEquals(List.of(), due());
        shop.confirms(old.id());
        assertEquals(2, due().size(), "what happens from now on is news");
    }

    @Test
    void ordersAreLookedAtNowAndThenAlthoughNobodySaysThatAnythingHappened() {
        due();
        Order unheard = Order.create(
                Fixtures.orderId(9),
                BUDI,
                Fixtures.anOrder(9).pending().item(),
                BUDI.id().text(),
                shop.clock.instant());
        shop.storage.insert(unheard, OrderStorage.InsertGuard.NONE, Optional.empty());
        assertEquals(List.of(), due());
        shop.clock.advance(Duration.ofSeconds(5));
        assertEquals(List.of("Budi: order-created-customer", "Andi: order-created-admin"), due());
    }

    @Test
    void atTheFirstStartNobodyIsToldOfThePast() {
        OutboxShop old = new OutboxShop();
        OrderId id = old.creates(BUDI).id();
        old.sendsProof(BUDI, id, "media:1");
        shop.storage = old.storage;
        shop.service = shop.service();
        shop.log.durable().clear();
        shop.restart();
        assertEquals(List.of(), due());
        shop.confirms(id);
        assertEquals(2, due().size());
    }

    @Test
    void whenTheLogIsLostNobodyIsToldOfThePast() {
        OrderId id = shop.creates(BUDI).id();
        due();
        shop.crash();
        shop.log.durable().clear();
        shop.restart();
        assertEquals(List.of(), due());
        shop.confirms(id);
        assertEquals(2, due().size());
    }

    @Test
    void afterARestoreNobodyIsToldOfThePast() {
        OrderId kept = shop.creates(BUDI).id();
        due();
        Order before = shop.storage.get(kept).orElseThrow();
        shop.confirms(kept);
        shop.sender.behaviour = OutboxTest::refuses;
        due();
        shop.log.force();
        shop.storage = InMemoryOrderStorage.builder(Fixtures.JAKARTA)
                .orders(List.of(before, Fixtures.anOrder(5).pending()))
                .build();
        shop.service = shop.service();
        shop.sender.behaviour = FakeSender::sends;
        shop.restart().passes(DAY);
        assertEquals(List.of(), shop.sender.sent());
        shop.confirms(kept);
        assertEquals(2, due().size(), "what happens from now on is news");
    }

    @Test
    void whatWaitsIsSentAfterAnImportAddedOthers() {
        OrderId id = shop.creates(BUDI).id();
        shop.sender.behaviour = OutboxTest::refuses;
        due();
        shop.log.force();
        shop.storage = InMemoryOrderStorage.builder(Fixtures.JAKARTA)
                .orders(List.of(
                        shop.storage.get(id).orElseThrow(), Fixtures.anOrder(5).pending()))
                .build();
        shop.sender.behaviour = FakeSender::sends;
        shop.restart().passes(Duration.ofMinutes(1));
        assertEquals(List.of("Budi: order-created-customer", "Andi: order-created-admin"), shop.sender.sent());
    }

    @Test
    void aNewAdminIsToldOfNothingThatHappenedBefore() {
        shop.creates(BUDI);
        shop.sender.behaviour = OutboxTest::refuses;
        due();
        shop.log.force();
        shop.admins = ImmutableSet.of(RATNA);
        shop.sender.behaviour = FakeSender::sends;
        shop.restart().passes(Duration.ofMinutes(1));
        assertEquals(List.of("Budi: order-created-customer", "Andi: order-created-admin"), shop.sender.sent());
        shop.creates(BUDI);
        assertEquals(List.of("Budi: order-created-customer", "Ratna: order-created-admin"), due());
    }

    @Test
    void whatHappenedWhileTheProgramDidNotRunIsSent() {
        OrderId id = shop.creates(BUDI).id();
        shop.crash();
        assertEquals(List.of("Budi: order-created-customer", "Andi: order-created-admin"), due());
        assertEquals(1, shop.storage.count(OrderQuery.newestFirst().build()));
        assertEquals(List.of(State.DONE, State.DONE), states(id));
    }

    @Test
    void aLogThatHasGrownLongIsMadeShortAndSaysTheSame() {
        shop.shortLog = 40;
        shop.restart();
        OrderId dead = shop.creates(BUDI).id();
        shop.sender.behaviour = message -> FakeSender.answer(SendResult.failed("no such number"));
        due();
        OrderId tried = shop.creates(SITI).id();
        shop.sender.behaviour = OutboxTest::refuses;
        shop.passes(Duration.ofMinutes(30));
        shop.confirms(tried);
        shop.passes(Duration.ofMinutes(30));
        assertTrue(shop.log.compactions() > 0);
        List<TaskStatus<MessageKey>> before = shop.outbox.deliveries(tried);
        OutboxCounts counts = shop.outbox.counts();
        assertEquals(Optional.of(NOON), counts.oldest(), "since it was due, not since it was considered last");
        shop.log.force();
        shop.restart();
        assertEquals(before, shop.outbox.deliveries(tried));
        assertEquals(counts, shop.outbox.counts());
        assertEquals(2, shop.outbox.deadLetters().size());
        assertEquals(List.of(State.DEAD, State.DEAD), states(dead));
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Backoff.DEFAULT.longest());
        assertEquals(List.of("Andi: status-changed-admin", "Siti: order-confirmed-customer"), shop.sender.sent());
    }
}
