package io.pteroorders.core.service;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import java.util.Optional;

/** Finds the order that somebody means among those that they may see. Thread-safe. */
final class OrderLookup {

    private static final int MAX_SUGGESTIONS = 3;
    private static final int MIN_ID_PART = 4;

    private final OrderStorage storage;

    OrderLookup(OrderStorage storage) {
        this.storage = storage;
    }

    Optional<Order> visible(Actor actor, OrderId id) {
        return storage.get(id).filter(actor::maySee).map(actor::view);
    }

    Outcome<Order> get(Actor actor, OrderId id) {
        return visible(actor, id).map(Outcome::done).orElseGet(() -> notFound(actor, id.toString()));
    }

    Outcome<Order> find(Actor actor, String typed) {
        return OrderId.candidates(typed).stream()
                .flatMap(id -> visible(actor, id).stream())
                .findFirst()
                .map(Outcome::done)
                .orElseGet(() -> findByEnd(actor, typed));
    }

    private Outcome<Order> findByEnd(Actor actor, String typed) {
        ImmutableList<Order> matches = typed.length() < MIN_ID_PART ? ImmutableList.of() : endingWith(actor, typed);
        return switch (matches.size()) {
            case 0 -> notFound(actor, typed);
            case 1 -> Outcome.done(actor.view(matches.get(0)));
            default -> Outcome.refused(new Refusal.AmbiguousId(typed, suggestions(matches)));
        };
    }

    private ImmutableList<Order> endingWith(Actor actor, String typed) {
        OrderQuery query =
                seenBy(actor).idPart(typed).limit(OrderQuery.MAX_LIMIT).build();
        String end = query.idPart().orElseThrow();
        return storage.query(query).orders().stream()
                .filter(order -> order.id().toString().endsWith(end))
                .collect(ImmutableList.toImmutableList());
    }

    /** The answer to an order that is not there or not the asker's: the same for both. */
    <T> Outcome<T> notFound(Actor actor, String asked) {
        ImmutableList<OrderId> ids = OrderId.candidates(asked);
        ImmutableList<Order> near = ids.isEmpty()
                ? endingAlmostWith(actor, asked)
                : ids.stream()
                        .flatMap(id -> nearbyQueries(actor, id).stream()
                                .flatMap(query -> storage.query(query).orders().stream())
                                .filter(order -> order.id().isNear(id)))
                        .distinct()
                        .collect(ImmutableList.toImmutableList());
        return Outcome.refused(new Refusal.OrderNotFound(asked, suggestions(near)));
    }

    /** The newest orders whose ids end like this but for one character. */
    private ImmutableList<Order> endingAlmostWith(Actor actor, String end) {
        OrderQuery newest = seenBy(actor).limit(OrderQuery.MAX_LIMIT).build();
        return end.length() < MIN_ID_PART
                ? ImmutableList.of()
                : storage.query(newest).orders().stream()
                        .filter(order -> order.id().endsAlmostWith(Ascii.toUpperCase(end)))
                        .collect(ImmutableList.toImmutableList());
    }

    /** An id with a slip has mostly one half right; a customer's few orders are looked through anyway. */
    private static ImmutableList<OrderQuery> nearbyQueries(Actor actor, OrderId id) {
        String text = id.toString();
        int middle = text.lastIndexOf('-');
        OrderQuery.Builder query = seenBy(actor).limit(OrderQuery.MAX_LIMIT);
        return actor.isAdmin()
                ? ImmutableList.of(
                        query.build(),
                        query.idPart(text.substring(0, middle)).build(),
                        query.idPart(text.substring(middle)).build())
                : ImmutableList.of(query.build());
    }

    private static OrderQuery.Builder seenBy(Actor actor) {
        OrderQuery.Builder query = OrderQuery.newestFirst();
        return actor.isAdmin() ? query : query.customer(actor.person().orElseThrow());
    }

    private static ImmutableList<OrderId> suggestions(ImmutableList<Order> orders) {
        return orders.stream().limit(MAX_SUGGESTIONS).map(Order::id).collect(ImmutableList.toImmutableList());
    }
}
