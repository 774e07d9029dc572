package io.pteroorders.bot.api.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What an endpoint said to a message. Immutable and thread-safe.
 *
 * @param status of HTTP; empty if it said none
 * @param reason why there is no status, in plain English; else empty
 * @param pause how long it asked not to be sent anything
 * @param took how long it took
 */
record Said(Optional<Integer> status, String reason, Optional<Duration> pause, Duration took) {

    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int GONE = 410;

    static Said nothing(String reason, Duration took) {
        return new Said(Optional.empty(), reason, Optional.empty(), took);
    }

    /** Whether it took the message. */
    boolean isTaken() {
        return status.filter(said -> said >= FIRST_SUCCESS && said < FIRST_REDIRECT)
                .isPresent();
    }

    /** Whether it never wants another. */
    boolean isGone() {
        return status.filter(said -> said == GONE).isPresent();
    }

    /** In a few words. */
    String words() {
        return status.map(said -> "the endpoint said " + said).orElse(reason);
    }
}
