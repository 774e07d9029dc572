package io.pteroorders.core.task;

import com.google.common.base.Preconditions;
import java.time.Duration;

/**
 * A limit to how fast work may be done: in each lane, and over all. A short burst is allowed. Immutable and thread-safe.
 *
 * @param perLane the average time between two tries in one lane
 * @param burstPerLane how many may follow each other at once
 * @param overall the average time between any two tries
 * @param burstOverall how many may follow each other at once
 */
public record Pace(Duration perLane, int burstPerLane, Duration overall, int burstOverall) {

    /** As fast as it can be done. */
    public static final Pace UNPACED = new Pace(Duration.ZERO, 1, Duration.ZERO, 1);

    /** One try a second in a lane, twenty a second over all. */
    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(1), 1, Duration.ofMillis(50), 1);

    /** @throws IllegalArgumentException if a time is negative, or a burst less than one */
    public Pace {
        Preconditions.checkArgument(!perLane.isNegative() && !overall.isNegative(), "a pace is no negative time");
        Preconditions.checkArgument(burstPerLane > 0 && burstOverall > 0, "a burst is at least one try");
    }
}
