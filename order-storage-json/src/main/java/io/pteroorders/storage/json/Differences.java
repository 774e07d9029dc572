package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.StoredOrder;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What differs between the orders that were known and those found, one line an order.
 *
 * @param count how many orders differ
 * @param first the first of them in words, without anything personal
 */
record Differences(int count, ImmutableList<String> first) {

    private static final int SHOWN = 20;

    static Differences between(OrderMemory known, OrderMemory found) {
        Collector collector = new Collector();
        for (StoredOrder order : known.table().freeze()) {
            collector.compare(
                    order.order(), found.table().getStored(order.order().id()), order);
        }
        for (StoredOrder order : found.table().freeze()) {
            if (known.table().get(order.order().id()).isEmpty()) {
                collector.add(order.order().id(), "is new");
            }
        }
        return new Differences(collector.count, collector.lines.build());
    }

    @Override
    public String toString() {
        String more = count > first.size() ? "; and " + (count - first.size()) + " more" : "";
        return count + (count == 1 ? " order differs: " : " orders differ: ") + String.join("; ", first) + more + ".";
    }

    private static final class Collector {

        private final ImmutableList.Builder<String> lines = ImmutableList.builder();
        private int count;

        void compare(Order was, Optional<StoredOrder> now, StoredOrder stored) {
            if (now.isEmpty()) {
                add(was.id(), "is gone");
            } else if (!now.get().equals(stored)) {
                describe(was, now.get().order(), what -> add(was.id(), what));
            }
        }

        private static void describe(Order was, Order now, Consumer<String> sink) {
            if (was.status() != now.status()) {
                sink.accept(
                        "was " + was.status().word() + ", is " + now.status().word());
            } else if (!was.totalAmount().equals(now.totalAmount())) {
                sink.accept("cost " + was.totalAmount() + ", costs " + now.totalAmount());
            } else {
                sink.accept("has other details");
            }
        }

        void add(OrderId id, String what) {
            count++;
            if (count <= SHOWN) {
                lines.add(id + " " + what);
            }
        }
    }
}
