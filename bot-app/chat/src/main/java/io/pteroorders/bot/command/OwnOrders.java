package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;

/** The orders of a person, as they see them as a customer, whatever else they are to the shop. */
public final class OwnOrders {

    private OwnOrders() {}

    /**
     * The first page of a query.
     *
     * @param query whose customer is set here
     */
    public static ImmutableList<Order> of(OrderService service, Person person, OrderQuery.Builder query) {
        return service.list(
                        Actor.customer(person.id()), query.customer(person.id()).build())
                .map(Page::orders)
                .fold(orders -> orders, refusal -> ImmutableList.of());
    }
}
