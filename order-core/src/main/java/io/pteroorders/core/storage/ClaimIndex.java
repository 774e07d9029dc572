package io.pteroorders.core.storage;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds what among the orders of a store: of several with a claim on the same thing, the one whose claim lasts
 * longest, in whatever order they came. It has no clock: a claim that is over stands until another takes its place, and
 * is in nobody's way. Not thread-safe.
 */
public final class ClaimIndex {

    /** The order's id only makes it the same whichever comes first. */
    private static final Comparator<Holder> BY_END =
            Comparator.comparing((Holder holder) -> holder.claim().until()).thenComparing(Holder::order);

    private final Map<String, Holder> holders = new HashMap<>();

    /**
     * Who holds something. Immutable and thread-safe.
     *
     * @param order which order
     * @param claim what, and until when
     */
    public record Holder(OrderId order, Claim claim) {

        /** Whether another order may not begin a claim on the same at the time of its last change. */
        public boolean bars(Order other) {
            return !order.equals(other.id()) && claim.until().isAfter(other.updatedAt());
        }
    }

    /** An index of no orders. */
    public ClaimIndex() {}

    /**
     * Takes over a write that took place, whether or not its claims were free.
     *
     * @param before the order as it was; empty if it is new
     * @param after the order as it is now; empty if it is gone
     */
    public void changed(Optional<Order> before, Optional<Order> after) {
        ClaimChange change = ClaimChange.between(before, after);
        before.ifPresent(order -> change.ended().forEach(claim -> end(order.id(), claim)));
        after.ifPresent(order -> change.begun().forEach(claim -> begin(new Holder(order.id(), claim))));
    }

    private void end(OrderId order, Claim claim) {
        holders.remove(claim.subject(), new Holder(order, claim));
    }

    private void begin(Holder holder) {
        holders.merge(holder.claim().subject(), holder, ClaimIndex::later);
    }

    private static Holder later(Holder one, Holder other) {
        return Comparators.max(one, other, BY_END);
    }

    /** Who holds what a claim is on; empty if nobody does. */
    public Optional<Holder> holder(Claim claim) {
        return holder(claim.space(), claim.key());
    }

    /** Who holds the key of a space; empty if nobody does. */
    public Optional<Holder> holder(String space, String key) {
        return Optional.ofNullable(holders.get(Claim.subject(space, key)));
    }

    /**
     * The first claim that a write would begin although it is not free; empty if the write may take place.
     *
     * @param before the order as it is; empty if it is new
     * @param after the order as it is to be
     */
    public Optional<Claim> taken(Optional<Order> before, Order after) {
        return ClaimChange.between(before, Optional.of(after)).begun().stream()
                .filter(claim ->
                        holder(claim).filter(holder -> holder.bars(after)).isPresent())
                .findFirst();
    }

    /** Everything that is held. */
    public ImmutableList<Holder> all() {
        return ImmutableList.copyOf(holders.values());
    }
}
