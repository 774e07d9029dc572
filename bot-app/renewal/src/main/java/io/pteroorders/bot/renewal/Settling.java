package io.pteroorders.bot.renewal;

import java.time.Duration;
import java.time.Instant;

/** Knows whether the clock can be trusted with what cannot be taken back: not for a while after a start or a jump. */
final class Settling {

    private final Duration longestPause;
    private final Duration settle;
    private Instant last = Instant.MAX;
    private Instant from = Instant.MIN;

    /**
     * Before a first look.
     *
     * @param sweep how often it is looked
     * @param settle how long the clock is watched first
     */
    Settling(Duration sweep, Duration settle) {
        this.longestPause = settle.plus(sweep.multipliedBy(2));
        this.settle = settle;
    }

    /** Whether the clock has gone on evenly for long enough by now. */
    boolean look(Instant now) {
        boolean jumped = now.isBefore(last) || now.isAfter(last.plus(longestPause));
        if (jumped) {
            from = now.plus(settle);
        }
        last = now;
        return !now.isBefore(from);
    }
}
