package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskEngine;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the messages in whose place a reply stands. Not thread-safe. */
final class ReplyCoverage {

    private final OrderStorage storage;
    private final Planner planner;
    private final Deliveries deliveries;
    private final TaskEngine<MessageKey> engine;

    ReplyCoverage(OrderStorage storage, Planner planner, Deliveries deliveries, TaskEngine<MessageKey> engine) {
        this.storage = storage;
        this.planner = planner;
        this.deliveries = deliveries;
        this.engine = engine;
    }

    /** The same as {@link #of} if the store can tell now, and the log remember. Later the person may have done more. */
    Optional<ImmutableList<Task<MessageKey>>> ifReadable(PersonId person, ImmutableList<Occasion> occasions) {
        if (!occasions.isEmpty() && (engine.isStoreAway() || engine.isLogRefusing())) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(person, occasions));
        } catch (StorageException e) {
            engine.storeFailed(e);
            return Optional.empty();
        }
    }

    /**
     * What a person is due, or had, for what they did.
     *
     * @throws StorageException if an order cannot be read
     */
    ImmutableList<Task<MessageKey>> of(PersonId person, ImmutableList<Occasion> occasions) {
        return occasions.stream().flatMap(occasion -> of(person, occasion)).collect(ImmutableList.toImmutableList());
    }

    private Stream<Task<MessageKey>> of(PersonId person, Occasion occasion) {
        Optional<Order> order = storage.get(occasion.order());
        order.ifPresent(planner::plan);
        Optional<String> what = order.flatMap(now -> occasion.in(now, person));
        return deliveries.plan(occasion.order()).stream()
                .flatMap(plan -> plan.deliveries().stream())
                .filter(it -> what.filter(it.key().occasion()::equals).isPresent()
                        && it.key().receiver().equals(person));
    }
}
