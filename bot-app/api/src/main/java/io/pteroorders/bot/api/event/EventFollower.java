package io.pteroorders.bot.api.event;

import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that keeps a log up with a store: at once when it is told of a change, but not more often than people notice,
 * and now and then by itself, because others may write to the store too. Thread-safe.
 */
public final class EventFollower implements OrderListener, AutoCloseable {

    /** Many changes within this time are one look at the feed, and one write to each who follows. */
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    private static final Duration BY_ITSELF = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration ENDING = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);

    private final EventLog log;
    private final OrderStorage storage;
    private final Clock clock;
    private final Semaphore woken = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "event-log");
    private boolean failing;

    /** One that has not begun. */
    public EventFollower(EventLog log, OrderStorage storage, Clock clock) {
        this.log = log;
        this.storage = storage;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    @Override
    public void onEvent(OrderEvent event) {
        woken.release();
    }

    @Override
    public void onMissedEvents() {
        woken.release();
    }

    private void run() {
        try {
            follow();
            while (!closing.await(pause().toMillis(), TimeUnit.MILLISECONDS)) {
                boolean told = woken.tryAcquire(BY_ITSELF.toMillis(), TimeUnit.MILLISECONDS);
                LOG.trace("looks for events, told to: {}", told);
                woken.drainPermits();
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause() {
        return failing ? AFTER_FAILURE : AT_ONCE;
    }

    private void follow() {
        try {
            log.follow(storage, clock.instant());
            failing = false;
        } catch (StorageException e) {
            failed(e);
        } catch (RuntimeException e) {
            LOG.error("events cannot be found in the store's changes, which is a bug", e);
        }
    }

    private void failed(StorageException e) {
        if (!failing && closing.getCount() > 0) {
            LOG.warn("events wait, the store fails: {}", e.getMessage());
        }
        failing = true;
    }

    /** Ends; what has not become an event does when a log is followed again. */
    @Override
    public void close() {
        closing.countDown();
        woken.release();
        try {
            thread.join(ENDING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
