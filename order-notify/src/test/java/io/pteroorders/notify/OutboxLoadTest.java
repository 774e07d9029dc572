package io.pteroorders.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.TaskWorker;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("hunt")
class OutboxLoadTest {

    private static final int WAITING = 30_000;

    /** Prints how long it took and how much memory the outbox holds; the machine decides, so no limit is asserted. */
    @Test
    void manyMessagesWaitAndAReplyGoesFirst() {
        OutboxShop shop = new OutboxShop();
        shop.sender.behaviour = message -> new CompletableFuture<>();
        for (int i = 0; i < WAITING / 2; i++) {
            PersonId person = PersonId.phone("62899" + (10_000_000 + i % 20_000));
            shop.creates(new Customer(person, "", person.text()));
        }
        shop.outbox.sendDue();
        shop.log.force();
        assertEquals(WAITING, shop.outbox.counts().waiting());
        Outbox old = shop.outbox;
        long before = used();
        long began = System.nanoTime();
        shop.restart();
        shop.outbox.answering(Samples.RATNA).close();
        double seconds = (System.nanoTime() - began) / 1e9;
        long bytes = used() - before;
        assertEquals(WAITING, old.counts().waiting());
        System.out.printf(
                Locale.ROOT, "%d waiting: opened in %.2f s, it holds %.1f MB%n", WAITING, seconds, bytes / 1e6);
        shop.sender.tried.clear();
        shop.sender.behaviour = FakeSender::sends;
        shop.answers(Samples.RATNA, "r1");
        shop.outbox.sendDue();
        assertEquals("reply", shop.sender.taken.get(0).template());
        assertEquals(0, shop.outbox.counts().waiting());
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aWorkerSendsWhatIsDueAndEnds() throws InterruptedException {
        OutboxShop shop = new OutboxShop();
        CountDownLatch sent = new CountDownLatch(2);
        shop.sender.behaviour = message -> {
            sent.countDown();
            return FakeSender.sends(message);
        };
        TaskWorker worker = shop.outbox.start();
        try {
            shop.creates(OutboxShop.BUDI);
            assertTrue(sent.await(30, TimeUnit.SECONDS), "the worker sent nothing");
        } finally {
            worker.close();
        }
        assertEquals(
                List.of(OutboxShop.BUDI.chatId(), Samples.ANDI.text()),
                shop.sender.tried.stream().map(OutgoingMessage::to).toList());
    }
}
