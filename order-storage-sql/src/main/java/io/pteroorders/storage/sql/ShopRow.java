package io.pteroorders.storage.sql;

import io.pteroorders.core.storage.RequestLog;
import io.pteroorders.core.storage.StorageException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * The one row that every write locks first. While it is locked, no other write is under way in any process, all earlier
 * ones are seen, and the numbers that changes get are in the order in which they are seen.
 *
 * @param name the store's own name
 * @param zone in which the days of the sums begin
 * @param lastChange the number of the last change
 * @param requestsPassed how much time has passed for request ids
 * @param requestsLatest the time of the change that this counts on from
 */
record ShopRow(String name, String zone, long lastChange, Duration requestsPassed, Instant requestsLatest) {

    private static final String COLUMNS =
            "SELECT name, zone, last_change, requests_passed, requests_latest FROM shop WHERE id = 1";

    private static final Session.Row<ShopRow> ROW = row -> new ShopRow(
            row.getString(1),
            row.getString(2),
            row.getLong(3),
            Duration.ofMillis(row.getLong(4)),
            Instant.ofEpochMilli(row.getLong(5)));

    static ShopRow read(Session session) throws SQLException {
        return session.first(ROW, COLUMNS).orElseThrow(ShopRow::gone);
    }

    static ShopRow lock(Session session) throws SQLException {
        return session.first(ROW, COLUMNS + " FOR UPDATE").orElseThrow(ShopRow::gone);
    }

    private static StorageException gone() {
        return StorageException.rejected("the table shop lost its row", null);
    }

    /** Whether the store was never opened. */
    boolean isNew() {
        return name.isEmpty();
    }

    /** The row with another zone, and a name if it has none. */
    ShopRow opened(ZoneId other) {
        String own = isNew() ? UUID.randomUUID().toString() : name;
        return new ShopRow(own, other.getId(), lastChange, requestsPassed, requestsLatest);
    }

    /** The row of a store that was never opened. */
    ShopRow unnamed() {
        return new ShopRow("", zone, lastChange, requestsPassed, requestsLatest);
    }

    /** The row after so many changes. */
    ShopRow counted(long changes) {
        return new ShopRow(name, zone, changes, requestsPassed, requestsLatest);
    }

    /** The row after one more change, at this time; empty if that is not to count. */
    ShopRow changed(Optional<Instant> time) {
        RequestLog log = new RequestLog();
        log.restoreTime(requestsPassed, requestsLatest);
        time.ifPresent(log::passed);
        return new ShopRow(name, zone, lastChange + 1, log.passed(), log.latest());
    }

    void write(Session session) throws SQLException {
        session.change(
                "UPDATE shop SET name = ?, zone = ?, last_change = ?, requests_passed = ?, requests_latest = ?"
                        + " WHERE id = 1",
                name,
                zone,
                lastChange,
                requestsPassed.toMillis(),
                requestsLatest.toEpochMilli());
    }
}
