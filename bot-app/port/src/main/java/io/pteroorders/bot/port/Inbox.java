package io.pteroorders.bot.port;

/** The place where a transport puts the messages that come in. */
@FunctionalInterface
public interface Inbox {

    /**
     * Takes a message over. It may be dealt with later, but messages of one person are dealt with in the order of the
     * calls. Waits for a place when too many messages are on their way.
     */
    void accept(IncomingMessage message);

    /**
     * The same, and says when the message is dealt with; never, if the program ends before.
     *
     * @param done is run once, by any thread
     */
    default void accept(IncomingMessage message, Runnable done) {
        accept(message);
        done.run();
    }

    /** Waits until every message that was taken over is dealt with; at once if {@link #accept} itself does that. */
    default void finish() {}
}
