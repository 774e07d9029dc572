package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;

/** All pages of a query, one after the other. */
public final class OrderWalk {

    private OrderWalk() {}

    /**
     * All orders that a query finds, from its first page on, as {@link OrderStorage#query} meets them.
     *
     * @param query whose limit is set here
     */
    public static ImmutableList<Order> of(OrderStorage storage, OrderQuery.Builder query) {
        OrderQuery first = query.limit(OrderQuery.MAX_LIMIT).build();
        ImmutableList.Builder<Order> all = ImmutableList.builder();
        Page page = storage.query(first);
        all.addAll(page.orders());
        while (page.more()) {
            page = storage.query(first.after(Iterables.getLast(page.orders()).id()));
            all.addAll(page.orders());
        }
        return all.build();
    }
}
