package io.pteroorders.notify;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a message waits before it is tried again: a pure function, so that a restart changes nothing. */
final class Backoff {

    /** How long a message is tried before it is given up. */
    static final Duration PATIENCE = Duration.ofHours(24);

    static final Duration LONGEST = Duration.ofMinutes(5);

    /** What a transport may ask for at most. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 9;

    private Backoff() {}

    /** When to try again at the earliest, if the transport asks for a time of its own. */
    static Instant notBefore(Instant next, Optional<Instant> asked, Instant now) {
        Instant latest = now.plus(LONGEST_WAIT);
        return asked.filter(next::isBefore)
                .map(time -> time.isAfter(latest) ? latest : time)
                .orElse(next);
    }

    /** Whether a wait ends later than any was ever meant to: the clock was set back since. */
    static boolean isImpossible(Instant notBefore, Instant now) {
        return notBefore.isAfter(now.plus(LONGEST_WAIT));
    }

    /**
     * The wait after a try in vain: from a second, doubled up to five minutes, less up to a quarter that differs from
     * message to message, so that those which failed together do not return together.
     *
     * @param attempts how often it was tried, at least once
     */
    static Duration after(String id, int attempts) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        Duration most = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        int less = Math.floorMod(
                Hashing.murmur3_32_fixed()
                        .hashString(id + attempts, StandardCharsets.UTF_8)
                        .asInt(),
                250);
        return most.minus(most.multipliedBy(less).dividedBy(1000));
    }
}
