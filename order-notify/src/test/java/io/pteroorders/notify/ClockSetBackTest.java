package io.pteroorders.notify;

import static io.pteroorders.notify.OutboxShop.BUDI;
import static io.pteroorders.notify.OutboxShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.task.Backoff;
import io.pteroorders.core.task.Pace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A clock that was a year ahead and is set right silences nobody: no wait is longer than it was meant to be. */
class ClockSetBackTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private final OutboxShop shop = new OutboxShop();

    @BeforeEach
    void runAYearAhead() {
        shop.clock.advance(YEAR);
    }

    private void setRight() {
        shop.clock.advance(YEAR.negated());
    }

    private static void busy(OutboxShop shop) {
        shop.sender.behaviour = message -> FakeSender.answer(SendResult.tryAgain("busy"));
    }

    private List<String> soon() {
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Backoff.DEFAULT.longest());
        return shop.sender.sent();
    }

    @Test
    void aMessageThatIsTriedAgainIsTriedAgain() {
        shop.creates(BUDI);
        busy(shop);
        shop.outbox.sendDue();
        setRight();
        assertEquals(2, soon().size());
    }

    @Test
    void soIsOneAfterARestart() {
        shop.creates(BUDI);
        busy(shop);
        shop.outbox.sendDue();
        shop.log.force();
        setRight();
        shop.restart();
        assertEquals(2, soon().size());
    }

    @Test
    void aPersonWhoseTransportWantedAPauseIsSentTo() {
        OrderId id = shop.creates(BUDI).id();
        shop.sender.behaviour = message -> FakeSender.answer(
                SendResult.tryAgain("slow down", shop.clock.instant().plusSeconds(60)));
        shop.outbox.sendDue();
        setRight();
        shop.answers(BUDI.id(), "r1", id);
        assertEquals(2, soon().size());
    }

    @Test
    void thePaceGoesOn() {
        shop.pace = Pace.DEFAULT;
        shop.restart();
        shop.creates(BUDI);
        shop.outbox.sendDue();
        setRight();
        shop.creates(SITI);
        shop.creates(BUDI);
        assertEquals(6, soon().size());
    }

    @Test
    void aSenderThatSaysNothingIsGivenUp() {
        shop.creates(BUDI);
        shop.sender.behaviour = message -> new CompletableFuture<>();
        shop.outbox.sendDue();
        setRight();
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Duration.ofMinutes(Outbox.MINUTES_TO_ANSWER).plus(Backoff.DEFAULT.longest()));
        assertEquals(2, shop.sender.sent().size());
    }

    @Test
    void aStoreThatWasAwayIsAskedAgain() {
        Outage outage = new Outage();
        shop.storage = outage.of(shop.storage);
        shop.service = shop.service();
        shop.restart();
        shop.creates(BUDI);
        outage.during(shop.outbox::sendDue);
        setRight();
        assertEquals(2, soon().size());
    }

    @Test
    void aLogThatRefusedIsTriedAgain() {
        shop.log.setForcing(true);
        shop.log.fill(0);
        shop.creates(BUDI);
        shop.outbox.sendDue();
        setRight();
        shop.log.mend();
        shop.creates(SITI);
        assertEquals(4, soon().size());
    }

    @Test
    void whatNobodyCanDeliverIsGivenUpAfterADay() {
        shop.creates(BUDI);
        busy(shop);
        shop.outbox.sendDue();
        setRight();
        shop.passes(Backoff.DEFAULT.patience().plus(Duration.ofHours(1)));
        assertEquals(2, shop.outbox.deadLetters().size());
    }

    @Test
    void aPauseThatTheTransportWantsHasAnEnd() {
        shop.creates(BUDI);
        shop.sender.behaviour = message -> FakeSender.answer(
                SendResult.tryAgain("slow down", shop.clock.instant().plus(YEAR)));
        shop.outbox.sendDue();
        shop.sender.behaviour = FakeSender::sends;
        shop.passes(Backoff.DEFAULT.longestPause().plusSeconds(1));
        assertEquals(2, shop.sender.sent().size());
    }
}
