package io.pteroorders.core.provisioning;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A panel did not do what it was asked to. The message is for admins and logs, in plain English, without keys and without
 * anything about a customer.
 */
public final class PanelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why, as far as it matters to whoever asked. */
    public enum Kind {
        /** It cannot be reached, or said nothing that can be understood: what was asked for may have been done or not. */
        UNAVAILABLE,
        /** It was asked too often, and did nothing. */
        TOO_MANY_CALLS,
        /** It does not know the shop's key, or the key may not do this. */
        KEY_REFUSED,
        /** It has no such thing. */
        NOT_FOUND,
        /** No machine has room. */
        NO_ROOM,
        /** No machine has a free port. */
        NO_PORT,
        /** Another has that name or address; the {@linkplain PanelException#field() field} says which of the two. */
        TAKEN,
        /** The server is in a state in which it cannot be done. */
        CONFLICT,
        /** It said no, for a reason of its own. */
        REFUSED
    }

    private final Kind kind;
    private final String field;
    private final transient @Nullable Duration retryAfter;

    private PanelException(
            Kind kind, String message, String field, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /** A failure of a kind. */
    public static PanelException of(Kind kind, String message) {
        return new PanelException(kind, message, "", null, null);
    }

    /** Nobody knows whether it was done. */
    public static PanelException unavailable(String message, @Nullable Throwable cause) {
        return new PanelException(Kind.UNAVAILABLE, message, "", null, cause);
    }

    /** It was asked too often, and wants to be left alone for so long. */
    public static PanelException tooManyCalls(String message, Duration retryAfter) {
        return new PanelException(Kind.TOO_MANY_CALLS, message, "", retryAfter, null);
    }

    /**
     * It said no because of one field.
     *
     * @param kind taken or refused
     * @param field as the panel calls it, for example {@code limits.memory}
     */
    public static PanelException about(Kind kind, String field, String message) {
        return new PanelException(kind, message, field, null, null);
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** The field that it was because of; empty if it was because of none, or of several. */
    public String field() {
        return field;
    }

    /** How long it wants to be left alone, if it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
