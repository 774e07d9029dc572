package io.pteroorders.core.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that runs with another one but never goes back: when the other is set back, it goes on from where it was. What
 * waits by it waits no longer than it was meant to, whoever sets clocks. Thread-safe.
 */
public final class SteadyClock extends Clock {

    private final Clock clock;
    private Instant latest = Instant.MIN;
    private Duration ahead = Duration.ZERO;

    /** Runs with a clock. */
    public SteadyClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = clock.instant();
        if (now.isBefore(latest)) {
            ahead = ahead.plus(Duration.between(now, latest));
        }
        latest = now;
        return now.plus(ahead);
    }

    /** A time of the other clock by this one. */
    public synchronized Instant steady(Instant time) {
        return time.plus(ahead);
    }

    /** A time of this clock by the other one. */
    public synchronized Instant shown(Instant time) {
        return time.minus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(clock.withZone(zone));
    }
}
