package io.pteroorders.core.service;

import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks to move an order to another status. Immutable and thread-safe.
 *
 * @param id the order
 * @param note why, or what was done; cleaned; may be empty
 * @param requestId makes a repeated request count once
 */
public record ChangeStatus(
        OrderId id,

        @Pattern(regexp = FreeText.NOTE_PATTERN, message = "NOTE_TOO_LONG")
        String note,

        Optional<RequestId> requestId) {

    public ChangeStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(requestId, "requestId");
        note = FreeText.clean(note);
    }

    /** A request without a request id. */
    public ChangeStatus(OrderId id, String note) {
        this(id, note, Optional.empty());
    }

    /** The same under a request id. */
    public ChangeStatus under(RequestId request) {
        return new ChangeStatus(id, note, Optional.of(request));
    }
}
