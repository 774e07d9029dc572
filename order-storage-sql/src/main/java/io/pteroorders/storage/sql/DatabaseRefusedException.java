package io.pteroorders.storage.sql;

import org.jspecify.annotations.Nullable;

/**
 * A database cannot be used as it is: it cannot be reached, lets nobody in, lacks rights, or holds what is not a shop of
 * this program. Nothing in it was changed. The message says what, and what to do.
 */
public final class DatabaseRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Something about the database does not fit; the message says what, and what the operator can do. */
    public DatabaseRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
