package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage.Token;
import java.time.Instant;
import java.util.Optional;

/** Something that the outbox must know again after a restart. Immutable and thread-safe. */
public sealed interface DeliveryRecord {

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
     * The transport took messages over.
     *
     * @param keys those that were sent
     * @param merged those that were old news and went with them
     */
    record Sent(ImmutableList<MessageKey> keys, ImmutableList<MessageKey> merged, Instant at)
            implements DeliveryRecord {}

    /**
     * Messages were tried in vain.
     *
     * @param attempts how often, so far
     * @param since when they were tried first
     * @param notBefore when they are tried again
     * @param reason in plain English
     */
    record Tried(ImmutableList<MessageKey> keys, int attempts, Instant since, Instant notBefore, String reason)
            implements DeliveryRecord {}

    /**
     * Messages cannot be delivered.
     *
     * @param reason in plain English
     * @param untilHeard whether they can be as soon as their receiver writes
     */
    record Dead(ImmutableList<MessageKey> keys, Instant at, String reason, boolean untilHeard)
            implements DeliveryRecord {

        /** Messages that cannot be delivered whoever writes. */
        public Dead(ImmutableList<MessageKey> keys, Instant at, String reason) {
            this(keys, at, reason, false);
        }
    }

    /** Messages that nobody needs any more, for this reason. */
    record Dropped(ImmutableList<MessageKey> keys, Instant at, String reason) implements DeliveryRecord {}

    /** Dead messages are sent again on request. */
    record Again(ImmutableList<MessageKey> keys, Instant at) implements DeliveryRecord {}

    /** All changes of orders up to this place of the feed were considered. */
    record Followed(Token place) implements DeliveryRecord {}

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
