package io.pteroorders.bench;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** SQLite with a write-ahead log that is forced at each commit: JSON in a column, what is looked for in others. */
final class Sqlite implements Peer {

    private static final int FILLED_AT_ONCE = 10_000;

    private final OrderJson format = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);
    private final Connection connection;
    private final PreparedStatement insert;
    private final GroupCommit<Order> group = new GroupCommit<>(this::insertAll);

    Sqlite(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("CREATE TABLE orders(id TEXT PRIMARY KEY, customer TEXT, status TEXT, package TEXT, created INTEGER,"
                + " total INTEGER, json TEXT)");
        run("CREATE INDEX by_customer ON orders(customer, created)");
        run("CREATE INDEX by_status ON orders(status, created)");
        run("CREATE INDEX by_package ON orders(package, created)");
        run("CREATE INDEX by_time ON orders(created)");
        insert = connection.prepareStatement("INSERT INTO orders VALUES(?, ?, ?, ?, ?, ?, ?)");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Takes many orders in, without care. */
    void fill(Iterable<Order> orders) throws SQLException {
        run("PRAGMA synchronous=OFF");
        connection.setAutoCommit(false);
        int count = 0;
        for (Order order : orders) {
            insert(order);
            if (++count % FILLED_AT_ONCE == 0) {
                connection.commit();
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        run("PRAGMA wal_checkpoint(TRUNCATE)");
        run("PRAGMA synchronous=FULL");
    }

    private void insert(Order order) throws SQLException {
        byte[] json = OrderJson.encode(StoredOrder.of(order));
        insert.setString(1, order.id().toString());
        insert.setString(2, order.customer().id().text());
        insert.setString(3, order.status().word());
        insert.setString(4, order.item().packageType().code());
        insert.setLong(5, order.createdAt().toEpochMilli());
        insert.setLong(6, order.totalAmount().getAmountMajorLong());
        insert.setString(7, new String(json, StandardCharsets.UTF_8));
        insert.executeUpdate();
    }

    private synchronized void insertAll(List<Order> orders) throws SQLException {
        connection.setAutoCommit(false);
        for (Order order : orders) {
            insert(order);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public synchronized void create(Order order) throws SQLException {
        insert(order);
    }

    @Override
    public void createTogether(Order order) {
        group.write(order);
    }

    @Override
    public long get(OrderId id) throws SQLException {
        return read("SELECT json FROM orders WHERE id = ?", id.toString());
    }

    @Override
    public long newest(PersonId customer) throws SQLException {
        return read("SELECT json FROM orders WHERE customer = ? ORDER BY created DESC LIMIT 10", customer.text());
    }

    @Override
    public long page(OrderStatus status, int after) throws SQLException {
        return read(
                "SELECT json FROM orders WHERE status = ? ORDER BY created DESC LIMIT 10 OFFSET " + after,
                status.word());
    }

    @Override
    public long statistics() throws SQLException {
        return read("SELECT count(*) || ' ' || sum(total) FROM orders WHERE id > ? GROUP BY status, package", "");
    }

    private synchronized long read(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            long bytes = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    bytes += rows.getString(1).length();
                }
            }
            return bytes;
        }
    }

    @Override
    public void close() throws SQLException {
        group.close();
        insert.close();
        connection.close();
    }
}
