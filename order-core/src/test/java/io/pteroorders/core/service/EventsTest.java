package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        service.delete(OWNER, new DeleteOrder(id));
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
        InMemoryOrderStorage full = InMemoryOrderStorage.builder(Samples.JAKARTA)
                .orders(List.of(Samples.in(OrderStatus.PENDING)))
                .writeAhead((before, after, request) -> {
                    throw StorageException.retryable("the disk is full", null);
                })
                .build();
        Recorder recorder = new Recorder();
        OrderService failing = OrderService.builder(full, clock, new SplittableRandom(1))
                .listener(recorder, MoreExecutors.directExecutor())
                .build();
        assertThrows(StorageException.class, () -> failing.confirm(ADMIN, move(Samples.orderId(1))));
        assertEquals(List.of(), recorder.heard);
        assertEquals(List.of(Samples.in(OrderStatus.PENDING)), Samples.all(full));
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

    /** Takes what comes while it is open. */
    private static final class FlakyExecutor implements Executor {

        private boolean open;

        @Override
        public void execute(Runnable task) {
            if (!open) {
                throw new RejectedExecutionException("full");
            }
            task.run();
        }
    }

    @Test
    void whatAnExecutorDidNotTakeIsToldWithTheNextEvent() {
        FlakyExecutor executor = new FlakyExecutor();
        Recorder recorder = new Recorder();
        OrderService told = builder().listener(recorder, executor, 3).build();
        for (int number = 1; number <= 6; number++) {
            given(Samples.pending(number, Samples.budi(), Samples.NOON));
            assertTrue(told.confirm(ADMIN, move(Samples.orderId(number))).isDone());
        }
        executor.open = true;
        told.process(ADMIN, move(Samples.orderId(6)));
        told.process(ADMIN, move(Samples.orderId(5)));
        assertEquals(
                List.of(
                        line(1, Kind.STATUS_CHANGED),
                        line(2, Kind.STATUS_CHANGED),
                        line(3, Kind.STATUS_CHANGED),
                        "missed some",
                        line(5, Kind.STATUS_CHANGED)),
                recorder.heard);
    }

    @Test
    void aPoolThatIsFullNowAndThenLosesNoEvent() throws InterruptedException {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), new AbortPolicy());
        List<OrderId> heard = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(20);
        OrderService told = builder()
                .listener(
                        event -> {
                            heard.add(event.order().id());
                            all.countDown();
                        },
                        pool)
                .build();
        List<OrderId> confirmed = new ArrayList<>();
        CountDownLatch busy = new CountDownLatch(1);
        try {
            pool.execute(() -> Uninterruptibles.awaitUninterruptibly(busy));
            for (int number = 1; number <= 19; number++) {
                confirmed.add(given(Samples.pending(number, Samples.budi(), Samples.NOON))
                        .id());
                told.confirm(ADMIN, move(Samples.orderId(number)));
            }
            busy.countDown();
            confirmed.add(
                    given(Samples.pending(20, Samples.budi(), Samples.NOON)).id());
            told.confirm(ADMIN, move(Samples.orderId(20)));
            while (all.getCount() > 0) {
                told.get(ADMIN, Samples.orderId(1));
                told.confirm(ADMIN, move(Samples.orderId(1)));
                all.await(1, TimeUnit.MILLISECONDS);
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(confirmed, heard);
    }

    static Stream<Throwable> whatAListenerMayThrow() {
        return Stream.of(
                new IllegalStateException("a bug"), new AssertionError("a bug"), new NoClassDefFoundError("a jar"));
    }

    @ParameterizedTest
    @MethodSource("whatAListenerMayThrow")
    void whateverAListenerThrowsNeitherFailsTheOperationNorEndsTheTelling(Throwable thrown) {
        OrderId id = given(OrderStatus.PENDING).id();
        List<Kind> heard = new ArrayList<>();
        OrderService told = service(event -> {
            heard.add(event.kind());
            Throwables.throwIfUnchecked(thrown);
        });
        assertTrue(told.confirm(ADMIN, move(id)).isDone());
        assertTrue(told.addNote(ADMIN, new AddNote(id, "n")).isDone());
        assertEquals(List.of(Kind.STATUS_CHANGED, Kind.NOTE_ADDED), heard);
    }

    /** The caller of an operation and its listener take the same monitor, as a bot that is one big monitor does. */
    @Test
    void aListenerThatRunsInPlaceIsCalledWithoutTheOrdersLock() {
        OrderId id = given(OrderStatus.PENDING).id();
        Object bot = new Object();
        OrderService told = builder()
                .listener(
                        event -> {
                            synchronized (bot) {
                                assertEquals(event.order().id(), stored(id).id());
                            }
                        },
                        Runnable::run)
                .build();
        ImmutableList<Boolean> done = Samples.race(2, racer -> {
            for (int i = 0; i < 200; i++) {
                SetUsername request = new SetUsername(id, "wanted" + racer + i);
                if (racer == 0) {
                    told.setUsername(ADMIN, request);
                } else {
                    synchronized (bot) {
                        told.setUsername(ADMIN, request);
                    }
                }
            }
            return true;
        });
        assertEquals(ImmutableList.of(true, true), done);
    }

    @Test
    void aListenerMayCallTheServiceBack() {
        OrderId id = given(OrderStatus.PENDING).id();
        OrderId other = given(Samples.pending(2, Samples.budi(), Samples.NOON)).id();
        List<OrderService> told = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        told.add(service(event -> {
            heard.add(event.order().id() + " " + event.order().status().word());
            if (event.order().status() == OrderStatus.CONFIRMED) {
                told.get(0).process(ADMIN, move(event.order().id()));
                told.get(0).cancel(ADMIN, move(other));
            }
        }));
        told.get(0).confirm(ADMIN, move(id));
        assertEquals(List.of(id + " confirmed", id + " processing", other + " cancelled"), heard);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -5})
    void aListenerWithoutRoomIsRefused(int capacity) {
        OrderService.Builder builder = builder();
        Recorder recorder = new Recorder();
        assertThrows(IllegalArgumentException.class, () -> builder.listener(recorder, Runnable::run, capacity));
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
