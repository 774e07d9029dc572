package io.pteroorders.core.service;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks to remove a cancelled order for good. Immutable and thread-safe.
 *
 * @param id the order
 * @param requestId makes a repeated request count once
 */
public record DeleteOrder(OrderId id, Optional<RequestId> requestId) {

    public DeleteOrder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(requestId, "requestId");
    }

    /** A request without a request id. */
    public DeleteOrder(OrderId id) {
        this(id, Optional.empty());
    }

    /** The same under a request id. */
    public DeleteOrder under(RequestId request) {
        return new DeleteOrder(id, Optional.of(request));
    }
}
