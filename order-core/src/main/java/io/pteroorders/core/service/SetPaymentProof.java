package io.pteroorders.core.service;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks to attach the reference of a received picture of the payment. Immutable and thread-safe.
 *
 * @param id the order
 * @param reference where the picture is kept
 * @param requestId makes a repeated request count once
 */
public record SetPaymentProof(
        OrderId id,

        @Pattern(regexp = Order.PAYMENT_PROOF_PATTERN, message = "INVALID_PAYMENT_PROOF")
        String reference,

        Optional<RequestId> requestId) {

    public SetPaymentProof {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(requestId, "requestId");
    }

    /** A request without a request id. */
    public SetPaymentProof(OrderId id, String reference) {
        this(id, reference, Optional.empty());
    }

    /** The same under a request id. */
    public SetPaymentProof under(RequestId request) {
        return new SetPaymentProof(id, reference, Optional.of(request));
    }
}
