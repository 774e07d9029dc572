package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.ChangePage.Token;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The change feed. A token names the store and the number of a change. Numbers are given while the {@link ShopRow} is
 * locked, so whoever sees a change sees all with lower numbers.
 */
final class FeedRows {

    private static final String CHANGES = "SELECT change_number, id, record FROM ("
            + "(SELECT change_number, id, record FROM orders WHERE change_number > ? ORDER BY change_number LIMIT ?)"
            + " UNION ALL "
            + "(SELECT change_number, id, NULL FROM removed_orders WHERE change_number > ?"
            + " ORDER BY change_number LIMIT ?)) AS changes ORDER BY change_number LIMIT ?";

    private final OrderRows orders;
    private final String store;

    private record Numbered(long number, Change change) {}

    FeedRows(OrderRows orders, String store) {
        this.orders = orders;
        this.store = store + ":";
    }

    ChangePage after(Session session, Token token, int limit) throws SQLException {
        if (token.equals(Token.END)) {
            return end(ShopRow.read(session).lastChange());
        }
        Optional<Long> number = token.equals(Token.START) ? Optional.of(0L) : numberIn(token);
        if (number.isEmpty()) {
            return page(session, 0, limit, true);
        }
        ChangePage page = page(session, number.get(), limit, false);
        boolean isAhead = page.changes().isEmpty() && ShopRow.read(session).lastChange() < number.get();
        return isAhead ? page(session, 0, limit, true) : page;
    }

    private ChangePage end(long number) {
        return new ChangePage(ImmutableList.of(), token(number), false, false);
    }

    private ChangePage page(Session session, long after, int limit, boolean foreign) throws SQLException {
        List<Numbered> found = session.list(
                row -> {
                    Optional<Order> order = row.getString(3) == null
                            ? Optional.empty()
                            : Optional.of(orders.stored(row, 3).order());
                    return new Numbered(row.getLong(1), new Change(OrderId.of(row.getString(2)), order));
                },
                CHANGES,
                List.of(after, limit + 1, after, limit + 1, limit + 1));
        List<Numbered> told = found.subList(0, Math.min(limit, found.size()));
        long last = told.isEmpty() ? after : told.get(told.size() - 1).number();
        return new ChangePage(
                told.stream().map(Numbered::change).collect(ImmutableList.toImmutableList()),
                token(last),
                found.size() > limit,
                foreign);
    }

    private Token token(long number) {
        return new Token(store + number);
    }

    /** The number that a token of this store names. */
    private Optional<Long> numberIn(Token token) {
        return Optional.of(token.text())
                .filter(text -> text.startsWith(store))
                .map(text -> Longs.tryParse(text.substring(store.length())))
                .filter(number -> number >= 0);
    }
}
