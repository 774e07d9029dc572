package io.pteroorders.bot.payment;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.ManualClock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoneyRowsTest {

    private static final Optional<OrderId> NOBODY = Optional.empty();

    private final ShopStorage shop = InMemoryShopStorage.create(JAKARTA, ManualClock.at(NOON));
    private Lease lease = shop.lease("first").orElseThrow();
    private MoneyRows rows = MoneyRows.of(lease);

    private void reopen() {
        lease.close();
        lease = shop.lease("next").orElseThrow();
        rows = MoneyRows.of(lease);
    }

    private MoneyRow add(String key, Instant at, Optional<OrderId> order) {
        return rows.add(key, "system:feed", Optional.of(rupiah(25_037)), at, "a \"text\"", order);
    }

    @Test
    void rowsAreNumberedAndKnownByTheirKeysAlsoAfterARestart() {
        MoneyRow first = add("a", NOON, NOBODY);
        MoneyRow second = rows.add("b", "system:midtrans", Optional.empty(), NOON, "", Optional.of(orderId(1)));
        reopen();
        assertEquals(Optional.of(first), rows.find("a"));
        assertEquals(Optional.of(second), rows.get(2));
        assertEquals(ImmutableList.of(first), rows.unmatched());
        assertEquals(3, add("c", NOON, NOBODY).number());
        assertEquals(Optional.empty(), rows.find("d"));
    }

    @Test
    void whatChangesOnARowChangesItAsItIsByThen() {
        MoneyRow row = add("a", NOON, NOBODY);
        rows.change(row.number(), any -> any.booked(orderId(1)));
        rows.change(row.number(), MoneyRow::toldNow);
        reopen();
        MoneyRow now = rows.get(1).orElseThrow();
        assertEquals(Optional.of(orderId(1)), now.order());
        assertEquals(true, now.told());
        assertEquals(ImmutableList.of(), rows.unmatched());
    }

    @Test
    void whatWasBookedIsForgottenAfterAWhileAndWhatNobodyOwesNever() {
        Instant longAgo = NOON.minus(MoneyRows.REMEMBERED).minusMillis(1);
        add("booked", longAgo, Optional.of(orderId(1)));
        add("nobody's", longAgo, NOBODY);
        add("known", NOON.minus(MoneyRows.REMEMBERED), Optional.of(orderId(2)));
        add("new", NOON, Optional.of(orderId(3)));
        reopen();
        reopen();
        assertEquals(Optional.empty(), rows.find("booked"));
        assertEquals(2, rows.find("nobody's").orElseThrow().number());
        assertEquals(3, rows.find("known").orElseThrow().number());
        assertEquals(5, add("e", NOON, NOBODY).number());
    }

    @Test
    void whatIsOldIsForgottenAlsoWhileNothingIsReopened() {
        Instant longAgo = NOON.minus(MoneyRows.REMEMBERED).minusMillis(1);
        add("booked", longAgo, Optional.of(orderId(1)));
        for (int i = 0; i < 1_000; i++) {
            add("row " + i, NOON, Optional.of(orderId(2)));
        }
        assertEquals(Optional.empty(), rows.find("booked"));
        assertEquals(2, rows.find("row 0").orElseThrow().number());
        reopen();
        assertEquals(1_001, rows.find("row 999").orElseThrow().number());
    }

    @Test
    void whichRowWasKeptLastIsKnownAfterARestartWhoeverWasToldSince() {
        MoneyRow row = add("a", NOON, NOBODY);
        MoneyRow other = add("b", NOON, NOBODY);
        rows.change(row.number(), any -> any.booked(orderId(1)));
        rows.told(ImmutableList.of(other));
        reopen();
        assertEquals(rows.get(row.number()), rows.lastKept());
    }

    @Test
    void whichRowWasKeptLastIsKnownAlsoWhenOldOnesAreForgotten() {
        MoneyRow row = add("a", NOON, NOBODY);
        add("old", NOON.minus(MoneyRows.REMEMBERED).minusMillis(1), Optional.of(orderId(1)));
        MoneyRow other = add("b", NOON, NOBODY);
        rows.change(row.number(), any -> any.booked(orderId(2)));
        reopen();
        reopen();
        assertEquals(rows.get(row.number()), rows.lastKept());
        assertEquals(ImmutableList.of(other), rows.unmatched());
    }

    @Test
    void aNumberIsNotUsedAgainEvenIfAllIsForgotten() {
        add("a", NOON, NOBODY);
        add("late", NOON.minus(MoneyRows.REMEMBERED).minusMillis(1), Optional.of(orderId(1)));
        reopen();
        assertEquals(3, add("b", NOON, NOBODY).number());
    }

    @Test
    void whatCannotBeKeptIsNoRow() {
        add("a", NOON, NOBODY);
        lease.close();
        assertThrows(StorageException.class, () -> add("b", NOON, NOBODY));
        assertEquals(Optional.empty(), rows.find("b"));
    }
}
