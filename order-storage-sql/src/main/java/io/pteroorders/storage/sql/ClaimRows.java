package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.ClaimChange;
import io.pteroorders.core.storage.ClaimIndex;
import io.pteroorders.core.storage.ClaimIndex.Holder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The table of claims. One row says who holds what, so that its key decides among those who want the same. */
final class ClaimRows {

    private static final String COLUMNS = "space, claim_key, order_id, held_until";
    private static final String ROW = "(?, ?, ?, ?)";
    private static final int ROWS_AT_ONCE = 500;

    /** Class of the states that say that a key is there already. */
    private static final String KEY_TAKEN = "23";

    /** That of a transaction which is to be done again. */
    private static final String AGAIN = "40001";

    private ClaimRows() {}

    /**
     * Takes a change over, if all that it begins is free.
     *
     * @param before the order as it was; empty if it is new
     * @param after the order as it is to be; empty if it is to go
     * @return the first claim that is not free; then nothing was changed
     */
    static Optional<Claim> change(Session session, Optional<Order> before, Optional<Order> after) throws SQLException {
        ClaimChange change = ClaimChange.between(before, after);
        if (change.isNone()) {
            return Optional.empty();
        }
        Order order = after.or(() -> before).orElseThrow();
        ImmutableList<Holder> holders = holders(session, change);
        Optional<Claim> taken = change.begun().stream()
                .filter(claim -> holders.stream().anyMatch(holder -> isOn(claim, holder) && holder.bars(order)))
                .findFirst();
        if (taken.isEmpty()) {
            clear(session, order, holders);
            take(session, order, change.begun());
        }
        return taken;
    }

    private static boolean isOn(Claim claim, Holder holder) {
        return holder.claim().subject().equals(claim.subject());
    }

    private static ImmutableList<Holder> holders(Session session, ClaimChange change) throws SQLException {
        List<Claim> claims = new ArrayList<>(change.begun());
        claims.addAll(change.ended());
        return session.list(
                ClaimRows::holder, "SELECT " + COLUMNS + " FROM claims WHERE " + isAny(claims), subjects(claims));
    }

    private static Holder holder(ResultSet row) throws SQLException {
        Claim claim = new Claim(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(4)));
        return new Holder(OrderId.of(row.getString(3)), claim);
    }

    /** Where no index serves a comparison of two columns at once, it serves two. */
    private static String isAny(List<Claim> claims) {
        return "(" + String.join(" OR ", Collections.nCopies(claims.size(), "space = ? AND claim_key = ?")) + ")";
    }

    private static List<Object> subjects(List<Claim> claims) {
        List<Object> values = new ArrayList<>();
        claims.forEach(claim -> Collections.addAll(values, claim.space(), claim.key()));
        return values;
    }

    /** Makes room where the order itself was, or somebody whose time is over. */
    private static void clear(Session session, Order order, List<Holder> holders) throws SQLException {
        if (holders.isEmpty()) {
            return;
        }
        List<Claim> claims = Lists.transform(holders, Holder::claim);
        List<Object> values = subjects(claims);
        Collections.addAll(values, order.id().toString(), order.updatedAt().toEpochMilli());
        session.change("DELETE FROM claims WHERE " + isAny(claims) + " AND (order_id = ? OR held_until <= ?)", values);
    }

    private static void take(Session session, Order order, List<Claim> claims) throws SQLException {
        try {
            insert(session, Lists.transform(claims, claim -> new Holder(order.id(), claim)));
        } catch (SQLException e) {
            throw Failures.state(e).startsWith(KEY_TAKEN)
                    ? new SQLException("a claim was taken in the same moment", AGAIN, e)
                    : e;
        }
    }

    private static void insert(Session session, List<Holder> holders) throws SQLException {
        if (holders.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        for (Holder holder : holders) {
            values.addAll(subjects(List.of(holder.claim())));
            Collections.addAll(
                    values, holder.order().toString(), holder.claim().until().toEpochMilli());
        }
        session.change("INSERT INTO claims (" + COLUMNS + ") VALUES " + Session.marks(ROW, holders.size()), values);
    }

    /** Makes the table anew, of all orders; of several that claim the same, the claim that lasts longest counts. */
    static void takeAnew(Session session, OrderRows orders) throws SQLException {
        session.change("DELETE FROM claims");
        ClaimIndex index = new ClaimIndex();
        orders.forEach(session, stored -> index.changed(Optional.empty(), Optional.of(stored.order())));
        for (List<Holder> some : Iterables.partition(index.all(), ROWS_AT_ONCE)) {
            insert(session, some);
        }
    }
}
