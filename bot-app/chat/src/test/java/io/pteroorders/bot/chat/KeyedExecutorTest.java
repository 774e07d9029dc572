package io.pteroorders.bot.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KeyedExecutorTest {

    private final Queue<Runnable> thread = new ArrayDeque<>();

    @Property(tries = 100)
    void eachKeysTasksRunOneAfterAnotherInTheirOrder(@ForAll @Size(max = 200) List<@IntRange(max = 5) Integer> keys) {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            KeyedExecutor<Integer> executor = new KeyedExecutor<>(threads, 10);
            Map<Integer, List<Integer>> done = new ConcurrentHashMap<>();
            Map<Integer, AtomicInteger> running = new ConcurrentHashMap<>();
            AtomicInteger overlaps = new AtomicInteger();
            for (int i = 0; i < keys.size(); i++) {
                int key = keys.get(i);
                int number = i;
                executor.execute(key, () -> {
                    AtomicInteger inLane = running.computeIfAbsent(key, any -> new AtomicInteger());
                    overlaps.addAndGet(inLane.incrementAndGet() - 1);
                    done.computeIfAbsent(key, any -> new ArrayList<>()).add(number);
                    inLane.decrementAndGet();
                });
            }
            executor.finish();
            assertEquals(byKey(keys), done);
            assertEquals(0, overlaps.get());
        } finally {
            threads.shutdown();
        }
    }

    private static Map<Integer, List<Integer>> byKey(List<Integer> keys) {
        Map<Integer, List<Integer>> numbers = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            numbers.computeIfAbsent(keys.get(i), any -> new ArrayList<>()).add(i);
        }
        return numbers;
    }

    @Example
    void whoHasManyTasksLeavesTheThreadToOthersInBetween() {
        KeyedExecutor<String> executor = new KeyedExecutor<>(thread::add, 10);
        List<String> done = new ArrayList<>();
        executor.execute("busy", () -> done.add("busy 1"));
        executor.execute("busy", () -> done.add("busy 2"));
        executor.execute("other", () -> done.add("other"));
        work();
        assertEquals(List.of("busy 1", "other", "busy 2"), done);
    }

    private void work() {
        for (Runnable next = thread.poll(); next != null; next = thread.poll()) {
            next.run();
        }
    }

    @Example
    void finishingWaitsForWhatWaits() {
        KeyedExecutor<String> executor = new KeyedExecutor<>(thread::add, 10);
        assertTrue(executor.finish(Duration.ZERO), "nothing waits");
        executor.execute("a", () -> {});
        assertFalse(executor.finish(Duration.ZERO));
        work();
        assertTrue(executor.finish(Duration.ZERO));
        executor.execute("a", () -> {});
        assertEquals(1, thread.size(), "finished keys are used again");
    }

    @Example
    void whoBringsMoreThanThereIsRoomForWaits() {
        KeyedExecutor<Integer> executor = new KeyedExecutor<>(thread::add, 2);
        executor.execute(1, () -> {});
        executor.execute(2, () -> {});
        CountDownLatch taken = new CountDownLatch(1);
        Thread third = new Thread(() -> {
            executor.execute(3, () -> {});
            taken.countDown();
        });
        third.start();
        while (third.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(1, taken.getCount());
        thread.remove().run();
        Uninterruptibles.awaitUninterruptibly(taken);
        assertEquals(2, thread.size());
    }
}
