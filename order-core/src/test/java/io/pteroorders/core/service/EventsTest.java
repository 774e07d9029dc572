package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.StorageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class EventsTest extends ServiceTest {

    /** Writes down what it hears. */
    private static final class Recorder implements OrderListener {

        private final List<String> heard = new ArrayList<>();

        @Override
        public void onEvent(OrderEvent event) {
            heard.add(event.order().id() + " " + event.kind());
        }

        @Override
        public void onMissedEvents() {
            heard.add("missed some");
        }
    }

    private static String line(int number, Kind kind) {
        return Samples.orderId(number) + " " + kind;
    }

    private OrderService service(OrderListener listener) {
        return builder().listener(listener, MoreExecutors.directExecutor()).build();
    }

    @Test
    void everyChangeIsToldOnceWithTheOrderBeforeAndAfter() {
        OrderId id = service.create(BUDI, new CreateOrder(Samples.budi(), "bronze", 1))
                .get()
                .id();
        List<Order> states = new ArrayList<>(List.of(stored(id)));
        List<Runnable> changes = List.of(
                () -> service.addNote(BUDI, new AddNote(id, "hello", NO_REQUEST)),
                () -> service.setUsername(BUDI, new SetUsername(id, "wanted", NO_REQUEST)),
                () -> service.setPaymentProof(BUDI, new SetPaymentProof(id, "media:1", NO_REQUEST)),
                () -> service.cancel(ADMIN, new ChangeStatus(id, "sold out")));
        for (Runnable change : changes) {
            change.run();
            states.add(stored(id));
        }
        service.delete(OWNER, id, NO_REQUEST);
        assertEquals(
                List.of(
                        new OrderEvent(Kind.CREATED, Optional.empty(), states.get(0), BUDI.text()),
                        new OrderEvent(Kind.NOTE_ADDED, Optional.of(states.get(0)), states.get(1), BUDI.text()),
                        new OrderEvent(Kind.USERNAME_SET, Optional.of(states.get(1)), states.get(2), BUDI.text()),
                        new OrderEvent(Kind.PAYMENT_PROOF_SET, Optional.of(states.get(2)), states.get(3), BUDI.text()),
                        new OrderEvent(Kind.STATUS_CHANGED, Optional.of(states.get(3)), states.get(4), ADMIN.text()),
                        new OrderEvent(Kind.DELETED, Optional.of(states.get(4)), states.get(4), OWNER.text())),
                events);
    }

    @Test
    void whatChangesNothingIsNotTold() {
        OrderId id = given(OrderStatus.PENDING).id();
        service.setUsername(ADMIN, new SetUsername(id, "wanted", NO_REQUEST));
        service.setUsername(ADMIN, new SetUsername(id, "wanted", NO_REQUEST));
        assertEquals(1, events.size());
    }

    @Test
    void anEventComesAfterTheStoreHasTheChange() {
        OrderId id = given(OrderStatus.PENDING).id();
        List<Order> seen = new ArrayList<>();
        service(event -> seen.add(stored(event.order().id()))).confirm(ADMIN, move(id));
        assertEquals(List.of(stored(id)), seen);
        assertEquals(OrderStatus.CONFIRMED, seen.get(0).status());
    }

    @Test
    void aChangeThatTheStoreCouldNotKeepIsNotTold() {
        InMemoryOrderStorage full = InMemoryOrderStorage.restored(
                Samples.JAKARTA, List.of(Samples.in(OrderStatus.PENDING)), "full", "1", (before, after) -> {
                    throw StorageException.retryable("the disk is full", null);
                });
        Recorder recorder = new Recorder();
        OrderService failing = OrderService.builder(full, clock, new SplittableRandom(1))
                .listener(recorder, MoreExecutors.directExecutor())
                .build();
        assertThrows(StorageException.class, () -> failing.confirm(ADMIN, move(Samples.orderId(1))));
        assertEquals(List.of(), recorder.heard);
        assertEquals(List.of(Samples.in(OrderStatus.PENDING)), Samples.all(full));
    }

    @Test
    void aFailingListenerFailsNeitherTheOperationNorTheNextEvent() {
        OrderId id = given(OrderStatus.PENDING).id();
        List<Kind> heard = new ArrayList<>();
        OrderService told = service(event -> {
            heard.add(event.kind());
            throw new IllegalStateException("a bug in the listener");
        });
        assertTrue(told.confirm(ADMIN, move(id)).isDone());
        assertTrue(told.addNote(ADMIN, new AddNote(id, "n", NO_REQUEST)).isDone());
        assertEquals(List.of(Kind.STATUS_CHANGED, Kind.NOTE_ADDED), heard);
    }

    @Test
    void oneListenerIsIndependentOfTheOther() {
        OrderId id = given(OrderStatus.PENDING).id();
        Recorder recorder = new Recorder();
        OrderService told = builder()
                .listener(
                        event -> {
                            throw new IllegalStateException("a bug in the listener");
                        },
                        MoreExecutors.directExecutor())
                .listener(recorder, MoreExecutors.directExecutor())
                .build();
        told.confirm(ADMIN, move(id));
        assertEquals(List.of(line(1, Kind.STATUS_CHANGED)), recorder.heard);
    }

    @Test
    void aSlowListenerDoesNotDelayTheOperation() {
        OrderId id = given(OrderStatus.PENDING).id();
        CountDownLatch operationsReturned = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(2);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            OrderService slow = builder()
                    .listener(
                            event -> {
                                Uninterruptibles.awaitUninterruptibly(operationsReturned);
                                told.countDown();
                            },
                            executor)
                    .build();
            assertTrue(slow.confirm(ADMIN, move(id)).isDone());
            assertTrue(slow.process(ADMIN, move(id)).isDone());
            assertEquals(2, told.getCount());
            operationsReturned.countDown();
            Uninterruptibles.awaitUninterruptibly(told);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void aShutDownExecutorDoesNotFailTheOperation() {
        OrderId id = given(OrderStatus.PENDING).id();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.shutdown();
        OrderService late = builder().listener(new Recorder(), executor).build();
        assertTrue(late.confirm(ADMIN, move(id)).isDone());
    }

    @Test
    void anOverflowIsToldOnceAfterTheEventsThatWereKept() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Recorder recorder = new Recorder();
        OrderService told = builder().listener(recorder, waiting::add, 2).build();
        for (int number = 1; number <= 5; number++) {
            given(Samples.pending(number, Samples.budi(), Samples.NOON));
            told.confirm(ADMIN, move(Samples.orderId(number)));
        }
        runAll(waiting);
        assertEquals(
                List.of(line(1, Kind.STATUS_CHANGED), line(2, Kind.STATUS_CHANGED), "missed some"), recorder.heard);

        told.process(ADMIN, move(Samples.orderId(5)));
        told.process(ADMIN, move(Samples.orderId(4)));
        told.process(ADMIN, move(Samples.orderId(3)));
        runAll(waiting);
        assertEquals(
                List.of(line(5, Kind.STATUS_CHANGED), line(4, Kind.STATUS_CHANGED), "missed some"),
                recorder.heard.subList(3, 6));
    }

    private static void runAll(Queue<Runnable> waiting) {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
