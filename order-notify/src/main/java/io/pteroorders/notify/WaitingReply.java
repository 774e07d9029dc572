package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.Task;
import java.time.Instant;
import java.util.Optional;

/**
 * A reply to a command.
 *
 * @param covers what it tells of
 * @param covered the messages in whose place it stands; empty while the store could not tell
 * @param since when it was handed in
 * @param attempts how often it was tried in vain
 * @param notBefore when it is tried next
 */
record WaitingReply(
        PersonId person,
        OutgoingMessage message,
        ImmutableList<Occasion> covers,
        Optional<ImmutableList<Task<MessageKey>>> covered,
        Instant since,
        int attempts,
        Instant notBefore) {

    static WaitingReply of(
            PersonId person,
            OutgoingMessage message,
            ImmutableList<Occasion> covers,
            Optional<ImmutableList<Task<MessageKey>>> covered,
            Instant since) {
        return new WaitingReply(person, message, covers, covered, since, 0, Instant.MIN);
    }

    /** The same, tried in vain once more. */
    WaitingReply tried(Instant next) {
        return new WaitingReply(person, message, covers, covered, since, attempts + 1, next);
    }
}
