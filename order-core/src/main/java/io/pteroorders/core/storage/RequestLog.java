package io.pteroorders.core.storage;

import io.pteroorders.core.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers which requests changed which order, for 30 days of the orders' own time. Not thread-safe. */
final class RequestLog {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Map<RequestId, Entry> entries = new LinkedHashMap<>();

    private record Entry(OrderId order, Instant at) {}

    Optional<OrderId> find(RequestId request) {
        return Optional.ofNullable(entries.get(request)).map(Entry::order);
    }

    void add(RequestId request, OrderId order, Instant at) {
        entries.put(request, new Entry(order, at));
        Instant oldest = at.minus(KEPT);
        Iterator<Entry> eldest = entries.values().iterator();
        while (eldest.hasNext() && eldest.next().at().isBefore(oldest)) {
            eldest.remove();
        }
    }
}
