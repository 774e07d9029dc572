package io.pteroorders.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceMeterTest {

    private static final Instant NOON = Instant.parse("2026-01-15T05:00:00Z");

    /** In no stretch of time is more taken than the burst and what the pace gives meanwhile. */
    @Property
    void neverMoreThanTheBurstAndWhatThePaceGives(
            @ForAll @IntRange(min = 1, max = 5) int burst,
            @ForAll @Size(max = 40) List<@IntRange(max = 3_000) Integer> pauses) {
        PaceMeter meter = new PaceMeter(Duration.ofSeconds(1), burst);
        List<Instant> taken = new ArrayList<>();
        Instant now = NOON;
        for (int pause : pauses) {
            now = meter.next(now.plusMillis(pause));
            meter.take(now);
            taken.add(now);
        }
        for (int first = 0; first < taken.size(); first++) {
            for (int last = first; last < taken.size(); last++) {
                Duration stretch = Duration.between(taken.get(first), taken.get(last));
                assertTrue(last - first < burst + stretch.toSeconds() + 1, () -> taken + " in bursts of " + burst);
            }
        }
    }

    @Test
    void aBurstIsThereAgainAfterARest() {
        PaceMeter meter = new PaceMeter(Duration.ofSeconds(10), 2);
        meter.take(NOON);
        assertEquals(NOON, meter.next(NOON));
        meter.take(NOON);
        assertEquals(NOON.plusSeconds(10), meter.next(NOON));
        assertEquals(NOON.plusSeconds(20), meter.rested(NOON));
        assertTrue(meter.isRested(NOON.plusSeconds(20)));
    }

    @Test
    void withoutAPaceNothingWaits() {
        PaceMeter meter = new PaceMeter(Duration.ZERO, 1);
        meter.take(NOON);
        assertEquals(NOON, meter.next(NOON));
        assertTrue(meter.isRested(NOON));
    }
}
