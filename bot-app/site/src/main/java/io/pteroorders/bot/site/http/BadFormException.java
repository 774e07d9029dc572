package io.pteroorders.bot.site.http;

/** What was sent cannot be read, or is none of the forms of its page. No browser sends such a thing by itself. */
public final class BadFormException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** For a reason that only the log is told. */
    public BadFormException(String message) {
        super(message);
    }
}
