package io.pteroorders.core.service;

import com.google.common.base.Preconditions;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.core.order.OrderEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's events, told one after another on its executor; at most a fixed number wait. Those that an executor does not
 * take now wait for the next event. Thread-safe.
 */
final class EventQueue {

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    private final OrderListener listener;
    private final Executor executor;
    private final int capacity;

    /** In the order to tell them; empty where events were dropped. */
    @GuardedBy("this")
    private final Deque<Optional<OrderEvent>> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private int events;

    @GuardedBy("this")
    private boolean telling;

    EventQueue(OrderListener listener, Executor executor, int capacity) {
        Preconditions.checkArgument(capacity >= 1, "a listener needs room for at least one event, not %s", capacity);
        this.listener = Objects.requireNonNull(listener);
        this.executor = Objects.requireNonNull(executor);
        this.capacity = capacity;
    }

    /** Takes an event, without telling it. */
    synchronized void add(OrderEvent event) {
        if (events < capacity) {
            events++;
            waiting.add(Optional.of(event));
        } else if (waiting.getLast().isPresent()) {
            waiting.add(Optional.empty());
        }
    }

    /** Sees to it that what waits is told. To be called without any lock: the executor may be the caller. */
    void tell() {
        if (!begin()) {
            return;
        }
        try {
            executor.execute(this::tellAll);
        } catch (RejectedExecutionException e) {
            end();
            LOG.warn("a listener's executor takes no events now; they wait for the next one");
        } catch (RuntimeException | Error e) {
            end();
            LOG.error("a listener's executor failed; its events wait for the next one", e);
        }
    }

    private synchronized boolean begin() {
        boolean needed = !telling && !waiting.isEmpty();
        telling |= needed;
        return needed;
    }

    private synchronized void end() {
        telling = false;
    }

    private void tellAll() {
        for (Optional<Runnable> call = next(); call.isPresent(); call = next()) {
            tell(call.get());
        }
    }

    private synchronized Optional<Runnable> next() {
        Optional<OrderEvent> next = waiting.poll();
        if (next == null) {
            telling = false;
            return Optional.empty();
        }
        events -= next.isPresent() ? 1 : 0;
        return Optional.of(
                next.<Runnable>map(event -> () -> listener.onEvent(event)).orElse(listener::onMissedEvents));
    }

    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a listener failed; the order stays as it is", e);
        }
    }
}
