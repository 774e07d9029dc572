package io.pteroorders.bot.jsonl;

/** A line is no valid message; the message says what is wrong and what is allowed. */
final class WireException extends Exception {

    private static final long serialVersionUID = 1;

    WireException(String message) {
        super(message);
    }
}
