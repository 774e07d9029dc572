package io.pteroorders.core.service;

import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
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
        text = FreeText.clean(text);
    }
}
