package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.StoredOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a store should hold at a moment.
 *
 * @param orders by their ids
 * @param gone ids that were in use
 * @param done the requests that were carried out, and the orders that they changed
 */
record Shop(ImmutableMap<OrderId, Order> orders, ImmutableSet<OrderId> gone, ImmutableMap<RequestId, OrderId> done) {

    static final Shop EMPTY = new Shop(ImmutableMap.of(), ImmutableSet.of(), ImmutableMap.of());

    private static final OrderId NOWHERE = OrderId.of("ORD-NONE0-00000");

    static Shop of(Iterable<Order> orders) {
        return new Shop(Maps.uniqueIndex(orders, Order::id), ImmutableSet.of(), ImmutableMap.of());
    }

    /** With an order new or changed. */
    Shop with(Order order, Optional<RequestId> request) {
        Map<OrderId, Order> next = new LinkedHashMap<>(orders);
        next.put(order.id(), order);
        return new Shop(ImmutableMap.copyOf(next), gone, done(request, order.id()));
    }

    Shop without(OrderId id, Optional<RequestId> request) {
        return new Shop(
                ImmutableMap.copyOf(Maps.filterKeys(orders, key -> !key.equals(id))),
                Sets.union(gone, ImmutableSet.of(id)).immutableCopy(),
                done(request, id));
    }

    private ImmutableMap<RequestId, OrderId> done(Optional<RequestId> request, OrderId id) {
        ImmutableMap.Builder<RequestId, OrderId> all =
                ImmutableMap.<RequestId, OrderId>builder().putAll(done);
        request.ifPresent(one -> all.put(one, id));
        return all.buildOrThrow();
    }

    /** After going back to other orders. */
    Shop restored(ImmutableMap<OrderId, Order> others) {
        ImmutableSet<OrderId> had = Sets.union(gone, orders.keySet()).immutableCopy();
        return new Shop(others, Sets.difference(had, others.keySet()).immutableCopy(), done);
    }

    /** How a store differs from this; empty if it does not. Changes nothing. */
    Optional<String> differsFrom(OrderStorage store) {
        ImmutableMap<OrderId, Order> found = Maps.uniqueIndex(DataDirectory.orders(store), Order::id);
        if (!found.equals(orders)) {
            return Optional.of("orders are " + describe(found) + " instead of " + describe(orders));
        }
        long counted =
                store.statistics(StatisticsPeriod.Unit.ALL, Fixtures.NOON).totalOrders();
        if (counted != orders.size()) {
            return Optional.of("statistics count " + counted + " of " + orders.size() + " orders");
        }
        return forgotten(store);
    }

    private static String describe(Map<OrderId, Order> orders) {
        StringBuilder text = new StringBuilder();
        orders.forEach((id, order) -> text.append(id.toString().substring(10))
                .append(' ')
                .append(order.status().word())
                .append(' ')
                .append(order.updatedAt().getEpochSecond() % 10_000)
                .append("; "));
        return text.toString();
    }

    private Optional<String> forgotten(OrderStorage store) {
        for (Map.Entry<RequestId, OrderId> request : done.entrySet()) {
            WriteResult answer = store.update(NOWHERE, Outcome::done, Optional.of(request.getKey()));
            if (answer.kind() != WriteResult.Kind.REPLAYED || !answer.id().equals(request.getValue())) {
                return Optional.of("a request for " + request.getValue() + " is not remembered");
            }
        }
        Refusal no = new Refusal.NotAllowed();
        for (OrderId id : gone) {
            Order other = Fixtures.anOrder(Integer.parseInt(id.toString().substring(10)))
                    .pending();
            WriteResult answer = store.insert(other, pending -> Optional.of(no), Optional.empty());
            if (answer.kind() != WriteResult.Kind.ID_TAKEN) {
                return Optional.of("the id of the removed " + id + " is not taken");
            }
        }
        return Optional.empty();
    }

    /** How what was recovered differs from this; empty if it does not. */
    Optional<String> differsFrom(OrderMemory memory) {
        ImmutableMap<OrderId, Order> found =
                Maps.uniqueIndex(Iterables.transform(memory.table().freeze(), StoredOrder::order), Order::id);
        if (!found.equals(orders)) {
            return Optional.of("orders are " + describe(found) + " instead of " + describe(orders));
        }
        boolean remembered = done.entrySet().stream()
                .allMatch(request -> memory.find(request.getKey()).equals(Optional.of(request.getValue())));
        boolean taken = gone.stream().allMatch(memory.table()::everHad);
        return remembered && taken ? Optional.empty() : Optional.of("a request or a removed id is forgotten");
    }
}
