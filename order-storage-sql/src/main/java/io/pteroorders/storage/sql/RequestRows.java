package io.pteroorders.storage.sql;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The table of requests that were carried out. */
final class RequestRows {

    private static final Duration KEPT = Duration.ofDays(30);

    /** Those that are old are looked for once in so many changes. */
    private static final int CHANGES = 100;

    private RequestRows() {}

    static Optional<OrderId> find(Session session, RequestId request) throws SQLException {
        return session.first(
                row -> OrderId.of(row.getString(1)), "SELECT order_id FROM requests WHERE id = ?", request.hex());
    }

    static void add(Session session, RequestId request, OrderId order, ShopRow now) throws SQLException {
        session.change(
                "INSERT INTO requests (id, order_id, passed_at) VALUES (?, ?, ?)",
                request.hex(),
                order.toString(),
                now.requestsPassed().toMillis());
        if (now.lastChange() % CHANGES == 0) {
            session.change(
                    "DELETE FROM requests WHERE passed_at < ?",
                    now.requestsPassed().minus(KEPT).toMillis());
        }
    }
}
