package io.pteroorders.bot.whatsapp;

/** So many messages wait that no more are taken. */
final class InboxFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InboxFullException() {
        super("too many messages wait");
    }
}
