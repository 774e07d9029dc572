package com.example;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What outlives a store, as a database would: the orders as they are, and a line about every change. Thread-safe. */
public final class Ledger {

    private final String name = UUID.randomUUID().toString();
    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    /** Its own name, made with it. */
    public String name() {
        return name;
    }

    synchronized void write(Optional<Order> before, Optional<Order> after) {
        OrderId id = after.or(() -> before).map(Order::id).orElseThrow();
        orders.remove(id);
        after.ifPresent(order -> orders.put(id, order));
        lines.add(id + ": " + status(before) + " -> " + status(after));
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
