package io.pteroorders.bot.call;

import io.pteroorders.core.order.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A customer's call for a human. Immutable and thread-safe.
 *
 * @param number by which admins name it, from 1
 * @param person who calls
 * @param name what they call themselves; proves nothing
 * @param at when they called
 * @param lastWord when something was said last that the other side was told
 * @param answered when an admin said something last, if the bot is quiet because of it; empty if not
 * @param off since when an admin had the bot be quiet to them; empty if none has
 * @param passedOn how many of their texts were passed on since they called
 * @param untold the notice of it, as long as the admins were not told
 */
public record CustomerCall(
        int number,
        PersonId person,
        String name,
        Instant at,
        Instant lastWord,
        Optional<Instant> answered,
        Optional<Instant> off,
        int passedOn,
        Optional<String> untold) {

    private static final Duration OPEN = Duration.ofDays(1);
    private static final Duration TALK = Duration.ofMinutes(30);

    /** Whether it waits for an answer, or somebody talks: a day after the last word it is over. */
    public boolean isOpen(Instant now) {
        return isWithin(OPEN, lastWord, now);
    }

    /** Whether the bot is to be quiet: an admin talks, or had it be quiet within a day. */
    boolean isQuiet(Instant now) {
        return answered.filter(then -> isWithin(TALK, then, now)).isPresent()
                || off.filter(then -> isWithin(OPEN, then, now)).isPresent();
    }

    /** A clock that was put back a little ends nothing. */
    private static boolean isWithin(Duration time, Instant then, Instant now) {
        return Duration.between(then, now).abs().compareTo(time) < 0;
    }

    /** The same of which the admins are to be told. */
    CustomerCall toTell(String notice) {
        return new CustomerCall(number, person, name, at, lastWord, answered, off, passedOn, Optional.of(notice));
    }

    /** The same after they were. */
    CustomerCall told(Instant now) {
        return new CustomerCall(number, person, name, at, now, answered, off, passedOn, Optional.empty());
    }

    /** The same after one more text was passed on. */
    CustomerCall passed(Instant now) {
        return new CustomerCall(number, person, name, at, now, answered, off, passedOn + 1, untold);
    }

    /** The same after an admin said something. */
    CustomerCall answeredAt(Instant now) {
        return new CustomerCall(number, person, name, at, now, Optional.of(now), off, passedOn, untold);
    }

    /** The same with the bot quiet. */
    CustomerCall quietFrom(Instant now) {
        return new CustomerCall(number, person, name, at, now, answered, Optional.of(now), passedOn, untold);
    }

    /** The same with the bot answering again, at once. */
    CustomerCall answeredByTheBot(Instant now) {
        return new CustomerCall(number, person, name, at, now, Optional.empty(), Optional.empty(), passedOn, untold);
    }
}
