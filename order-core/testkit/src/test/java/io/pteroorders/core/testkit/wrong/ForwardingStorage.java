package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A right store until a subclass does one thing wrong. */
public class ForwardingStorage implements OrderStorage {

    /** Where days begin in these stores: where some are not 24 hours long. */
    static final ZoneId ZONE = ZoneId.of("America/New_York");

    /** The store's own name. */
    private final String name;

    /** Does the work. */
    protected OrderStorage real;

    ForwardingStorage() {
        this(UUID.randomUUID().toString());
    }

    ForwardingStorage(String name) {
        this.name = name;
        restore(ImmutableList.of());
    }

    /** A store that does what another does. */
    protected ForwardingStorage(OrderStorage real) {
        this.name = "";
        this.real = real;
    }

    String name() {
        return name;
    }

    /** Every order, oldest first. */
    ImmutableList<Order> all() {
        ImmutableList.Builder<Order> all = ImmutableList.builder();
        OrderQuery.Builder query = OrderQuery.oldestFirst().limit(OrderQuery.MAX_LIMIT);
        Page page = real.query(query.build());
        all.addAll(page.orders());
        while (page.more()) {
            page = real.query(query.after(page.next().orElseThrow()).build());
            all.addAll(page.orders());
        }
        return all.build();
    }

    /** Holds these orders and nothing else from now on. */
    final void restore(Iterable<Order> orders) {
        real = InMemoryOrderStorage.builder(ZONE)
                .named(name, UUID.randomUUID().toString())
                .orders(orders)
                .build();
    }

    /** The store closed and opened again; this one, as if it were volatile. */
    OrderStorage reopened() {
        return this;
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return real.insert(order, guard, request);
    }

    @Override
    public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
        return real.erase(erasure, guard);
    }

    @Override
    public Optional<Order> get(OrderId id) {
        return real.get(id);
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
    public Optional<Order> holder(String space, String key) {
        return real.holder(space, key);
    }

    @Override
    public Page query(OrderQuery query) {
        return real.query(query);
    }

    @Override
    public long count(OrderQuery query) {
        return real.count(query);
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        return real.statistics(unit, asOf);
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        return real.changes(after, limit);
    }

    @Override
    public void close() {
        real.close();
    }
}
