package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.StoredOrder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between the orders that were known and those found, one line an order.
 *
 * @param count how many orders differ
 * @param first the first of them in words, without anything personal
 * @param gone the orders that were known and are not found
 * @param changed those that are found otherwise, in words
 * @param added how many were not known
 */
record Differences(
        int count, ImmutableList<String> first, ImmutableList<OrderId> gone, ImmutableList<String> changed, int added) {

    private static final int SHOWN = 20;

    static Differences between(FrozenOrders known, OrderMemory found) {
        Set<OrderId> ids = new HashSet<>();
        Collector collector = new Collector();
        for (StoredOrder order : known) {
            ids.add(order.order().id());
            collector.compare(
                    order.order(), found.table().getStored(order.order().id()), order);
        }
        for (StoredOrder order : found.table().freeze()) {
            if (!ids.contains(order.order().id())) {
                collector.added++;
                collector.add(order.order().id() + " is new");
            }
        }
        return new Differences(
                collector.count,
                collector.lines.build(),
                collector.gone.build(),
                collector.changed.build(),
                collector.added);
    }

    @Override
    public String toString() {
        String more = count > first.size() ? "; and " + (count - first.size()) + " more" : "";
        return count + (count == 1 ? " order differs: " : " orders differ: ") + String.join("; ", first) + more;
    }

    private static final class Collector {

        private final ImmutableList.Builder<String> lines = ImmutableList.builder();
        private final ImmutableList.Builder<OrderId> gone = ImmutableList.builder();
        private final ImmutableList.Builder<String> changed = ImmutableList.builder();
        private int added;
        private int count;

        void compare(Order was, Optional<StoredOrder> now, StoredOrder stored) {
            if (now.isEmpty()) {
                gone.add(was.id());
                add(was.id() + " is gone");
            } else if (!now.get().equals(stored)) {
                String change = was.id() + " " + change(was, now.get().order());
                changed.add(change);
                add(change);
            }
        }

        private static String change(Order was, Order now) {
            if (was.status() != now.status()) {
                return "was " + was.status().word() + ", is " + now.status().word();
            }
            if (!was.totalAmount().equals(now.totalAmount())) {
                return "cost " + was.totalAmount() + ", costs " + now.totalAmount();
            }
            return "has other details";
        }

        void add(String line) {
            count++;
            if (count <= SHOWN) {
                lines.add(line);
            }
        }
    }
}
