package io.pteroorders.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.ClaimIndex.Holder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimIndexTest {

    private static final Instant NOON = Samples.NOON;
    private static final Claim SHORT = until(10);
    private static final Claim LONG = until(20);

    private final ClaimIndex index = new ClaimIndex();

    private static Claim until(int second) {
        return new Claim("slots", "1", NOON.plusSeconds(second));
    }

    private static Order order(int number, Claim... claims) {
        return Samples.pending(number, Samples.budi(), NOON).withClaims(NOON, List.of(claims));
    }

    private static Holder holder(int number, Claim claim) {
        return new Holder(Samples.orderId(number), claim);
    }

    private static void add(ClaimIndex index, Order order) {
        index.changed(Optional.empty(), Optional.of(order));
    }

    @Test
    void theClaimThatLastsLongestCountsInWhateverOrderTheOrdersCome() {
        List<Order> orders = List.of(order(1, SHORT), order(2, LONG), order(3, LONG), order(4));
        for (List<Order> permuted : Collections2.permutations(orders)) {
            ClaimIndex filled = new ClaimIndex();
            permuted.forEach(order -> add(filled, order));
            assertEquals(ImmutableList.of(holder(3, LONG)), filled.all());
            assertEquals(Optional.of(holder(3, LONG)), filled.holder("slots", "1"));
            assertEquals(Optional.empty(), filled.holder("slots:1", ""));
        }
    }

    @Test
    void aClaimThatAnotherTookOverEndsWithoutEffect() {
        add(index, order(1, SHORT));
        add(index, order(2, LONG));
        index.changed(Optional.of(order(1, SHORT)), Optional.empty());
        assertEquals(Optional.of(holder(2, LONG)), index.holder(SHORT));
        index.changed(Optional.of(order(2, LONG)), Optional.of(order(2)));
        assertEquals(Optional.empty(), index.holder(SHORT));
    }

    @Test
    void aShortenedClaimEndsSooner() {
        add(index, order(1, LONG));
        index.changed(Optional.of(order(1, LONG)), Optional.of(order(1, SHORT)));
        assertEquals(Optional.of(holder(1, SHORT)), index.holder(LONG));
    }

    @Test
    void aWriteIsBarredByTheFirstOfItsNewClaimsThatAnotherHolds() {
        Claim other = new Claim("slots", "2", NOON.plusSeconds(5));
        add(index, order(1, other));
        add(index, order(2, LONG));
        Claim wanted = new Claim("slots", "2", NOON.plusSeconds(7));
        assertEquals(Optional.of(SHORT), index.taken(Optional.empty(), order(3, SHORT, wanted)));
        assertEquals(Optional.of(wanted), index.taken(Optional.of(order(3, SHORT)), order(3, SHORT, wanted)));
        assertEquals(Optional.empty(), index.taken(Optional.of(order(3, SHORT)), order(3, SHORT)));
        assertEquals(Optional.empty(), index.taken(Optional.of(order(2, LONG)), order(2, SHORT)));
    }

    @Test
    void aClaimBarsOthersUntilItsTime() {
        Holder holder = holder(1, SHORT);
        assertTrue(holder.bars(at(9_999)));
        assertFalse(holder.bars(at(10_000)));
        assertFalse(holder.bars(order(1)));
    }

    private static Order at(int millis) {
        return order(2).withClaims(NOON.plusMillis(millis), List.of());
    }

    @Test
    void aChangeIsWhatIsNotAsItWas() {
        Claim kept = new Claim("slots", "7", NOON);
        Claim gone = new Claim("slots", "8", NOON);
        Order before = order(1, SHORT, kept, gone);
        Order after = order(1, LONG, kept);
        assertEquals(
                new ClaimChange(ImmutableList.of(SHORT, gone), ImmutableList.of(LONG)),
                ClaimChange.between(Optional.of(before), Optional.of(after)));
        assertEquals(
                new ClaimChange(ImmutableList.of(LONG, kept), ImmutableList.of()),
                ClaimChange.between(Optional.of(after), Optional.empty()));
        assertTrue(ClaimChange.between(Optional.empty(), Optional.of(order(1))).isNone());
        assertTrue(ClaimChange.between(Optional.of(before), Optional.of(before.withUsername(NOON, "budi")))
                .isNone());
    }
}
