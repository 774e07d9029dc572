package io.pteroorders.core.storage;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which requests changed which order, for 30 days or longer. It has no clock: time passes with the times of
 * changes, a day at most from one change to the next. So a clock that jumps forward makes it forget a day early, one
 * that jumps back nothing, and neither makes it remember for ever. Not thread-safe.
 */
public final class RequestLog {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LONGEST_STEP = Duration.ofDays(1);

    private final Map<RequestId, Entry> entries = new LinkedHashMap<>();
    private Duration passed = Duration.ZERO;
    private Instant latest = Instant.EPOCH;

    private record Entry(OrderId order, Duration at) {}

    /**
     * A request that is remembered.
     *
     * @param id the request
     * @param order the order that it changed
     * @param at how much time had passed for the log
     */
    public record Remembered(RequestId id, OrderId order, Duration at) {}

    /** A log that remembers nothing. */
    public RequestLog() {}

    /** The order that a request changed; empty if it is not remembered. */
    public Optional<OrderId> find(RequestId request) {
        return Optional.ofNullable(entries.get(request)).map(Entry::order);
    }

    /** Tells it the time of a change, with or without a request. Changes may overtake each other by up to a day. */
    public void passed(Instant time) {
        Duration step = Duration.between(latest, time);
        if (!step.isNegative()) {
            passed = passed.plus(Comparators.min(step, LONGEST_STEP));
            latest = time;
        } else if (step.compareTo(LONGEST_STEP.negated()) < 0) {
            latest = time;
        }
    }

    /**
     * Takes over a change that took place: time passes, and the request is remembered.
     *
     * @param before the order as it was; empty if it is new
     * @param after the order as it is now; empty if it is gone
     */
    public void changed(Optional<Order> before, Optional<Order> after, Optional<RequestId> request) {
        after.map(Order::updatedAt)
                .filter(time ->
                        before.map(Order::updatedAt).filter(time::equals).isEmpty())
                .ifPresent(this::passed);
        Order order = after.or(() -> before).orElseThrow();
        request.ifPresent(id -> add(id, order.id()));
    }

    /** Another log that remembers the same. */
    RequestLog copy() {
        RequestLog copy = new RequestLog();
        remembered().forEach(copy::restore);
        copy.restoreTime(passed, latest);
        return copy;
    }

    /** Remembers that a request changed an order, now. */
    public void add(RequestId request, OrderId order) {
        entries.put(request, new Entry(order, passed));
        Duration oldest = passed.minus(KEPT);
        Iterator<Entry> eldest = entries.values().iterator();
        while (eldest.hasNext() && eldest.next().at().compareTo(oldest) < 0) {
            eldest.remove();
        }
    }

    /** All that is remembered, oldest first. */
    public ImmutableList<Remembered> remembered() {
        return entries.entrySet().stream()
                .map(entry -> new Remembered(
                        entry.getKey(),
                        entry.getValue().order(),
                        entry.getValue().at()))
                .collect(ImmutableList.toImmutableList());
    }

    /** How much time has passed for this log. */
    public Duration passed() {
        return passed;
    }

    /** The time of the change that the log counts on from. */
    public Instant latest() {
        return latest;
    }

    /** Takes over what another log remembered, unless it is known here already. */
    public void restore(Remembered request) {
        entries.putIfAbsent(request.id(), new Entry(request.order(), request.at()));
    }

    /** Takes over another log's time, if it is ahead of this one's. */
    public void restoreTime(Duration otherPassed, Instant otherLatest) {
        if (otherPassed.compareTo(passed) > 0) {
            passed = otherPassed;
            latest = otherLatest;
        }
    }
}
