package io.pteroorders.core.testkit.model;

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

/** A store that does what another does, to be made wrong in one thing. */
class ForwardingStorage implements OrderStorage {

    final OrderStorage store;

    ForwardingStorage(OrderStorage store) {
        this.store = store;
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return store.insert(order, guard, request);
    }

    @Override
    public Optional<Order> get(OrderId id) {
        return store.get(id);
    }

    @Override
    public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        return store.update(id, change, request);
    }

    @Override
    public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        return store.remove(id, guard, request);
    }

    @Override
    public Page query(OrderQuery query) {
        return store.query(query);
    }

    @Override
    public long count(OrderQuery query) {
        return store.count(query);
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        return store.statistics(unit, asOf);
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        return store.changes(after, limit);
    }

    @Override
    public void close() {
        store.close();
    }
}
