package io.pteroorders.core.payment;

import org.jspecify.annotations.Nullable;

/** A gateway did not do what it was asked to. The message is for admins and logs, in plain English, without keys. */
public final class GatewayException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why, as far as it matters to whoever asked. */
    public enum Kind {
        /** It cannot be reached, or said nothing that can be understood: what was asked for may have been done or not. */
        UNAVAILABLE,
        /** It said no. */
        REFUSED,
        /** It does not know the shop's key, or the key may not do this. */
        KEY_REFUSED,
        /** It cannot do this at all. */
        NOT_SUPPORTED
    }

    private final Kind kind;

    private GatewayException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Nobody knows whether it was done. */
    public static GatewayException unavailable(String message, @Nullable Throwable cause) {
        return new GatewayException(Kind.UNAVAILABLE, message, cause);
    }

    /** It said no. */
    public static GatewayException refused(String message) {
        return new GatewayException(Kind.REFUSED, message, null);
    }

    /** It did not let the shop in. */
    public static GatewayException keyRefused(String message) {
        return new GatewayException(Kind.KEY_REFUSED, message, null);
    }

    /** A gateway cannot do something, for example {@code give money back}. */
    public static GatewayException notSupported(String gateway, String what) {
        return new GatewayException(Kind.NOT_SUPPORTED, gateway + " cannot " + what, null);
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
