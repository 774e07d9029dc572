package io.pteroorders.core.order;

import com.google.common.base.Preconditions;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to an order, told after the store has it durably. Immutable and thread-safe.
 *
 * @param kind what happened
 * @param before the order as it was; empty for {@link Kind#CREATED}
 * @param order the order as it is now; for {@link Kind#DELETED} as it last was, whole
 * @param actor who did it, like {@link StatusChange#updatedBy()}
 */
public record OrderEvent(Kind kind, Optional<Order> before, Order order, String actor) {

    /** @throws IllegalArgumentException if {@code before} is missing, or there for {@link Kind#CREATED} */
    public OrderEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(actor, "actor");
        Preconditions.checkArgument(
                before.isEmpty() == (kind == Kind.CREATED), "an order was something before, unless it was created");
    }

    /** What happened, to which order, by whose masked identity. */
    @Override
    public String toString() {
        return kind + " " + order + " by " + PersonId.masked(actor);
    }

    /** What can happen to an order. */
    public enum Kind {
        /** It was ordered. */
        CREATED,

        /** Its history has an entry more. */
        STATUS_CHANGED,

        /** The customer or an admin added a note. */
        NOTE_ADDED,

        /** The wanted panel user name was set or changed. */
        USERNAME_SET,

        /** A picture of the payment was attached, or another took its place. */
        PAYMENT_PROOF_SET,

        /** Something about its payment changed, and its status did not. */
        PAYMENT_CHANGED,

        /** Something about its server changed, and its status did not. */
        SERVER_CHANGED,

        /** Something about the subscription that it began changed. */
        SUBSCRIPTION_CHANGED,

        /** It is gone for good. */
        DELETED
    }
}
