package io.pteroorders.bot.whatsapp;

import com.google.common.collect.Ordering;
import io.pteroorders.core.order.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** To whom free text may be sent: those who wrote in the last 24 hours. Thread-safe. */
final class Windows {

    /** How long a conversation stays open after the person's last message. */
    static final Duration OPEN = Duration.ofHours(24);

    /** A message that takes a while to get there must still be inside. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** After so many messages, those whose windows closed are forgotten. */
    private static final int LOOKED_THROUGH = 10_000;

    private final Clock clock;
    private final Map<PersonId, Instant> heard = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    Windows(Clock clock) {
        this.clock = clock;
    }

    /** A person wrote. */
    void heard(PersonId person, Instant at) {
        heard.merge(person, at, Ordering.natural()::max);
        if (calls.incrementAndGet() % LOOKED_THROUGH == 0) {
            heard.keySet().removeIf(old -> !isOpen(old));
        }
    }

    /** Forgets when a person wrote. */
    void forget(PersonId person) {
        heard.remove(person);
    }

    /** Whether free text may be sent to a person. */
    boolean isOpen(PersonId person) {
        Instant last = heard.getOrDefault(person, Instant.MIN);
        return clock.instant().minus(OPEN).plus(MARGIN).isBefore(last);
    }
}
