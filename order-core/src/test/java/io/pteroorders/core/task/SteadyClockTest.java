package io.pteroorders.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private Instant shown = Instant.parse("2026-01-15T05:00:00Z");
    private final SteadyClock steady = new SteadyClock(new Clock() {
        @Override
        public Instant instant() {
            return shown;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void itRunsWithTheOtherAndIgnoresStepsBack() {
        Instant begin = steady.instant();
        assertEquals(shown, begin);
        shown = shown.plus(YEAR);
        Instant ahead = steady.instant();
        assertEquals(begin.plus(YEAR), ahead);
        shown = shown.minus(YEAR);
        assertEquals(ahead, steady.instant());
        shown = shown.plusSeconds(7);
        assertEquals(ahead.plusSeconds(7), steady.instant());
        assertEquals(shown, steady.shown(steady.instant()));
        assertEquals(steady.instant(), steady.steady(shown));
    }
}
