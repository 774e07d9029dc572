package io.pteroorders.core.storage;

import org.jspecify.annotations.Nullable;

/**
 * A data directory cannot be opened as it is: it is missing rights, in use, or holds a file that is not what it should
 * be. Nothing in it was changed. The message names the file, the place and what to do.
 */
public final class DataRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Something in the directory cannot be used; the message says what, and what the operator can do. */
    public DataRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
