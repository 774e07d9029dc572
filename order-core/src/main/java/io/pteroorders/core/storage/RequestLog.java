package io.pteroorders.core.storage;

import io.pteroorders.core.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which requests changed which order, for 30 days. Its time is that of the newest change to any order, so it
 * needs no clock and never goes backwards. Not thread-safe.
 */
final class RequestLog {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Map<RequestId, Entry> entries = new LinkedHashMap<>();
    private Instant now = Instant.MIN;

    private record Entry(OrderId order, Instant at) {}

    Optional<OrderId> find(RequestId request) {
        return Optional.ofNullable(entries.get(request)).map(Entry::order);
    }

    /** Tells it the time of a change, with or without a request. */
    void passed(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    void add(RequestId request, OrderId order) {
        entries.put(request, new Entry(order, now));
        Instant oldest = now.minus(KEPT);
        Iterator<Entry> eldest = entries.values().iterator();
        while (eldest.hasNext() && eldest.next().at().isBefore(oldest)) {
            eldest.remove();
        }
    }
}
