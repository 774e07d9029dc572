package io.pteroorders.core.order;

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

    /** What can happen to an order. */
    public enum Kind {
        CREATED,
        STATUS_CHANGED,
        NOTE_ADDED,
        USERNAME_SET,
        PAYMENT_PROOF_SET,
        DELETED
    }
}
