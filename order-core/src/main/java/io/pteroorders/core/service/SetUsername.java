package io.pteroorders.core.service;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import jakarta.validation.constraints.Pattern;
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

        Optional<RequestId> requestId) {}
