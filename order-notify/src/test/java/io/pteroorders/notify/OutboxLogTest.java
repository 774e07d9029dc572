package io.pteroorders.notify;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.pteroorders.notify.OutboxShop.BUDI;
import static io.pteroorders.notify.OutboxShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.task.TaskRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A delivery log that refuses records for a while, or failed for good. */
class OutboxLogTest {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);

    private final OutboxShop shop = new OutboxShop();

    @BeforeEach
    void writeAtOnce() {
        shop.log.setForcing(true);
    }

    private List<String> due() {
        shop.outbox.sendDue();
        return shop.sender.sent();
    }

    @Test
    void whatCannotBeRememberedIsNotSentAndGoesOutWhenThereIsSpace() {
        shop.log.fill(0);
        shop.creates(BUDI);
        shop.outbox.sendDue();
        shop.creates(SITI);
        shop.passes(Duration.ofMinutes(10));
        assertEquals(List.of(), shop.sender.sent());
        assertEquals(
                Optional.of("messages wait because the delivery log takes no records: No space left on device"),
                shop.outbox.trouble());
        assertEquals(Optional.empty(), shop.outbox.failure());
        shop.log.mend();
        shop.passes(LONGEST_PAUSE);
        assertEquals(Optional.empty(), shop.outbox.trouble());
        assertEquals(4, shop.sender.sent().size(), "both customers, and the admin of both");
    }

    @Test
    void afterACrashEveryOrderIsToldWhosePlanWasRefused() {
        shop.log.fill(0);
        OrderId refused = shop.creates(BUDI).id();
        shop.outbox.sendDue();
        shop.creates(SITI);
        shop.passes(Duration.ofMinutes(1));
        shop.log.mend();
        assertFalse(shop.log.durable().stream().anyMatch(DeliveryRecord.Planned.class::isInstance));
        shop.sender.sent();
        shop.crash();
        assertEquals(4, due().size(), "both customers, and the admin of both");
        assertEquals(2, shop.outbox.deliveries(refused).size());
    }

    @Test
    void aLogThatRefusesIsAskedLessAndLessOften() {
        shop.log.fill(0);
        shop.creates(BUDI);
        shop.passes(Duration.ofMinutes(5));
        assertTrue(shop.log.refusals() > 10 && shop.log.refusals() < 30, shop.log.refusals() + " times");
    }

    @Test
    void anAnswerThatNeedsNotBeRememberedGoesOutMeanwhile() {
        shop.log.fill(0);
        OrderId id = shop.creates(BUDI).id();
        due();
        shop.answers(SITI.id(), "try again");
        assertEquals(List.of("Siti: reply"), due());
        shop.answers(BUDI.id(), "done", id);
        shop.answers(BUDI.id(), "catalogue");
        assertEquals(List.of(), due(), "what stands behind a reply that waits keeps its place");
        shop.log.mend();
        shop.passes(LONGEST_PAUSE);
        assertEquals("Budi: reply", shop.sender.sent().get(0));
    }

    @Test
    void whatWasSentWhenTheLogRefusedIsRememberedAndNotSentAgain() {
        shop.creates(BUDI);
        shop.outbox.sendDue();
        shop.log.setForcing(false);
        OrderId id = shop.creates(SITI).id();
        assertEquals(4, due().size());
        shop.log.fill(0);
        shop.log.force();
        assertTrue(shop.outbox.trouble().isPresent());
        shop.log.mend();
        shop.log.setForcing(true);
        shop.outbox.close();
        assertEquals(Optional.empty(), shop.outbox.trouble(), "tried once more at the end, whatever the pause");
        shop.crash();
        assertEquals(List.of(), due());
        assertEquals(2, shop.outbox.deliveries(id).size());
    }

    @Test
    void inALogThatDoesNotSayWhenTheShopWasReadItsNewestPlanTells() {
        OutboxShop before = new OutboxShop(new FakeLog() {
            @Override
            public CompletionStage<?> append(ImmutableList<TaskRecord<MessageKey>> records) {
                return super.append(
                        records.stream().map(OutboxLogTest::asBefore).collect(toImmutableList()));
            }
        });
        before.log.setForcing(true);
        before.creates(BUDI);
        before.outbox.sendDue();
        OrderId unread = before.creates(SITI).id();
        before.clock.advance(Duration.ofDays(40));
        before.restart().outbox.sendDue();
        assertEquals(2, before.outbox.deliveries(unread).size());
    }

    private static TaskRecord<MessageKey> asBefore(TaskRecord<MessageKey> record) {
        return record instanceof DeliveryRecord.Followed followed
                ? new DeliveryRecord.Followed(followed.place(), Optional.empty())
                : record;
    }

    @Test
    void recordsOfWhichSomeWereKeptAddUpToTheSame() {
        ImmutableList<OrderId> orders =
                ImmutableList.of(shop.creates(BUDI).id(), shop.creates(SITI).id());
        shop.passes(Duration.ofSeconds(1));
        shop.sender.sent();
        shop.log.setForcing(false);
        shop.outbox.broadcasts().send("news", "Hai", orders, Samples.ANDI);
        shop.log.forceOnce();
        shop.log.fill(1);
        shop.log.force();
        shop.log.mend();
        shop.log.setForcing(true);
        shop.passes(Duration.ofMinutes(1));
        assertEquals(
                List.of("Budi: broadcast-customer", "Siti: broadcast-customer", "Andi: broadcast-done-admin"),
                shop.sender.sent());
        shop.crash();
        assertEquals(List.of(), due());
        assertTrue(shop.outbox.broadcasts().report("news").orElseThrow().isDone());
    }

    @Test
    void whatSomebodyAsksForIsRefusedWhileNothingIsRemembered() {
        ImmutableList<OrderId> orders = ImmutableList.of(shop.creates(BUDI).id());
        due();
        shop.outbox.broadcasts().send("earlier", "Hai", orders);
        shop.log.fill(0);
        shop.creates(BUDI);
        due();
        StorageException refused = assertThrows(
                StorageException.class, () -> shop.outbox.broadcasts().send("news", "Hai", orders));
        assertTrue(refused.isRetryable());
        assertThrows(StorageException.class, () -> shop.outbox.broadcasts().pause("earlier", true));
        assertEquals(Optional.empty(), shop.outbox.broadcasts().report("news"));
    }

    @Test
    void aLogThatFailedSaysSoAndNothingMoreIsSent() {
        shop.creates(BUDI);
        due();
        shop.log.fail(0);
        shop.creates(SITI);
        due();
        assertEquals(Optional.of("the delivery log takes no more: the disk is gone"), shop.outbox.failure());
        assertEquals(Optional.empty(), shop.outbox.trouble());
        shop.log.mend();
        int refusals = shop.log.refusals();
        shop.creates(BUDI);
        shop.passes(Duration.ofHours(1));
        assertEquals(List.of(), shop.sender.sent());
        assertEquals(1, refusals, "what is not known to be there is not written again");
    }

    @Test
    void anOutboxWhoseFirstNoteCannotBeKeptIsNotOpened() {
        shop.log.durable().clear();
        shop.log.fill(0);
        assertTrue(assertThrows(StorageException.class, shop::restart).isRetryable());
        shop.log.fail(0);
        assertFalse(assertThrows(StorageException.class, shop::restart).isRetryable());
    }

    @Test
    void aLogThatRefusesIsNotMadeShorter() {
        shop.shortLog = 1;
        shop.restart();
        shop.log.setForcing(true);
        shop.creates(BUDI);
        shop.outbox.sendDue();
        int before = shop.log.compactions();
        shop.log.fill(0);
        shop.creates(SITI);
        shop.passes(Duration.ofMinutes(1));
        assertEquals(before, shop.log.compactions());
        shop.log.mend();
        shop.passes(Duration.ofMinutes(1));
        assertTrue(shop.log.compactions() > before);
    }
}
