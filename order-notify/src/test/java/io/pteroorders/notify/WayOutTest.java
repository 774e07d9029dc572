package io.pteroorders.notify;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.notify.OutboxShop.BUDI;
import static io.pteroorders.notify.OutboxShop.SITI;
import static io.pteroorders.notify.Samples.ANDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.TaskEngine;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.core.task.TaskStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When nothing can be sent to anybody, when somebody cannot be reached, and when a message comes back. */
class WayOutTest {

    private static final SendResult CLOSED = SendResult.closed("the token has ended");
    private static final SendResult UNREACHABLE = SendResult.unreachable("wrote long ago");

    private final OutboxShop shop = new OutboxShop();

    private List<String> due() {
        shop.outbox.sendDue();
        return shop.sender.sent();
    }

    private List<State> states(OrderId order) {
        return shop.outbox.deliveries(order).stream().map(TaskStatus::state).toList();
    }

    private void always(SendResult result) {
        shop.sender.behaviour = message -> FakeSender.answer(result);
    }

    private void unreachable(PersonId person) {
        shop.sender.behaviour =
                message -> FakeSender.answer(message.to().equals(person.text()) ? UNREACHABLE : SendResult.SENT);
    }

    /** What comes by itself from now on for a while. */
    private List<String> later(Duration span) {
        shop.passes(span);
        return shop.sender.sent();
    }

    @Test
    void aClosedWayOutCostsNoMessageHoweverLongItLasts() {
        always(CLOSED);
        Order order = shop.creates(BUDI);
        assertEquals(List.of(), due());
        assertEquals(List.of(), later(Duration.ofHours(30)));
        assertEquals(List.of(State.WAITING, State.WAITING), states(order.id()));
        shop.log.force();
        shop.restart();
        shop.sender.behaviour = FakeSender::sends;
        assertEquals(List.of("Budi: order-created-customer", "Andi: order-created-admin"), later(TaskEngine.CLOSED));
    }

    @Test
    void whileItIsClosedNobodyIsTriedInVain() {
        always(CLOSED);
        for (int i = 0; i < 20; i++) {
            shop.creates(i % 2 == 0 ? BUDI : SITI);
        }
        shop.outbox.sendDue();
        shop.outbox.sendDue();
        assertEquals(1, shop.sender.tried.size());
        shop.clock.advance(TaskEngine.CLOSED);
        shop.outbox.sendDue();
        assertEquals(2, shop.sender.tried.size());
        assertTrue(shop.log.durable().stream().noneMatch(TaskProgress.Tried.class::isInstance));
    }

    @Test
    void repliesWaitTooAndGoOutInTheirOrder() {
        always(CLOSED);
        Order order = shop.creates(BUDI);
        shop.answers(BUDI.id(), "r1", order.id());
        shop.answers(BUDI.id(), "r2");
        assertEquals(List.of(), due());
        assertEquals(List.of(), later(Duration.ofHours(5)));
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(TaskEngine.CLOSED);
        assertEquals("r2", shop.sender.taken.get(1).id());
        assertEquals(List.of("Budi: reply", "Budi: reply", "Andi: order-created-admin"), shop.sender.sent());
        assertEquals(List.of(State.DONE, State.DONE), states(order.id()));
        assertEquals(0, shop.outbox.lostReplies());
    }

    @Test
    void aReplyThatWaitedForADayIsGivenUpAndCounted() {
        always(CLOSED);
        shop.answers(BUDI.id(), "r1");
        assertEquals(List.of(), due());
        shop.passes(Duration.ofHours(25));
        assertEquals(1, shop.outbox.lostReplies());
    }

    @Test
    void ofManyRepliesToOnePersonTheLastWait() {
        always(CLOSED);
        for (int i = 0; i < WaitingReplies.MOST + 3; i++) {
            shop.answers(BUDI.id(), "r" + i);
        }
        assertEquals(3, shop.outbox.lostReplies());
        shop.sender.behaviour = FakeSender::sends;
        assertEquals(
                WaitingReplies.MOST, later(TaskEngine.CLOSED.multipliedBy(2)).size());
    }

    @Test
    void aReplyThatFailsOnceIsSentAfterAWhile() {
        always(SendResult.tryAgain("HTTP status 500"));
        shop.answers(BUDI.id(), "r1");
        assertEquals(List.of(), due());
        shop.sender.behaviour = FakeSender::sends;
        assertEquals(List.of(), due());
        assertEquals(List.of("Budi: reply"), later(Duration.ofSeconds(2)));
        assertEquals(0, shop.outbox.lostReplies());
    }

    @Test
    void aReplyThatAlwaysFailsIsGivenUpAndHoldsUpOthersNoLonger() {
        shop.sender.behaviour = message -> FakeSender.answer(
                message.template().equals("reply") ? SendResult.tryAgain("error 135000") : SendResult.SENT);
        shop.answers(BUDI.id(), "r1");
        shop.creates(BUDI);
        assertEquals(List.of("Andi: order-created-admin"), due());
        shop.passes(Duration.ofMinutes(15));
        assertEquals(1, shop.outbox.lostReplies());
        assertEquals(List.of("Budi: order-created-customer"), shop.sender.sent());
    }

    @ParameterizedTest
    @EnumSource(
            value = SendResult.Kind.class,
            names = {"FAILED", "UNREACHABLE"})
    void aReplyThatIsRefusedIsCountedUnlessANoticeStandsForIt(SendResult.Kind kind) {
        shop.sender.behaviour = message -> FakeSender.answer(
                message.template().equals("reply") ? new SendResult(kind, "no", Optional.empty()) : SendResult.SENT);
        shop.answers(BUDI.id(), "r1");
        Order order = shop.creates(BUDI);
        shop.answers(BUDI.id(), "r2", order.id());
        assertEquals(List.of("Andi: order-created-admin", "Budi: order-created-customer"), due());
        assertEquals(1, shop.outbox.lostReplies());
    }

    @Test
    void whoCannotBeReachedGetsAllOnceTheyWriteAndNothingElseHappensBefore() {
        unreachable(ANDI);
        Order first = shop.creates(BUDI);
        Order second = shop.creates(SITI);
        assertEquals(List.of("Budi: order-created-customer", "Siti: order-created-customer"), due());
        assertEquals(2, shop.outbox.deadLetters().size());
        shop.log.force();
        shop.restart();
        shop.sender.behaviour = FakeSender::sends;
        shop.outbox.heardFrom(BUDI.id());
        assertEquals(List.of(), later(Duration.ofHours(30)));
        shop.outbox.heardFrom(ANDI);
        shop.outbox.heardFrom(ANDI);
        assertEquals(List.of("Andi: order-created-admin", "Andi: order-created-admin"), due());
        assertEquals(List.of(State.DONE, State.DONE), states(first.id()));
        assertEquals(List.of(State.DONE, State.DONE), states(second.id()));
        shop.outbox.heardFrom(ANDI);
        assertEquals(List.of(), due());
    }

    @Test
    void whoWritesIsAnsweredBeforeTheyHearOfWhatWas() {
        unreachable(ANDI);
        shop.creates(BUDI);
        due();
        shop.sender.behaviour = FakeSender::sends;
        try (Answering answering = shop.outbox.answering(ANDI)) {
            shop.outbox.heardFrom(ANDI);
            assertEquals(List.of(), due());
            answering.reply(OutboxShop.reply(ANDI, "r1"), ImmutableList.of());
        }
        assertEquals(List.of("Andi: reply", "Andi: order-created-admin"), due());
    }

    @Test
    void whatIsUnreachableStaysSoWhenTheLogIsMadeShorter() {
        shop.shortLog = 1;
        unreachable(ANDI);
        shop.restart();
        shop.creates(BUDI);
        due();
        shop.log.force();
        shop.restart();
        due();
        shop.sender.behaviour = FakeSender::sends;
        shop.outbox.heardFrom(ANDI);
        assertEquals(List.of("Andi: order-created-admin"), due());
    }

    @Test
    void aBroadcastThatReachedNobodyIsNoNewsLater() {
        Order order = shop.creates(BUDI);
        due();
        unreachable(BUDI.id());
        shop.outbox.broadcasts().send("any", "Promo today", List.of(order.id()));
        due();
        shop.sender.behaviour = FakeSender::sends;
        shop.outbox.heardFrom(BUDI.id());
        assertEquals(List.of(), due());
    }

    private String sentTo(PersonId person) {
        return shop.sender.taken.stream()
                .filter(message -> message.to().equals(person.text()))
                .map(OutgoingMessage::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMessageThatComesBackIsSentAgain() {
        Order order = shop.creates(BUDI);
        shop.outbox.sendDue();
        String id = sentTo(ANDI);
        shop.sender.sent();
        shop.sender.undelivered.accept(id, SendResult.tryAgain("status with error 131000"));
        assertEquals(List.of(), due());
        assertEquals(List.of("Andi: order-created-admin"), later(Duration.ofSeconds(2)));
        assertEquals(List.of(State.DONE, State.DONE), states(order.id()));
        shop.log.force();
        shop.restart();
        assertEquals(List.of(), due());
    }

    @Test
    void aMessageThatComesBackForGoodIsDead() {
        shop.creates(BUDI);
        shop.outbox.sendDue();
        shop.sender.undelivered.accept(sentTo(ANDI), SendResult.failed("status with error 131026"));
        shop.outbox.sendDue();
        assertEquals(1, shop.outbox.deadLetters().size());
        shop.sender.sent();
        shop.sender.undelivered.accept("never heard of", SendResult.failed("status with error 131026"));
        assertEquals(List.of(), due());
        assertEquals(1, shop.outbox.deadLetters().size());
    }

    @Test
    void aMessageThatComesBackBecauseOfTheAccountWaitsForIt() {
        shop.creates(BUDI);
        shop.outbox.sendDue();
        String id = sentTo(ANDI);
        always(CLOSED);
        shop.sender.sent();
        shop.sender.undelivered.accept(id, CLOSED);
        assertEquals(List.of(), later(Duration.ofHours(30)));
        shop.sender.behaviour = FakeSender::sends;
        assertEquals(List.of("Andi: order-created-admin"), later(TaskEngine.CLOSED));
    }

    @Test
    void aReplyThatComesBackIsSentAgain() {
        shop.answers(BUDI.id(), "r1");
        assertEquals(List.of("Budi: reply"), due());
        shop.sender.undelivered.accept("r1", SendResult.tryAgain("status with error 131000"));
        assertEquals(List.of("Budi: reply"), later(Duration.ofSeconds(2)));
    }

    @Test
    void aMessageMayComeBackBeforeItIsKnownToBeSent() {
        List<CompletableFuture<SendResult>> answers = new ArrayList<>();
        shop.sender.behaviour = message -> {
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        };
        shop.answers(BUDI.id(), "r1");
        shop.outbox.sendDue();
        shop.sender.undelivered.accept("r1", SendResult.tryAgain("status with error 131000"));
        shop.outbox.sendDue();
        answers.get(0).complete(SendResult.SENT);
        shop.outbox.sendDue();
        shop.sender.behaviour = FakeSender::sends;
        shop.sender.sent();
        assertEquals(List.of("Budi: reply"), later(Duration.ofSeconds(2)));
        assertTrue(shop.clock.instant().isAfter(NOON));
    }

    @Test
    void aMessageThatComesBackEachTimeIsGivenUpAfterADay() {
        shop.creates(BUDI);
        shop.sender.behaviour = message -> {
            if (message.to().equals(ANDI.text())) {
                shop.sender.undelivered.accept(message.id(), SendResult.tryAgain("status with error 131000"));
            }
            return FakeSender.answer(SendResult.SENT);
        };
        shop.passes(Duration.ofHours(25));
        assertEquals(1, shop.outbox.deadLetters().size());
    }
}
