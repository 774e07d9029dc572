package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import java.util.Optional;

/**
 * What a write changes among the claims of its order; for stores. A claim that stays as it is, until the same time, is in
 * neither list. Immutable and thread-safe.
 *
 * @param ended what the order had before and has no more like that
 * @param begun what the order has now and had not like that: these must be free
 */
public record ClaimChange(ImmutableList<Claim> ended, ImmutableList<Claim> begun) {

    private static final ClaimChange NONE = new ClaimChange(ImmutableList.of(), ImmutableList.of());

    /**
     * The change from one state of an order to another.
     *
     * @param before the order as it was; empty if it is new
     * @param after the order as it is to be; empty if it is to go
     */
    public static ClaimChange between(Optional<Order> before, Optional<Order> after) {
        ImmutableList<Claim> had = before.map(Order::claims).orElse(ImmutableList.of());
        ImmutableList<Claim> has = after.map(Order::claims).orElse(ImmutableList.of());
        return had.equals(has) ? NONE : new ClaimChange(without(had, has), without(has, had));
    }

    private static ImmutableList<Claim> without(ImmutableList<Claim> claims, ImmutableList<Claim> others) {
        return claims.stream().filter(claim -> !others.contains(claim)).collect(ImmutableList.toImmutableList());
    }

    /** Whether no claim begins and none ends. */
    public boolean isNone() {
        return ended.isEmpty() && begun.isEmpty();
    }
}
