package io.pteroorders.notify;

import com.google.common.base.Preconditions;
import java.time.Duration;

/**
 * How fast messages may be sent: to each receiver, and over all. A short burst is allowed. Immutable and thread-safe.
 *
 * @param perReceiver the average time between two messages to one receiver
 * @param burstPerReceiver how many may follow each other at once
 * @param overall the average time between any two messages
 * @param burstOverall how many may follow each other at once
 */
public record Pace(Duration perReceiver, int burstPerReceiver, Duration overall, int burstOverall) {

    /** As fast as the transport takes them. */
    public static final Pace UNPACED = new Pace(Duration.ZERO, 1, Duration.ZERO, 1);

    /** One message a second to a receiver, twenty a second over all. */
    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(1), 1, Duration.ofMillis(50), 1);

    /** @throws IllegalArgumentException if a time is negative, or a burst less than one */
    public Pace {
        Preconditions.checkArgument(!perReceiver.isNegative() && !overall.isNegative(), "a pace is no negative time");
        Preconditions.checkArgument(burstPerReceiver > 0 && burstOverall > 0, "a burst is at least one message");
    }
}
