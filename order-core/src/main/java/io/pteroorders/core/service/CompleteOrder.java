package io.pteroorders.core.service;

import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks to complete an order. Immutable and thread-safe.
 *
 * @param id the order
 * @param serverId the server that the customer got; empty if none was given, which is refused
 * @param note what was done; cleaned; may be empty
 * @param requestId makes a repeated request count once
 */
public record CompleteOrder(
        OrderId id,

        Optional<
                        @NotNull(message = "INVALID_SERVER_ID")
                        @Pattern(regexp = Order.SERVER_ID_PATTERN, message = "INVALID_SERVER_ID") String>
                serverId,

        @Pattern(regexp = FreeText.NOTE_PATTERN, message = "NOTE_TOO_LONG")
        String note,

        Optional<RequestId> requestId) {

    public CompleteOrder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(serverId, "serverId");
        Objects.requireNonNull(requestId, "requestId");
        note = FreeText.clean(note);
    }

    /** A request without a request id. */
    public CompleteOrder(OrderId id, String serverId, String note) {
        this(id, Optional.of(serverId), note, Optional.empty());
    }

    /** The same under a request id. */
    public CompleteOrder under(RequestId request) {
        return new CompleteOrder(id, serverId, note, Optional.of(request));
    }
}
