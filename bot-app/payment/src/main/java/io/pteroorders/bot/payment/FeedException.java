package io.pteroorders.bot.payment;

/** What was sent to the feed cannot be read; the message says why, in plain English, without what was sent. */
public final class FeedException extends Exception {

    private static final long serialVersionUID = 1;

    FeedException(String why) {
        super(why);
    }
}
