package io.pteroorders.core.testkit.wrong;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers queries by reading everything; right until a subclass does one step wrong. */
class ScanningStorage extends RememberingStorage {

    @Override
    public Page query(OrderQuery query) {
        ImmutableList<Order> passing = all().stream()
                .filter(order -> passes(query, order))
                .sorted(inOrder(query))
                .collect(toImmutableList());
        Optional<Order> after = query.after().map(this::cursor);
        ImmutableList<Order> rest = passing.stream()
                .filter(order ->
                        after.map(cursor -> follows(query, cursor, order)).orElse(true))
                .collect(toImmutableList());
        ImmutableList<Order> page = rest.stream().limit(limit(query)).collect(toImmutableList());
        return new Page(page, more(query, page, rest), OptionalLong.of(total(passing, rest)));
    }

    @Override
    public long count(OrderQuery query) {
        return all().stream().filter(order -> passes(query, order)).count();
    }

    boolean passes(OrderQuery query, Order order) {
        return query.matches(order);
    }

    Comparator<Order> inOrder(OrderQuery query) {
        Comparator<Order> oldestFirst = Comparator.comparing(Order::createdAt).thenComparing(Order::id);
        return query.direction() == OrderQuery.Direction.OLDEST_FIRST ? oldestFirst : oldestFirst.reversed();
    }

    boolean follows(OrderQuery query, Order cursor, Order order) {
        return inOrder(query).compare(cursor, order) < 0;
    }

    int limit(OrderQuery query) {
        return query.limit();
    }

    boolean more(OrderQuery query, ImmutableList<Order> page, ImmutableList<Order> rest) {
        return page.size() < rest.size();
    }

    long total(ImmutableList<Order> passing, ImmutableList<Order> rest) {
        return passing.size();
    }
}
