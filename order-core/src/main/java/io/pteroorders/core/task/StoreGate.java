package io.pteroorders.core.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker before the store: one that failed is left alone for a while, so that those who need nothing of it do
 * not wait until each who does has heard so. Not thread-safe.
 */
final class StoreGate {

    private static final Logger LOG = LoggerFactory.getLogger(StoreGate.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Clock clock;
    private Instant pauseEnd = Instant.EPOCH;
    private boolean failing;

    StoreGate(Clock clock) {
        this.clock = clock;
    }

    boolean isAway() {
        return clock.instant().isBefore(pauseEnd);
    }

    /** When it is to be asked again; in the past if it can be asked now. */
    Instant pauseEnd() {
        return pauseEnd;
    }

    void failed(Throwable why) {
        if (!failing) {
            LOG.warn("orders cannot be read; what they call for waits: {}", why.toString());
        }
        LOG.debug("how that came about", why);
        failing = true;
        pauseEnd = clock.instant().plus(PAUSE);
    }

    void answered() {
        if (failing) {
            LOG.info("orders can be read again; what waited is done");
        }
        failing = false;
    }
}
