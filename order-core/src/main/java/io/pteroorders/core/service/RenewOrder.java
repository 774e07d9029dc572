package io.pteroorders.core.service;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.storage.RequestId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks for an order that renews a subscription. Immutable and thread-safe.
 *
 * @param id any order of the subscription
 * @param months for how many whole months, 1 to 12; empty for as many as last time
 * @param requestId makes a repeated request count once
 */
public record RenewOrder(
        OrderId id,

        Optional<
                        @Min(value = OrderItem.MIN_MONTHS, message = "INVALID_DURATION")
                        @Max(value = OrderItem.MAX_MONTHS, message = "INVALID_DURATION") Integer>
                months,

        Optional<RequestId> requestId) {

    /** @throws NullPointerException if something is null */
    public RenewOrder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(months, "months");
        Objects.requireNonNull(requestId, "requestId");
    }
}
