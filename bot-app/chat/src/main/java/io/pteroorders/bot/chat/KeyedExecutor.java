package io.pteroorders.bot.chat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Runs tasks: those with one key one after another, in the order in which they came; those with different keys at the
 * same time. Only so many tasks are taken over at once; whoever brings one more waits for a place. Thread-safe.
 *
 * @param <K> what tasks are kept in order by
 */
final class KeyedExecutor<K> {

    private final Executor threads;
    private final int capacity;
    private final Semaphore places;
    private final Map<K, Queue<Runnable>> lanes = new HashMap<>();

    /**
     * KeyedExecutor.
     *
     * @param threads runs the tasks
     * @param capacity how many tasks may wait or run
     */
    KeyedExecutor(Executor threads, int capacity) {
        this.threads = threads;
        this.capacity = capacity;
        this.places = new Semaphore(capacity);
    }

    /** Takes a task over; a task must not throw. Waits for a place if there is none. */
    void execute(K key, Runnable task) {
        places.acquireUninterruptibly();
        if (joinLane(key, task)) {
            threads.execute(() -> runFirst(key));
        }
    }

    /** Whether the lane was empty, so that nobody is there to run the task. */
    private synchronized boolean joinLane(K key, Runnable task) {
        Queue<Runnable> lane = lanes.computeIfAbsent(key, any -> new ArrayDeque<>());
        lane.add(task);
        return lane.size() == 1;
    }

    /** One task at a time, so that who has many leaves the thread to others in between. */
    private void runFirst(K key) {
        try {
            first(key).run();
        } finally {
            if (leaveLane(key)) {
                threads.execute(() -> runFirst(key));
            }
            places.release();
        }
    }

    private synchronized Runnable first(K key) {
        return lane(key).element();
    }

    /** Whether others wait in the lane. */
    private synchronized boolean leaveLane(K key) {
        Queue<Runnable> lane = lane(key);
        lane.remove();
        if (lane.isEmpty()) {
            lanes.remove(key);
        }
        return !lane.isEmpty();
    }

    private Queue<Runnable> lane(K key) {
        return lanes.getOrDefault(key, new ArrayDeque<>());
    }

    /** Waits until all tasks that were taken over are done. */
    void finish() {
        places.acquireUninterruptibly(capacity);
        places.release(capacity);
    }

    /** The same, but not longer than this; whether all are done. */
    boolean finish(Duration atMost) {
        boolean done = Uninterruptibles.tryAcquireUninterruptibly(places, capacity, atMost);
        if (done) {
            places.release(capacity);
        }
        return done;
    }
}
