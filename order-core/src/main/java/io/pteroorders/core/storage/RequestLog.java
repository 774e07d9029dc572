package io.pteroorders.core.storage;

import com.google.common.collect.Comparators;
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
final class RequestLog {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LONGEST_STEP = Duration.ofDays(1);

    private final Map<RequestId, Entry> entries = new LinkedHashMap<>();
    private Duration passed = Duration.ZERO;
    private Instant latest = Instant.EPOCH;

    private record Entry(OrderId order, Duration at) {}

    Optional<OrderId> find(RequestId request) {
        return Optional.ofNullable(entries.get(request)).map(Entry::order);
    }

    /** Tells it the time of a change, with or without a request. Changes may overtake each other by up to a day. */
    void passed(Instant time) {
        Duration step = Duration.between(latest, time);
        if (!step.isNegative()) {
            passed = passed.plus(Comparators.min(step, LONGEST_STEP));
            latest = time;
        } else if (step.compareTo(LONGEST_STEP.negated()) < 0) {
            latest = time;
        }
    }

    void add(RequestId request, OrderId order) {
        entries.put(request, new Entry(order, passed));
        Duration oldest = passed.minus(KEPT);
        Iterator<Entry> eldest = entries.values().iterator();
        while (eldest.hasNext() && eldest.next().at().compareTo(oldest) < 0) {
            eldest.remove();
        }
    }
}
