package io.pteroorders.core.service;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks for an attempt to pay an order. Immutable and thread-safe.
 *
 * @param id the order
 * @param method the way to pay, as typed; empty for the attempt that runs, or the first way that can take the amount
 * @param requestId makes a repeated request count once
 */
public record BeginPayment(OrderId id, Optional<String> method, Optional<RequestId> requestId) {

    public BeginPayment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(requestId, "requestId");
    }
}
