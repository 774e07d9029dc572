package io.pteroorders.storage.sql;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tables of orders, and of what is left of removed ones. Thread-safe. */
final class OrderRows {

    /** The columns of {@link #values}. */
    static final String COLUMNS =
            "id, created_at, status, package, customer, phone, phone_reversed, sequel_of, change_number, record";

    /** Question marks for them. */
    static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final int PAGE = 1000;

    private final OrderFlow flow;
    private final OrderJson format;

    OrderRows(OrderFlow flow) {
        this.flow = flow;
        this.format = new OrderJson(flow);
    }

    Optional<StoredOrder> get(Session session, OrderId id) throws SQLException {
        return session.first(row -> stored(row, 1), "SELECT record FROM orders WHERE id = ?", id.toString());
    }

    Optional<StoredOrder> holder(Session session, String space, String key) throws SQLException {
        return session.first(
                row -> stored(row, 1),
                "SELECT record FROM claims JOIN orders ON id = order_id WHERE space = ? AND claim_key = ?",
                space,
                key);
    }

    /** The order whose record stands in a column. */
    StoredOrder stored(ResultSet row, int column) throws SQLException {
        try {
            return format.decode(row.getString(column).getBytes(StandardCharsets.UTF_8));
        } catch (OrderFormatException e) {
            throw StorageException.rejected("a record in the table orders is no order: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the order could not be read again */
    String record(StoredOrder stored) {
        Preconditions.checkArgument(
                stored.order().follows(flow),
                "the history of %s breaks the flow that the store was opened with",
                stored.order().id());
        return new String(OrderJson.encode(stored), StandardCharsets.UTF_8);
    }

    ImmutableList<Order> pendingOf(Session session, PersonId customer) throws SQLException {
        return session.list(
                row -> stored(row, 1).order(),
                "SELECT record FROM orders WHERE customer = ? AND status = ? ORDER BY created_at, id",
                List.of(customer.text(), OrderStatus.PENDING.word()));
    }

    /** A customer's orders, oldest first. */
    ImmutableList<Order> of(Session session, PersonId customer) throws SQLException {
        return session.list(
                row -> stored(row, 1).order(),
                "SELECT record FROM orders WHERE customer = ? ORDER BY created_at, id",
                List.of(customer.text()));
    }

    /** Puts an order in its place that has another customer, without a phone number. */
    void erase(Session session, StoredOrder stored, long change) throws SQLException {
        session.change(
                "UPDATE orders SET customer = ?, phone = NULL, phone_reversed = NULL WHERE id = ?",
                stored.order().customer().id().text(),
                stored.order().id().toString());
        update(session, stored, change);
    }

    boolean everHad(Session session, OrderId id) throws SQLException {
        return createdAt(session, id).isPresent();
    }

    /** When an order was created that is there, or was. */
    Optional<Long> createdAt(Session session, OrderId id) throws SQLException {
        return session.first(
                row -> row.getLong(1),
                "SELECT created_at FROM orders WHERE id = ?"
                        + " UNION ALL SELECT created_at FROM removed_orders WHERE id = ?",
                id.toString(),
                id.toString());
    }

    void insert(Session session, StoredOrder stored, long change) throws SQLException {
        session.change("INSERT INTO orders (" + COLUMNS + ") VALUES " + ROW, values(stored, change));
    }

    List<@Nullable Object> values(StoredOrder stored, long change) {
        Order order = stored.order();
        @Nullable String phone = order.customer().id().phoneDigits().orElse(null);
        return Arrays.asList(
                order.id().toString(),
                order.createdAt().toEpochMilli(),
                order.status().word(),
                order.item().packageType().code(),
                order.customer().id().text(),
                phone,
                phone == null ? null : reversed(phone),
                order.sequel().map(sequel -> sequel.first().toString()).orElse(null),
                change,
                record(stored));
    }

    /** Nothing else of what has a column ever changes, but by {@link #erase}. */
    void update(Session session, StoredOrder stored, long change) throws SQLException {
        session.change(
                "UPDATE orders SET status = ?, change_number = ?, record = ? WHERE id = ?",
                stored.order().status().word(),
                change,
                record(stored),
                stored.order().id().toString());
    }

    void remove(Session session, Order order, long change) throws SQLException {
        session.change("DELETE FROM orders WHERE id = ?", order.id().toString());
        session.change(
                "INSERT INTO removed_orders (id, created_at, change_number) VALUES (?, ?, ?)",
                order.id().toString(),
                order.createdAt().toEpochMilli(),
                change);
    }

    /** All orders, by id. */
    void forEach(Session session, Consumer<StoredOrder> action) throws SQLException {
        String last = "";
        ImmutableList<StoredOrder> page;
        do {
            page = session.list(
                    row -> stored(row, 1),
                    "SELECT record FROM orders WHERE id > ? ORDER BY id LIMIT " + PAGE,
                    List.of(last));
            page.forEach(action);
            last = page.isEmpty() ? last : Iterables.getLast(page).order().id().toString();
        } while (page.size() == PAGE);
    }

    /** All orders, by creation. */
    void forEachByCreation(Session session, Consumer<StoredOrder> action) throws SQLException {
        long createdAt = Long.MIN_VALUE;
        String id = "";
        ImmutableList<StoredOrder> page;
        do {
            page = session.list(
                    row -> stored(row, 1),
                    "SELECT record FROM orders WHERE created_at >= ? AND (created_at > ? OR id > ?)"
                            + " ORDER BY created_at, id LIMIT " + PAGE,
                    List.of(createdAt, createdAt, id));
            page.forEach(action);
            if (!page.isEmpty()) {
                Order last = Iterables.getLast(page).order();
                createdAt = last.createdAt().toEpochMilli();
                id = last.id().toString();
            }
        } while (page.size() == PAGE);
    }

    static String reversed(String digits) {
        return new StringBuilder(digits).reverse().toString();
    }
}
