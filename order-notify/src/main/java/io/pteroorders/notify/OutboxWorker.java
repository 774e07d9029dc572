package io.pteroorders.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that sends whenever something is due. Thread-safe. */
public final class OutboxWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Clock clock;
    private final Lock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Thread thread = new Thread(this::run, "outbox");
    private boolean awake = true;
    private boolean closed;

    private OutboxWorker(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Begins to send.
     *
     * @param clock that of the outbox
     */
    public static OutboxWorker start(Outbox outbox, Clock clock) {
        OutboxWorker worker = new OutboxWorker(outbox, clock);
        outbox.onWork(worker::wake);
        worker.thread.setDaemon(true);
        worker.thread.start();
        return worker;
    }

    private void wake() {
        lock.lock();
        try {
            awake = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (awaitWork(sendDue())) {
                // sent
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Duration> sendDue() {
        try {
            return outbox.sendDue().map(this::until);
        } catch (RuntimeException e) {
            LOG.error("sending failed; it is tried again", e);
            return Optional.of(AFTER_A_FAILURE);
        }
    }

    private Duration until(Instant due) {
        return Duration.between(clock.instant(), due);
    }

    private boolean awaitWork(Optional<Duration> most) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(most.orElse(AFTER_A_FAILURE));
            while (!awake && !closed && nanos > 0) {
                nanos = work.awaitNanos(nanos);
            }
            awake = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends when the message at hand was handed over, and {@linkplain Outbox#close closes} the outbox. What waits is sent
     * after the next start.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outbox.close();
    }
}
