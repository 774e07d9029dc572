package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;

/**
 * A command that runs for a person. While it does, that person is sent nothing else; its reply then stands for what is
 * due to them for their own doing. Thread-safe.
 */
public interface Answering extends AutoCloseable {

    /**
     * Hands in a reply; it is sent after the command, before anything else.
     *
     * <p>If it is sent, what the person is due for these occasions counts as sent too. If it is not, and after a crash,
     * they are sent that one by one, in words made of the orders. If they have any of it already, the reply is not sent.
     * While the orders cannot be read, it waits.
     *
     * @param covers what the reply tells that changed something; empty for an answer to a question, which is tried for
     *     some minutes, and forgotten when the program ends
     */
    void reply(OutgoingMessage message, ImmutableList<Occasion> covers);

    /** The command is done. */
    @Override
    void close();
}
