package com.example;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.RequestLog;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What outlives a store, as a database would: the orders as they are, when those that are gone were made, the requests that
 * were carried out, and a line about every change. Thread-safe.
 */
public final class Ledger {

    private final String name = UUID.randomUUID().toString();
    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final Map<OrderId, Instant> removed = new LinkedHashMap<>();
    private final RequestLog requests = new RequestLog();
    private final List<String> lines = new ArrayList<>();

    /** Opens a store that goes on from here. */
    synchronized InMemoryOrderStorage open(ZoneId zone) {
        return InMemoryOrderStorage.builder(zone)
                .named(name, UUID.randomUUID().toString())
                .orders(orders.values())
                .removed(removed)
                .requests(requests)
                .writeAhead(new Lines())
                .build();
    }

    private final class Lines implements InMemoryOrderStorage.WriteAhead {

        @Override
        public void write(Optional<Order> before, Optional<Order> after, Optional<RequestId> request) {
            Ledger.this.write(before, after, request);
        }

        @Override
        public void erase(Erasure erasure, ImmutableList<Order> erased) {
            Ledger.this.erase(erased);
        }
    }

    /** Lines name no person, so they stay. */
    private synchronized void erase(List<Order> erased) {
        erased.forEach(order -> {
            orders.remove(order.id());
            orders.put(order.id(), order);
        });
    }

    private synchronized void write(Optional<Order> before, Optional<Order> after, Optional<RequestId> request) {
        Order changed = after.or(() -> before).orElseThrow();
        orders.remove(changed.id());
        after.ifPresentOrElse(
                order -> orders.put(order.id(), order), () -> removed.put(changed.id(), changed.createdAt()));
        requests.changed(before, after, request);
        lines.add(changed.id() + ": " + status(before) + " -> " + status(after));
    }

    private static String status(Optional<Order> order) {
        return order.map(it -> it.status().word()).orElse("nothing");
    }

    /** The orders, the one that changed last at the end. */
    public synchronized List<Order> orders() {
        return List.copyOf(orders.values());
    }

    /** A line for every change, the oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
