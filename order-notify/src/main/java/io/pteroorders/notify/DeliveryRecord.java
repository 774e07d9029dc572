package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.task.TaskRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * A record of which messages are due, and how far the outbox has read; what became of them is {@link
 * io.pteroorders.core.task.TaskProgress}. Immutable and thread-safe.
 */
public sealed interface DeliveryRecord extends TaskRecord<MessageKey> {

    /**
     * Who is to be told of what happened to an order so far; fixed from then on.
     *
     * @param entries how many entries of the history were considered
     * @param proof the picture that was considered last
     * @param at when
     * @param due the messages that came of it
     */
    record Planned(OrderId order, int entries, Optional<String> proof, Instant at, ImmutableList<MessageKey> due)
            implements DeliveryRecord {}

    /**
     * All changes of orders up to a place of the feed were considered.
     *
     * @param caughtUp when nothing followed that was not considered; empty if that is not known
     */
    record Followed(Token place, Optional<Instant> caughtUp) implements DeliveryRecord {}

    /**
     * A broadcast began.
     *
     * @param job its name
     * @param text what is sent, with placeholders
     * @param optedOut how many people were left out because they want none
     * @param reportTo who is told how it went; empty for nobody
     */
    record JobBegun(String job, String text, int optedOut, Optional<PersonId> reportTo, Instant at)
            implements DeliveryRecord {}

    /** Receivers of a broadcast; there may be several such records. */
    record JobPeople(String job, ImmutableList<MessageKey> keys, Instant at) implements DeliveryRecord {}

    /** Nobody was to get a broadcast any more; who wanted to know is told. */
    record JobDone(String job, Instant at) implements DeliveryRecord {}

    /** A broadcast was paused, or resumed. */
    record JobPaused(String job, boolean paused) implements DeliveryRecord {}
}
