package com.example;

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
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** Writes every change to a {@link Ledger} before anyone sees it, and answers from memory. Thread-safe. */
public final class LedgerOrderStorage implements OrderStorage {

    private final Ledger ledger;
    private final OrderStorage memory;

    /**
     * Opens a store that goes on where a ledger ends.
     *
     * @param zone in which the days of its statistics begin
     */
    public LedgerOrderStorage(Ledger ledger, ZoneId zone) {
        this.ledger = ledger;
        this.memory = ledger.open(zone);
    }

    /** What the store writes to. */
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return memory.insert(order, guard, request);
    }

    @Override
    public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
        return memory.erase(erasure, guard);
    }

    @Override
    public Optional<Order> get(OrderId id) {
        return memory.get(id);
    }

    @Override
    public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        return memory.update(id, change, request);
    }

    @Override
    public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        return memory.remove(id, guard, request);
    }

    @Override
    public Optional<Order> holder(String space, String key) {
        return memory.holder(space, key);
    }

    @Override
    public Page query(OrderQuery query) {
        return memory.query(query);
    }

    @Override
    public long count(OrderQuery query) {
        return memory.count(query);
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        return memory.statistics(unit, asOf);
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        return memory.changes(after, limit);
    }

    @Override
    public void close() {
        memory.close();
    }
}
