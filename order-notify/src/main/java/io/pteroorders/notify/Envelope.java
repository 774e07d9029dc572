package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.task.Task;
import java.util.Optional;

/**
 * A message on its way, and the messages for which it stands.
 *
 * @param told those that it tells
 * @param merged those that are old news beside it
 * @param reply the answer to a command that it is, in words of the bot's
 */
record Envelope(
        OutgoingMessage message,
        ImmutableList<Task<MessageKey>> told,
        ImmutableList<Task<MessageKey>> merged,
        Optional<WaitingReply> reply) {

    /** Messages in words made of the orders. */
    static Envelope derived(
            OutgoingMessage message, ImmutableList<Task<MessageKey>> told, ImmutableList<Task<MessageKey>> merged) {
        return new Envelope(message, told, merged, Optional.empty());
    }

    /** A reply in the place of one message has its id, so that a transport can tell that they are the same. */
    static Envelope reply(WaitingReply reply, ImmutableList<Task<MessageKey>> covered) {
        OutgoingMessage message = covered.size() == 1
                ? reply.message().withId(covered.get(0).key().id())
                : reply.message();
        return new Envelope(message, covered, ImmutableList.of(), Optional.of(reply));
    }
}
