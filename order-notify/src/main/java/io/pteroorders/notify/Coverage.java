package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderStorage;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the messages in whose place a reply stands. Not thread-safe. */
final class Coverage {

    private final OrderStorage storage;
    private final Planner planner;
    private final Deliveries deliveries;

    Coverage(OrderStorage storage, Planner planner, Deliveries deliveries) {
        this.storage = storage;
        this.planner = planner;
        this.deliveries = deliveries;
    }

    /**
     * What a person is due, or had, for what they did.
     *
     * @throws io.pteroorders.core.storage.StorageException if an order cannot be read
     */
    ImmutableList<Delivery> of(PersonId person, ImmutableList<Occasion> occasions) {
        return occasions.stream().flatMap(occasion -> of(person, occasion)).collect(ImmutableList.toImmutableList());
    }

    private Stream<Delivery> of(PersonId person, Occasion occasion) {
        Optional<Order> order = storage.get(occasion.order());
        order.ifPresent(planner::plan);
        Optional<String> what = order.flatMap(now -> occasion.in(now, person));
        return deliveries.plan(occasion.order()).stream()
                .flatMap(plan -> plan.deliveries().stream())
                .filter(it -> what.filter(it.key().occasion()::equals).isPresent()
                        && it.key().receiver().equals(person));
    }
}
