package io.pteroorders.core.storage;

import com.google.common.base.Preconditions;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Refusal;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a write. Immutable and thread-safe.
 *
 * @param kind what came of it
 * @param id the order concerned; for {@link Kind#REPLAYED} the one of the first time
 * @param before the order before the change; empty for an insert, and unless {@link Kind#DONE}
 * @param after the order as it stands; empty if it does not exist
 * @param refusal why not, for {@link Kind#REFUSED}
 */
public record WriteResult(
        Kind kind, OrderId id, Optional<Order> before, Optional<Order> after, Optional<Refusal> refusal) {

    /** @throws IllegalArgumentException if there is a refusal without {@link Kind#REFUSED}, or none with it */
    public WriteResult {
        Objects.requireNonNull(kind, "kind");
        Preconditions.checkArgument(
                refusal.isPresent() == (kind == Kind.REFUSED), "a refusal is there exactly for what was refused");
        Preconditions.checkArgument(before.isEmpty() || kind == Kind.DONE, "what changed nothing has no order before");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(after, "after");
    }

    /** What can come of a write. All but {@link #DONE} have changed nothing. */
    public enum Kind {
        /** The change is durable. */
        DONE,
        /** The request had been carried out before; {@link WriteResult#after} is what became of that order since. */
        REPLAYED,
        /** The guard or the change function refused, or a claim is not free. */
        REFUSED,
        /** An update or removal found no such order. */
        NOT_FOUND,
        /** An insert found the id in use, now or by an order since removed. */
        ID_TAKEN
    }

    /** The change is durable. */
    public static WriteResult done(OrderId id, Optional<Order> before, Optional<Order> after) {
        return new WriteResult(Kind.DONE, id, before, after, Optional.empty());
    }

    /** The request had been carried out before. */
    public static WriteResult replayed(OrderId id, Optional<Order> now) {
        return new WriteResult(Kind.REPLAYED, id, Optional.empty(), now, Optional.empty());
    }

    /** The guard or the change function refused. */
    public static WriteResult refused(OrderId id, Optional<Order> now, Refusal refusal) {
        return new WriteResult(Kind.REFUSED, id, Optional.empty(), now, Optional.of(refusal));
    }

    /** There is no such order. */
    public static WriteResult notFound(OrderId id) {
        return new WriteResult(Kind.NOT_FOUND, id, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The id is in use. */
    public static WriteResult idTaken(OrderId id) {
        return new WriteResult(Kind.ID_TAKEN, id, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
