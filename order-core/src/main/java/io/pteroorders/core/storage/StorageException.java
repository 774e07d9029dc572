package io.pteroorders.core.storage;

import org.jspecify.annotations.Nullable;

/**
 * A store failed. Not to be confused with a refusal: the request was in order.
 *
 * <p>{@link #outcome()} says what became of the change; {@link #isRetryable()} whether asking again can help.
 */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What became of the change that was asked for. */
    public enum Outcome {
        /** It did not take place and never will. */
        REJECTED,
        /** It may have taken place; asking again with the same request id settles it. */
        UNKNOWN
    }

    private final Outcome outcome;
    private final boolean retryable;

    private StorageException(Outcome outcome, boolean retryable, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
        this.retryable = retryable;
    }

    /** The change did not take place, and will not until somebody mends something. */
    public static StorageException rejected(String message, @Nullable Throwable cause) {
        return new StorageException(Outcome.REJECTED, false, message, cause);
    }

    /** The change did not take place, but may if tried again, for example when the disk has space. */
    public static StorageException retryable(String message, @Nullable Throwable cause) {
        return new StorageException(Outcome.REJECTED, true, message, cause);
    }

    /** Whether the change took place is not known. */
    public static StorageException unknown(String message, @Nullable Throwable cause) {
        return new StorageException(Outcome.UNKNOWN, false, message, cause);
    }

    /** What became of the change. */
    public Outcome outcome() {
        return outcome;
    }

    /** Whether the change did not take place and the same request can succeed later without anybody's help. */
    public boolean isRetryable() {
        return retryable;
    }

    /** Whether whoever must get it done goes on to ask: it {@linkplain #isRetryable can succeed later}, or may have already. */
    public boolean mayPass() {
        return retryable || outcome == Outcome.UNKNOWN;
    }
}
