package io.pteroorders.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.core.task.TaskStatus.State;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** A sender that keeps nothing of what it should. */
class OddSenderTest {

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private final OrderService service =
            OrderService.builder(storage, clock, new Random(1)).build();
    private final MessageSender sender = mock(MessageSender.class);

    @Test
    void whateverASenderDoesAMessageIsTriedUntilItIsTaken() {
        when(sender.send(any()))
                .thenThrow(new IllegalStateException("no connection"))
                .thenThrow(new StackOverflowError())
                .thenReturn(null)
                .thenReturn(CompletableFuture.failedFuture(new InterruptedException()))
                .thenReturn(CompletableFuture.completedFuture(null))
                .thenReturn(CompletableFuture.completedFuture(SendResult.tryAgain("", Instant.MIN)))
                .thenReturn(CompletableFuture.completedFuture(SendResult.SENT));
        Outbox outbox = Outbox.builder(
                        storage,
                        Samples.orderTexts(),
                        new NotificationPolicy(ImmutableSet.of()),
                        sender,
                        TaskLog.inMemory(),
                        clock)
                .open();
        Order order = service.create(Actor.SYSTEM, new CreateOrder(Fixtures.budi(), "gold", 3))
                .get();

        for (Optional<Instant> due = outbox.sendDue(); due.isPresent(); due = outbox.sendDue()) {
            clock.set(due.get());
        }

        ArgumentCaptor<OutgoingMessage> handed = ArgumentCaptor.forClass(OutgoingMessage.class);
        verify(sender, times(7)).send(handed.capture());
        assertEquals(1, handed.getAllValues().stream().distinct().count());
        assertEquals(
                List.of(State.DONE),
                outbox.deliveries(order.id()).stream().map(TaskStatus::state).toList());
    }
}
