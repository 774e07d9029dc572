package io.pteroorders.core.service;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks to set the panel user name that the customer wants. Immutable and thread-safe.
 *
 * @param id the order
 * @param username the name
 * @param requestId makes a repeated request count once
 */
public record SetUsername(
        OrderId id,

        @Pattern(regexp = Order.USERNAME_PATTERN, message = "INVALID_USERNAME")
        String username,

        Optional<RequestId> requestId) {

    public SetUsername {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(requestId, "requestId");
    }

    /** A request without a request id. */
    public SetUsername(OrderId id, String username) {
        this(id, username, Optional.empty());
    }

    /** The same under a request id. */
    public SetUsername under(RequestId request) {
        return new SetUsername(id, username, Optional.of(request));
    }
}
