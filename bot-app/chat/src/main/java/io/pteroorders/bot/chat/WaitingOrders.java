package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The orders that wait for an admin for a reason that no query of a store knows. Like an index of subscriptions it reads the
 * change feed once and then what has changed, and is kept nowhere. Thread-safe; what was done before a method was called is seen
 * by it.
 */
public final class WaitingOrders {

    /** Why an order waits. */
    public enum Why {
        /** Its customer sent a picture of a payment, and it is not confirmed. */
        PROOF_SHOWN,
        /** Its server could not be made. */
        SERVER_FAILED;

        private boolean holds(Order order) {
            return switch (this) {
                case PROOF_SHOWN ->
                    order.status() == OrderStatus.PENDING
                            && order.paymentProof().isPresent();
                case SERVER_FAILED ->
                    order.server()
                            .map(Server::state)
                            .filter(ServerState.FAILED::equals)
                            .isPresent();
            };
        }
    }

    /**
     * Those that wait for a reason.
     *
     * @param oldest the first of them
     * @param count how many there are in all
     */
    public record Waiting(ImmutableList<Order> oldest, int count) {}

    private record Place(Instant created, OrderId id) implements Comparable<Place> {

        private static final Comparator<Place> OLDEST_FIRST =
                Comparator.comparing(Place::created).thenComparing(Place::id);

        @Override
        public int compareTo(Place other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }

    private final OrderStorage storage;

    @GuardedBy("this")
    private final Map<Why, NavigableSet<Place>> waiting = new EnumMap<>(Why.class);

    /** Where those stand that wait for anything. */
    @GuardedBy("this")
    private final Map<OrderId, Place> places = new HashMap<>();

    @GuardedBy("this")
    private ChangePage.Token token = ChangePage.Token.START;

    WaitingOrders(OrderStorage storage) {
        this.storage = storage;
        for (Why why : Why.values()) {
            waiting.put(why, new TreeSet<>());
        }
    }

    /**
     * Those that wait for a reason now.
     *
     * @param most how many of them are wanted
     * @throws io.pteroorders.core.storage.StorageException if the store fails
     */
    public synchronized Waiting of(Why why, int most) {
        follow();
        NavigableSet<Place> all = waiting.getOrDefault(why, new TreeSet<>());
        return new Waiting(
                all.stream()
                        .limit(most)
                        .flatMap(one -> storage.get(one.id()).stream())
                        .collect(ImmutableList.toImmutableList()),
                all.size());
    }

    @GuardedBy("this")
    private void follow() {
        boolean more = true;
        while (more) {
            ChangePage page = storage.changes(token, OrderQuery.MAX_LIMIT);
            if (page.foreign()) {
                waiting.values().forEach(NavigableSet::clear);
                places.clear();
            }
            page.changes().forEach(change -> take(change.id(), change.order()));
            token = page.next();
            more = page.more();
        }
    }

    @GuardedBy("this")
    private void take(OrderId id, Optional<Order> order) {
        Place before = places.remove(id);
        if (before != null) {
            waiting.values().forEach(orders -> orders.remove(before));
        }
        order.ifPresent(one -> put(one, new Place(one.createdAt(), id)));
    }

    @GuardedBy("this")
    private void put(Order order, Place place) {
        waiting.forEach((why, orders) -> {
            if (why.holds(order)) {
                orders.add(place);
                places.put(place.id(), place);
            }
        });
    }
}
