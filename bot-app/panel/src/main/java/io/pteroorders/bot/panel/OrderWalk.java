package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;

/** All pages of a query. */
final class OrderWalk {

    private OrderWalk() {}

    /** All orders that a query finds, from its first page on. */
    static ImmutableList<Order> of(OrderStorage storage, OrderQuery.Builder query) {
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
