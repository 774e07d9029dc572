package io.pteroorders.payment;

import java.time.Duration;
import java.time.Instant;

/** How long a charge waits, where a gateway has bounds for that. */
final class Expiry {

    private static final long MINUTE = 60_000;

    private Expiry() {}

    /** Whole minutes until a time, rounded up, within bounds. */
    static long minutes(Instant now, Instant until, Duration shortest, Duration longest) {
        long minutes = Math.floorDiv(Duration.between(now, until).toMillis() + MINUTE - 1, MINUTE);
        return Math.max(shortest.toMinutes(), Math.min(minutes, longest.toMinutes()));
    }
}
