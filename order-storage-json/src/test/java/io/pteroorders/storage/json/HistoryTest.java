package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.WriteResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads on a real directory, while checkpoints are made. Orders are counters: a change adds one, a read sees how
 * many there were. What finished before something else began must have come before it.
 */
@Tag("hunt")
class HistoryTest {

    private static final int THREADS = 8;
    private static final int OPERATIONS = Faults.amount(6_000, 100_000);
    private static final int COUNTERS = 12;

    @TempDir
    Path parent;

    /** Something done to a counter: when it began and ended, and what the counter was then. */
    private record Event(int counter, boolean added, long began, long ended, int value) {}

    @Test
    void whatThreadsSeeIsOneHistory() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        List<Event> events = new ArrayList<>();
        int winners = 0;
        try (JsonOrderStorage store = data.open()) {
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            for (int counter = 1; counter <= COUNTERS; counter++) {
                winners += race(store, pool, counter);
            }
            List<Callable<List<Event>>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                long seed = thread;
                work.add(() -> use(store, new Random(seed)));
            }
            for (Future<List<Event>> done : pool.invokeAll(work)) {
                events.addAll(done.get());
            }
            pool.shutdown();
        }
        assertEquals(COUNTERS, winners);
        for (int counter = 1; counter <= COUNTERS; counter++) {
            int last = check(counter, events);
            try (OrderStorage store = data.open()) {
                assertEquals(last, value(store.get(orderId(counter)).orElseThrow()));
            }
        }
        Faults.say(
                "%d operations of %d threads on %d orders, one winner each: one history, all there after reopening",
                events.size() + COUNTERS * THREADS, THREADS, COUNTERS);
    }

    /** All threads create the same order; returns how many were told that they did. */
    private static int race(JsonOrderStorage store, ExecutorService pool, int counter) throws Exception {
        Order order = anOrder(counter).in(OrderStatus.CONFIRMED).withServerId(NOON, "0");
        Callable<WriteResult> create = () -> store.insert(order, InsertGuard.NONE, Optional.empty());
        int winners = 0;
        for (Future<WriteResult> answer : pool.invokeAll(Collections.nCopies(THREADS, create))) {
            winners += answer.get().kind() == WriteResult.Kind.DONE ? 1 : 0;
        }
        return winners;
    }

    private static List<Event> use(JsonOrderStorage store, Random random) throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < OPERATIONS / THREADS; i++) {
            int counter = 1 + random.nextInt(COUNTERS);
            boolean adds = random.nextInt(3) > 0;
            long began = System.nanoTime();
            Order seen =
                    adds ? add(store, counter) : store.get(orderId(counter)).orElseThrow();
            events.add(new Event(counter, adds, began, System.nanoTime(), value(seen)));
            if (i % 200 == 0) {
                store.checkpoint();
            }
        }
        return events;
    }

    private static Order add(JsonOrderStorage store, int counter) {
        return store.update(
                        orderId(counter),
                        order -> Outcome.done(order.withServerId(NOON, Integer.toString(value(order) + 1))),
                        Optional.empty())
                .after()
                .orElseThrow();
    }

    private static int value(Order order) {
        return Integer.parseInt(order.serverId().orElseThrow());
    }

    /** Returns the counter's last value. */
    private static int check(int counter, List<Event> all) {
        List<Event> events =
                all.stream().filter(event -> event.counter() == counter).toList();
        List<Event> added = events.stream()
                .filter(Event::added)
                .sorted(Comparator.comparingInt(Event::value))
                .toList();
        for (int i = 0; i < added.size(); i++) {
            assertEquals(i + 1, added.get(i).value(), "each value is given once");
        }
        List<Event> byEnd =
                events.stream().sorted(Comparator.comparingLong(Event::ended)).toList();
        List<Event> byBegin =
                events.stream().sorted(Comparator.comparingLong(Event::began)).toList();
        int finished = 0;
        int next = 0;
        for (Event event : byBegin) {
            while (byEnd.get(next).ended() < event.began()) {
                finished = Math.max(finished, byEnd.get(next++).value());
            }
            assertTrue(event.value() >= finished + (event.added() ? 1 : 0), () -> event + " came too late");
        }
        for (Event read : events) {
            if (read.value() > 0) {
                assertTrue(added.get(read.value() - 1).began() < read.ended(), () -> read + " saw what was not yet");
            }
        }
        return added.size();
    }
}
