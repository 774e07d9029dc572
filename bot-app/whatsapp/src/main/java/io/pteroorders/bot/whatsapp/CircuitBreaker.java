package io.pteroorders.bot.whatsapp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops sending while something is wrong with the account or its token. After a pause, or with another
 * token, one message finds out whether it still is. Thread-safe.
 */
final class CircuitBreaker {

    static final Duration PAUSE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

    private record Stopped(String why, String token, Instant until) {}

    private final AccessToken token;
    private final Clock clock;
    private Optional<Stopped> stopped = Optional.empty();

    CircuitBreaker(AccessToken token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    /** Sends nothing for a while. */
    synchronized void stop(String why) {
        if (stopped.isEmpty()) {
            LOG.error("nothing more is sent, the messages wait: {}. See docs/whatsapp.md", why);
        }
        stopped = Optional.of(new Stopped(why, token.current(), clock.instant().plus(PAUSE)));
    }

    /** All is well. */
    synchronized void resume() {
        stopped.ifPresent(before -> LOG.info("messages are sent again"));
        stopped = Optional.empty();
    }

    /** Whether a message may go now. While it has stopped, one may after each pause, to find out. */
    synchronized boolean mayTry() {
        Instant now = clock.instant();
        boolean waits = stopped.filter(
                        before -> before.until().isAfter(now) && before.token().equals(token.current()))
                .isPresent();
        if (!waits) {
            stopped = stopped.map(before -> new Stopped(before.why(), token.current(), now.plus(PAUSE)));
        }
        return !waits;
    }

    /** Why nothing is sent; empty while all is well. */
    synchronized Optional<String> why() {
        return stopped.map(Stopped::why);
    }
}
