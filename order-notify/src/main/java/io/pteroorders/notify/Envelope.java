package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message on its way, and the messages for which it stands.
 *
 * @param told those that it tells
 * @param merged those that are old news beside it
 * @param reply the answer to a command that it is, in words of the bot's
 */
record Envelope(
        Lane lane,
        OutgoingMessage message,
        ImmutableList<Delivery> told,
        ImmutableList<Delivery> merged,
        Optional<Lane.Reply> reply) {

    /** Messages in words made of the orders. */
    static Envelope derived(
            Lane lane, OutgoingMessage message, ImmutableList<Delivery> told, ImmutableList<Delivery> merged) {
        return new Envelope(lane, message, told, merged, Optional.empty());
    }

    /** A reply in the place of one message has its id, so that a transport can tell that they are the same. */
    static Envelope reply(Lane lane, Lane.Reply reply, ImmutableList<Delivery> covered) {
        OutgoingMessage message = covered.size() == 1
                ? reply.message().withId(covered.get(0).key().id())
                : reply.message();
        return new Envelope(lane, message, covered, ImmutableList.of(), Optional.of(reply));
    }

    /** The one that was tried most often speaks for all; empty if it stands for none. */
    Optional<Delivery> mostTried() {
        return covered().max((one, other) -> Integer.compare(one.attempts(), other.attempts()));
    }

    boolean standsForNotices() {
        return mostTried().isPresent();
    }

    Stream<Delivery> covered() {
        return Stream.concat(told.stream(), merged.stream());
    }

    ImmutableList<MessageKey> coveredKeys() {
        return covered().map(Delivery::key).collect(ImmutableList.toImmutableList());
    }

    static ImmutableList<MessageKey> keys(ImmutableList<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::key).collect(ImmutableList.toImmutableList());
    }
}
