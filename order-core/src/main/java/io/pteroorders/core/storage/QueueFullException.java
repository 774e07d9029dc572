package io.pteroorders.core.storage;

/** Too many messages wait in a {@link MessageQueue}; the message is to be added again later. */
public final class QueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A refusal by a queue in which the most messages wait. */
    public QueueFullException() {
        super("more than " + MessageQueue.MOST_WAITING + " messages wait already");
    }
}
