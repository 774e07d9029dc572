package io.pteroorders.core.storage;

import org.jspecify.annotations.Nullable;

/**
 * A data directory cannot be opened as it is: it is missing rights, in use, or holds a file that is not what it should
 * be. Nothing in it was changed. The message names the file, the place and what to do.
 */
public final class DataRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean inUse;

    private DataRefusedException(String message, @Nullable Throwable cause, boolean inUse) {
        super(message, cause);
        this.inUse = inUse;
    }

    /** Another process has the directory; the message names it. */
    public static DataRefusedException inUse(String message) {
        return new DataRefusedException(message, null, true);
    }

    /** Whether nothing is wrong but that another process has the directory. */
    public boolean isInUse() {
        return inUse;
    }

    /** Something in the directory cannot be used; the message says what, and what the operator can do. */
    public DataRefusedException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }
}
