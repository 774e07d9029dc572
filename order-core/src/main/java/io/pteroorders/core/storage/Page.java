package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of orders. Immutable and thread-safe.
 *
 * @param orders in the order of the query; never more than its limit
 * @param more whether orders follow
 * @param total how many orders pass the filters on all pages; known only where a store has it at no cost, at least for
 *     queries without a filter or with a single status, package or customer
 */
public record Page(ImmutableList<Order> orders, boolean more, OptionalLong total) {

    /** Where the next page goes on: {@code query.after(next)}; empty on the last page. */
    public Optional<OrderId> next() {
        return more ? Optional.of(Iterables.getLast(orders).id()) : Optional.empty();
    }
}
