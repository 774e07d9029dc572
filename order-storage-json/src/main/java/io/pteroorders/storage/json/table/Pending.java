package io.pteroorders.storage.json.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ClaimChange;
import io.pteroorders.core.storage.ClaimIndex;
import io.pteroorders.core.storage.ClaimIndex.Holder;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.storage.record.StoredOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shop as it will be when all that waits is durable: what is durable, under the changes that wait. New changes are
 * decided upon it. Not thread-safe.
 */
public final class Pending {

    /** A change of an order that waits, like no other. */
    public static final class Change {

        private final Order before;
        private final Optional<StoredOrder> after;
        private final Optional<RequestId> request;

        /** @param before the order as it was, or if it is new, as it is */
        public Change(Order before, Optional<StoredOrder> after, Optional<RequestId> request) {
            this.before = before;
            this.after = after;
            this.request = request;
        }

        private OrderId id() {
            return before.id();
        }

        private PersonId customer() {
            return before.customer().id();
        }

        private Optional<Order> order() {
            return after.map(StoredOrder::order);
        }
    }

    private final OrderMemory memory;
    private final Map<OrderId, Change> newest = new HashMap<>();
    private final SetMultimap<PersonId, OrderId> byCustomer = LinkedHashMultimap.create();
    private final Map<RequestId, OrderId> requests = new HashMap<>();
    private ClaimIndex claims = new ClaimIndex();

    public Pending(OrderMemory memory) {
        this.memory = memory;
    }

    public boolean isEmpty() {
        return newest.isEmpty();
    }

    public void add(Change change) {
        Change earlier = newest.put(change.id(), change);
        claims.changed(Optional.ofNullable(earlier).flatMap(Change::order), change.order());
        byCustomer.put(change.customer(), change.id());
        change.request.ifPresent(request -> requests.put(request, change.id()));
    }

    /** A change took effect; a later one of the same order may still wait. */
    public void settled(Change change) {
        if (newest.get(change.id()) == change) {
            newest.remove(change.id());
            claims.changed(change.order(), Optional.empty());
            byCustomer.remove(change.customer(), change.id());
        }
        change.request.ifPresent(requests::remove);
    }

    public void clear() {
        newest.clear();
        byCustomer.clear();
        requests.clear();
        claims = new ClaimIndex();
    }

    /** The order that a request changed or is about to change. */
    public Optional<OrderId> find(RequestId request) {
        return Optional.ofNullable(requests.get(request)).or(() -> memory.find(request));
    }

    public Optional<StoredOrder> get(OrderId id) {
        Change change = newest.get(id);
        return change == null ? memory.reading(table -> table.getStored(id)) : change.after;
    }

    public boolean everHad(OrderId id) {
        return newest.containsKey(id) || memory.reading(table -> table.everHad(id));
    }

    /** A customer's pending orders, oldest first. */
    public ImmutableList<Order> pendingOf(PersonId customer) {
        ImmutableList<Order> durable = memory.reading(table -> table.pendingOf(customer));
        if (!byCustomer.containsKey(customer)) {
            return durable;
        }
        List<Order> waiting = byCustomer.get(customer).stream()
                .flatMap(id -> get(id).stream())
                .map(StoredOrder::order)
                .filter(order -> order.status() == OrderStatus.PENDING
                        && order.customer().id().equals(customer))
                .toList();
        return Stream.concat(durable.stream().filter(order -> !newest.containsKey(order.id())), waiting.stream())
                .sorted(Comparator.comparing(Order::createdAt).thenComparing(Order::id))
                .collect(ImmutableList.toImmutableList());
    }

    /** A customer's orders, oldest first. */
    public ImmutableList<StoredOrder> of(PersonId customer) {
        Stream<StoredOrder> durable = memory.reading(table -> table.of(customer)).stream()
                .filter(stored -> !newest.containsKey(stored.order().id()));
        return Stream.concat(durable, byCustomer.get(customer).stream().flatMap(id -> get(id).stream()))
                .filter(stored -> stored.order().customer().id().equals(customer))
                .sorted(Comparator.comparing(
                                (StoredOrder stored) -> stored.order().createdAt())
                        .thenComparing(stored -> stored.order().id()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Like {@link ClaimIndex#taken}. */
    public Optional<Claim> taken(Optional<Order> before, Order after) {
        return ClaimChange.between(before, Optional.of(after)).begun().stream()
                .filter(claim -> isTaken(claim, after))
                .findFirst();
    }

    private boolean isTaken(Claim claim, Order writing) {
        Optional<Holder> durable = memory.holder(claim).filter(holder -> !newest.containsKey(holder.order()));
        return Stream.concat(claims.holder(claim).stream(), durable.stream()).anyMatch(holder -> holder.bars(writing));
    }
}
