package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A store in which one order is changed only while it is as somebody knows it. Thread-safe. */
final class ConditionalStorage implements OrderStorage {

    private final OrderStorage storage;
    private final OrderId id;
    private final Predicate<Order> known;

    ConditionalStorage(OrderStorage storage, OrderId id, Predicate<Order> known) {
        this.storage = storage;
        this.id = id;
        this.known = known;
    }

    private Optional<Refusal> changed(Order order) {
        return order.id().equals(id) && !known.test(order)
                ? Optional.of(new Refusal.ChangedSince(id))
                : Optional.empty();
    }

    @Override
    public WriteResult update(OrderId order, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        return storage.update(
                order,
                before -> changed(before).map(Outcome::<Order>refused).orElseGet(() -> change.apply(before)),
                request);
    }

    @Override
    public WriteResult remove(OrderId order, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        return storage.remove(order, before -> changed(before).or(() -> guard.apply(before)), request);
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return storage.insert(order, guard, request);
    }

    @Override
    public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
        return storage.erase(erasure, guard);
    }

    @Override
    public Optional<Order> get(OrderId order) {
        return storage.get(order);
    }

    @Override
    public Optional<Order> holder(String space, String key) {
        return storage.holder(space, key);
    }

    @Override
    public Page query(OrderQuery query) {
        return storage.query(query);
    }

    @Override
    public long count(OrderQuery query) {
        return storage.count(query);
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        return storage.statistics(unit, asOf);
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        return storage.changes(after, limit);
    }

    /** The store is the one of the service, which goes on. */
    @Override
    public void close() {
        throw new IllegalStateException("the store of a service is its maker's to close");
    }
}
