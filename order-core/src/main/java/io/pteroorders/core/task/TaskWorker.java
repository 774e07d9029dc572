package io.pteroorders.core.task;

import com.google.common.collect.Comparators;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that works whenever something is due. Thread-safe. */
public final class TaskWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskWorker.class);

    /** What is waited for at most, after a failure or in case that nobody said that there is something to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TaskEngine<?> engine;
    private final Supplier<Optional<Instant>> work;
    private final Clock clock;
    private final Lock lock = new ReentrantLock();
    private final Condition due = lock.newCondition();
    private final Thread thread;
    private boolean awake = true;
    private boolean closed;

    private TaskWorker(String name, TaskEngine<?> engine, Supplier<Optional<Instant>> work, Clock clock) {
        this.engine = engine;
        this.work = work;
        this.clock = clock;
        this.thread = new Thread(this::run, name);
    }

    /**
     * Begins to work.
     *
     * @param name the thread's
     * @param work does all that is due, and says when something is due next
     * @param clock that of the engine
     */
    public static TaskWorker start(String name, TaskEngine<?> engine, Supplier<Optional<Instant>> work, Clock clock) {
        TaskWorker worker = new TaskWorker(name, engine, work, clock);
        engine.onWork(worker::wake);
        worker.thread.setDaemon(true);
        worker.thread.start();
        return worker;
    }

    private void wake() {
        lock.lock();
        try {
            awake = true;
            due.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (awaitWork(workDue())) {
                // worked
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Duration> workDue() {
        try {
            return work.get().map(this::until);
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed; it is tried again", thread.getName(), e);
            return Optional.empty();
        }
    }

    private Duration until(Instant time) {
        return Duration.between(clock.instant(), time);
    }

    private boolean awaitWork(Optional<Duration> most) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(Comparators.min(most.orElse(PATIENCE), PATIENCE));
            while (!awake && !closed && nanos > 0) {
                nanos = due.awaitNanos(nanos);
            }
            awake = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends when the attempt at hand was made, and {@linkplain TaskEngine#close closes} the engine. What waits is done after
     * the next start.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            due.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.close();
    }
}
