package io.pteroorders.bot.api.event;

import java.time.Instant;

/**
 * An event that an order tells of. Immutable and thread-safe.
 *
 * @param key no other event of the order has it, and this one has it for good
 * @param type what kind of thing
 * @param at when it happened, as well as the order says
 * @param from before which it cannot have happened: however the order grows, this stays, and is not after {@code at}
 * @param dated whether the order says anything about when; or else {@code from} is the beginning of time
 */
record DerivedEvent(String key, EventType type, Instant at, Instant from, boolean dated) {

    /** One whose time is known exactly. */
    static DerivedEvent at(String key, EventType type, Instant at) {
        return new DerivedEvent(key, type, at, at, true);
    }

    /** One that happened after something else. */
    static DerivedEvent after(String key, EventType type, Instant from, Instant at) {
        return new DerivedEvent(key, type, at.isBefore(from) ? from : at, from, true);
    }

    /** One that may have happened at any time. */
    static DerivedEvent undated(String key, EventType type, Instant at) {
        return new DerivedEvent(key, type, at, Instant.MIN, false);
    }
}
