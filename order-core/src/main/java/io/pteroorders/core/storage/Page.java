package io.pteroorders.core.storage;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import java.util.Objects;
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

    /** @throws IllegalArgumentException if orders are to follow none */
    public Page {
        Objects.requireNonNull(orders, "orders");
        Preconditions.checkArgument(!more || !orders.isEmpty(), "what follows a page follows an order");
        Objects.requireNonNull(total, "total");
    }

    /** Where {@linkplain OrderQuery#after(OrderId) the next page} goes on; empty on the last page. */
    public Optional<OrderId> next() {
        return more ? Optional.of(Iterables.getLast(orders).id()) : Optional.empty();
    }
}
