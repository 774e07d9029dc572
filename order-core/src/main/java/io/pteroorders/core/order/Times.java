package io.pteroorders.core.order;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** Times as orders keep them. */
final class Times {

    private static final int NANOS_PER_MILLI = 1_000_000;

    private Times() {}

    /** A time cut to milliseconds; one that has no more stays the same object. */
    static Instant cut(Instant time) {
        return time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI == 0 ? time : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
