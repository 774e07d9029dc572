package io.pteroorders.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOON = Instant.parse("2026-01-15T05:00:00Z");
    private static final Backoff BACKOFF = Backoff.DEFAULT;

    @Property
    void waitsGrowToTheLongestAndAreTheSameWheneverTheyAreAsked(
            @ForAll String id, @ForAll @IntRange(min = 1, max = 10_000) int attempts) {
        Duration full = Duration.ofSeconds(Math.min(300, 1L << Math.min(attempts - 1, 20)));
        Duration wait = BACKOFF.after(id, attempts);
        assertEquals(wait, BACKOFF.after(id, attempts));
        assertTrue(wait.compareTo(full) <= 0, wait::toString);
        assertTrue(wait.compareTo(full.multipliedBy(3).dividedBy(4)) >= 0, wait::toString);
    }

    @Test
    void aPauseThatIsAskedForIsKeptUpToTheLongest() {
        Instant next = NOON.plusSeconds(8);
        assertEquals(next, BACKOFF.notBefore(next, Optional.empty(), NOON));
        assertEquals(next, BACKOFF.notBefore(next, Optional.of(NOON), NOON));
        Instant soon = NOON.plus(Duration.ofMinutes(30));
        assertEquals(soon, BACKOFF.notBefore(next, Optional.of(soon), NOON));
        Instant longest = NOON.plus(BACKOFF.longestPause());
        assertEquals(longest, BACKOFF.notBefore(next, Optional.of(Instant.MAX), NOON));
        assertFalse(BACKOFF.isImpossible(longest, NOON));
        assertTrue(BACKOFF.isImpossible(longest.plusNanos(1), NOON));
    }

    @Test
    void waitsThatDoNotGrowAreRefused() {
        Duration second = Duration.ofSeconds(1);
        Duration minute = Duration.ofMinutes(1);
        assertThrows(IllegalArgumentException.class, () -> new Backoff(Duration.ZERO, minute, minute, minute));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(minute, second, minute, minute));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(second, minute, minute, second));
    }
}
