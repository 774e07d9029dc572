package io.pteroorders.bot.whatsapp;

/** Bytes are no JSON as it may be; the message says why, without quoting them. */
final class PayloadException extends Exception {

    private static final long serialVersionUID = 1;

    PayloadException(String problem) {
        super(problem);
    }
}
