package io.pteroorders.core.task;

import java.time.Duration;
import java.time.Instant;

/** When something may be done next at a pace, with a burst now and then (the generic cell rate algorithm). Not thread-safe. */
final class PaceMeter {

    private final Duration each;
    private final Duration burst;
    private Instant rested = Instant.MIN;

    PaceMeter(Duration each, int burst) {
        this.each = each;
        this.burst = each.multipliedBy(burst - 1L);
    }

    /** When the next time may be: now, or later. */
    Instant next(Instant now) {
        return isRested(now) ? now : later(now, rested.minus(burst));
    }

    /** Whether it is as if nothing had ever been done. */
    boolean isRested(Instant now) {
        return !rested.isAfter(now);
    }

    /** When it is so. */
    Instant rested(Instant now) {
        return later(now, rested);
    }

    /** It is as if nothing had ever been done. */
    void forget() {
        rested = Instant.MIN;
    }

    void take(Instant now) {
        rested = later(now, rested).plus(each);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
