package io.pteroorders.core.payment;

/** A callback that nobody has to believe. The message is for logs, in plain English, and repeats nothing of what was sent. */
public final class CallbackRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int UNREADABLE = 400;
    private static final int UNSIGNED = 401;
    private static final int FORGED = 403;

    private final int status;

    private CallbackRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** It cannot be read: HTTP status 400. */
    public static CallbackRefusedException unreadable(String message) {
        return new CallbackRefusedException(UNREADABLE, message);
    }

    /** It is not signed: HTTP status 401. */
    public static CallbackRefusedException unsigned(String message) {
        return new CallbackRefusedException(UNSIGNED, message);
    }

    /** It is signed by somebody else, or was changed, or is for another shop: HTTP status 403. */
    public static CallbackRefusedException forged(String message) {
        return new CallbackRefusedException(FORGED, message);
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }
}
