package io.pteroorders.storage.sql;

import com.google.common.base.CharMatcher;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderQuery.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The filters of a query as SQL. Not thread-safe. */
final class SearchSql {

    /** Limits nothing, but makes a database do first what stands within. */
    private static final String ALL = " LIMIT " + Long.MAX_VALUE;

    /** What every id begins with. */
    private static final String PREFIX = "ORD-";

    /** Comes after every digit. */
    private static final String AFTER_DIGITS = ":";

    private static final CharMatcher OF_IDS =
            CharMatcher.inRange('0', '9').or(CharMatcher.inRange('A', 'Z')).or(CharMatcher.is('-'));

    private final Dialect dialect;
    private final OrderQuery query;
    private final List<Object> values = new ArrayList<>();

    private SearchSql(Dialect dialect, OrderQuery query) {
        this.dialect = dialect;
        this.query = query;
    }

    /**
     * A statement and what stands for its question marks.
     *
     * @param sql the statement
     * @param values of its question marks
     */
    record Statement(String sql, List<Object> values) {}

    /** Where an order stands among all. */
    record Place(long createdAt, String id) {}

    /** The records of a page, and of one more if there is one. */
    static Statement page(Dialect dialect, OrderQuery query, Optional<Place> after) {
        return new SearchSql(dialect, query).page(after);
    }

    /** How many orders pass. */
    static Statement count(Dialect dialect, OrderQuery query) {
        SearchSql search = new SearchSql(dialect, query);
        String from = search.from(query.statuses(), Optional.empty());
        return new Statement("SELECT count(*)" + from, search.values);
    }

    /**
     * Orders of several statuses are taken from each in their order, so that no page looks at more than it needs. Parts of
     * ids are looked for before anything is sorted: how rare they are is more than a database can guess; and in an index, if
     * there is no other way than to look at all.
     */
    private Statement page(Optional<Place> after) {
        String end = (query.direction() == Direction.OLDEST_FIRST
                        ? " ORDER BY created_at, id"
                        : " ORDER BY created_at DESC, id DESC")
                + " LIMIT " + (query.limit() + 1);
        if (idPart().isPresent()) {
            return new Statement(
                    "SELECT record FROM (SELECT created_at, id FROM (SELECT created_at, id"
                            + from(query.statuses(), after) + ALL + ") AS found" + end
                            + ") AS page JOIN orders USING (created_at, id)" + end,
                    values);
        }
        if (query.statuses().size() < 2) {
            return new Statement("SELECT record" + from(query.statuses(), after) + end, values);
        }
        List<String> each = new ArrayList<>();
        for (OrderStatus status : query.statuses()) {
            each.add("(SELECT created_at, id, record" + from(Set.of(status), after) + end + ")");
        }
        return new Statement("SELECT record FROM (" + String.join(" UNION ALL ", each) + ") AS found" + end, values);
    }

    private String from(Set<OrderStatus> statuses, Optional<Place> after) {
        return " FROM orders" + index(statuses).map(dialect::by).orElse("") + where(statuses, after);
    }

    /** The one index that has what passes in its order; empty if the database is to choose. */
    private Optional<String> index(Set<OrderStatus> statuses) {
        if (query.sequelsOf().isPresent()) {
            return Optional.of("orders_by_first");
        }
        boolean isSearch = query.customer().isPresent()
                || idPart().isPresent()
                || query.phoneDigits().isPresent();
        boolean hasPackage = query.packageType().isPresent();
        if (isSearch || statuses.size() > 1 || (hasPackage && !statuses.isEmpty())) {
            return Optional.empty();
        }
        if (hasPackage) {
            return Optional.of("orders_by_package");
        }
        return Optional.of(statuses.isEmpty() ? "orders_by_creation" : "orders_by_status");
    }

    private String where(Set<OrderStatus> statuses, Optional<Place> after) {
        List<String> all = new ArrayList<>();
        if (!statuses.isEmpty()) {
            statuses.forEach(status -> values.add(status.word()));
            all.add("status IN (" + Session.marks("?", statuses.size()) + ")");
        }
        query.packageType().ifPresent(type -> all.add(with("package = ?", type.code())));
        query.customer().ifPresent(customer -> all.add(with("customer = ?", customer.text())));
        query.createdFrom().ifPresent(from -> all.add(with("created_at >= ?", upToMillis(from))));
        query.createdBefore().ifPresent(before -> all.add(with("created_at < ?", upToMillis(before))));
        idPart().ifPresent(part -> all.add(withIdPart(part)));
        query.phoneDigits().ifPresent(digits -> all.add(withPhone(digits)));
        query.sequelsOf().ifPresent(first -> all.add(with("sequel_of = ?", first.toString())));
        after.ifPresent(place -> all.add(after(place)));
        return all.isEmpty() ? "" : all.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private String with(String condition, Object... parameters) {
        Collections.addAll(values, parameters);
        return condition;
    }

    /** Times of orders are whole milliseconds: the first of them that is not before the given one. */
    private static long upToMillis(Instant time) {
        try {
            Instant cut = Instant.ofEpochMilli(time.toEpochMilli());
            return cut.isBefore(time) ? cut.toEpochMilli() + 1 : cut.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** A part that tells ids apart. */
    private Optional<String> idPart() {
        return query.idPart().filter(part -> !PREFIX.contains(part));
    }

    private String withIdPart(String part) {
        return OF_IDS.matchesAllOf(part) ? with("id LIKE ?", "%" + part + "%") : "1 = 0";
    }

    private String withPhone(String digits) {
        String reversed = OrderRows.reversed(digits);
        return with(
                "(phone >= ? AND phone < ? OR phone_reversed >= ? AND phone_reversed < ?)",
                digits,
                digits + AFTER_DIGITS,
                reversed,
                reversed + AFTER_DIGITS);
    }

    /** In this form every database begins to look at the place. */
    private String after(Place place) {
        return query.direction() == Direction.OLDEST_FIRST
                ? with(
                        "created_at >= ? AND (created_at > ? OR id > ?)",
                        place.createdAt(),
                        place.createdAt(),
                        place.id())
                : with(
                        "created_at <= ? AND (created_at < ? OR id < ?)",
                        place.createdAt(),
                        place.createdAt(),
                        place.id());
    }
}
