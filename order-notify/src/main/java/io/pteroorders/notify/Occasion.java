package io.pteroorders.notify;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import java.util.Optional;

/**
 * Something that a person did to an order, and that a reply tells of. Immutable and thread-safe.
 *
 * @param order the order
 * @param kind what they did
 */
public record Occasion(OrderId order, Kind kind) {

    /** What somebody can do that calls for an answer. */
    public enum Kind {
        /** They moved the order to its present status, or to an earlier one; their last step counts. */
        STEP,
        /** They sent a picture of the payment; the present one counts. */
        PROOF
    }

    /** The last step that the person made. */
    public static Occasion step(OrderId order) {
        return new Occasion(order, Kind.STEP);
    }

    /** The picture of the payment. */
    public static Occasion proof(OrderId order) {
        return new Occasion(order, Kind.PROOF);
    }

    /** As in {@link MessageKey#occasion}; empty if it did not happen. */
    Optional<String> in(Order now, PersonId person) {
        return switch (kind) {
            case STEP -> lastStepBy(person, now);
            case PROOF -> now.paymentProof();
        };
    }

    private static Optional<String> lastStepBy(PersonId person, Order order) {
        for (int number = order.statusHistory().size(); number > 0; number--) {
            if (order.statusHistory().get(number - 1).updatedBy().equals(person.text())) {
                return Optional.of(Integer.toString(number));
            }
        }
        return Optional.empty();
    }
}
