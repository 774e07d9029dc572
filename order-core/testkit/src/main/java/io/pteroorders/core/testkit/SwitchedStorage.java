package io.pteroorders.core.testkit;

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
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A store behind which another may take the place of the first, and whose reading fails when a test says so. */
final class SwitchedStorage implements OrderStorage {

    private OrderStorage real;
    private int readsLeft = Integer.MAX_VALUE;

    SwitchedStorage(OrderStorage real) {
        this.real = real;
    }

    void to(OrderStorage other) {
        real = other;
    }

    /** The read after so many fails, and none later. */
    void failAfter(int reads) {
        readsLeft = reads;
    }

    private OrderStorage read() {
        if (readsLeft == 0) {
            readsLeft = Integer.MAX_VALUE;
            throw StorageException.rejected("the store is away", null);
        }
        readsLeft--;
        return real;
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return real.insert(order, guard, request);
    }

    @Override
    public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        return real.update(id, change, request);
    }

    @Override
    public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        return real.remove(id, guard, request);
    }

    @Override
    public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
        return real.erase(erasure, guard);
    }

    @Override
    public Optional<Order> get(OrderId id) {
        return read().get(id);
    }

    @Override
    public Optional<Order> holder(String space, String key) {
        return read().holder(space, key);
    }

    @Override
    public Page query(OrderQuery query) {
        return read().query(query);
    }

    @Override
    public long count(OrderQuery query) {
        return read().count(query);
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        return read().statistics(unit, asOf);
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        return read().changes(after, limit);
    }

    @Override
    public void close() {
        real.close();
    }
}
