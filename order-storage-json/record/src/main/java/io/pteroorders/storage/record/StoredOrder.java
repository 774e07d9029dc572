package io.pteroorders.storage.record;

import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An order and what else its record holds. Thread-safe as long as nobody changes the other fields.
 *
 * @param order the order
 * @param otherFields the fields that the program does not know, nested as in the record; those of the history's entries,
 *     of payments, their arrivals and refunds, and of a subscription's entries are by position, those of claims by
 *     {@link Claim#subject}, those of a subscription's steps by day and step, like {@code 2026-01-31:reminder-7}:
 *     {@code {"x":1,"customer":{"y":2},"statusHistory":[{},{"z":3}],"claims":{"amounts:24863":{"w":4}}}}. Empty if there
 *     are none; not to be changed
 */
public record StoredOrder(Order order, Optional<ObjectNode> otherFields) {

    public StoredOrder {
        otherFields = otherFields.filter(fields -> !fields.isEmpty());
    }

    /** An order with no other fields. */
    public static StoredOrder of(Order order) {
        return new StoredOrder(order, Optional.empty());
    }

    /** A later state of the order, with the same other fields but those of claims, trouble and steps that it has no more. */
    public StoredOrder with(Order later) {
        return new StoredOrder(later, otherFields.map(fields -> OtherFields.following(fields, later)));
    }
}
