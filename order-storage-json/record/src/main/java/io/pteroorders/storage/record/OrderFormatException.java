package io.pteroorders.storage.record;

import org.jspecify.annotations.Nullable;

/** A JSON value is not an order; the message says which field breaks which rule, without personal data. */
public final class OrderFormatException extends Exception {

    private static final long serialVersionUID = 1;

    /** @param message names the field and the rule, and nothing personal */
    public OrderFormatException(@Nullable String message) {
        super(message);
    }
}
