package io.pteroorders.core.service;

import com.google.common.util.concurrent.MoreExecutors;
import io.pteroorders.core.order.OrderEvent;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener's events, one after another on its executor; at most a fixed number wait. Thread-safe. */
final class EventQueue {

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    private final OrderListener listener;
    private final Executor executor;
    private final Semaphore places;
    private final AtomicBoolean missed = new AtomicBoolean();

    EventQueue(OrderListener listener, Executor executor, int capacity) {
        this.listener = listener;
        this.executor = MoreExecutors.newSequentialExecutor(executor);
        this.places = new Semaphore(capacity);
    }

    void add(OrderEvent event) {
        if (places.tryAcquire()) {
            execute(() -> {
                places.release();
                tell(() -> listener.onEvent(event));
            });
        } else if (missed.compareAndSet(false, true)) {
            execute(() -> {
                missed.set(false);
                tell(listener::onMissedEvents);
            });
        }
    }

    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException shutDown) {
            LOG.warn("an event was not delivered, because the listener's executor is shut down");
        }
    }

    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("a listener failed; the order stays as it is", e);
        }
    }
}
