package io.pteroorders.core.service;

import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks to append a note: a customer's to the customer's notes, an admin's to the admin notes. Immutable and
 * thread-safe.
 *
 * @param id the order
 * @param text the note, cleaned
 * @param requestId makes a repeated request count once
 */
public record AddNote(
        OrderId id,

        @NotEmpty(message = "NOTE_EMPTY") @Pattern(regexp = FreeText.NOTE_PATTERN, message = "NOTE_TOO_LONG")
        String text,

        Optional<RequestId> requestId) {

    public AddNote {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(requestId, "requestId");
        text = FreeText.clean(text);
    }

    /** A request without a request id. */
    public AddNote(OrderId id, String text) {
        this(id, text, Optional.empty());
    }

    /** The same under a request id. */
    public AddNote under(RequestId request) {
        return new AddNote(id, text, Optional.of(request));
    }
}
