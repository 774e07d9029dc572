package io.pteroorders.core.task;

import com.google.common.base.Preconditions;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A rule for how long work waits before it is tried again, and when it is given up. The waits are a pure function of
 * the work's id and of how often it was tried, so that a restart changes nothing. Immutable and thread-safe.
 *
 * @param first the wait after the first try in vain; each further one is twice as long
 * @param longest the longest such wait
 * @param patience how long work is tried, from its first try on, before it is given up
 * @param longestPause the longest wait that whoever does the work may ask for
 */
public record Backoff(Duration first, Duration longest, Duration patience, Duration longestPause) {

    /** From a second to five minutes, for a day. */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofHours(1));

    private static final int MOST_DOUBLINGS = 20;

    /** @throws IllegalArgumentException if a time is not positive, or the first wait longer than the longest */
    public Backoff {
        Preconditions.checkArgument(first.toNanos() > 0 && first.compareTo(longest) <= 0, "waits grow from the first");
        Preconditions.checkArgument(longest.compareTo(longestPause) <= 0, "a pause may be as long as a wait");
        Preconditions.checkArgument(!patience.isNegative(), "patience is no negative time");
    }

    /**
     * The wait after a try in vain, less up to a quarter that differs from work to work, so that what failed together does
     * not return together.
     *
     * @param attempts how often it was tried, at least once
     */
    public Duration after(String id, int attempts) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        Duration most = doubled.compareTo(longest) > 0 ? longest : doubled;
        int less = Math.floorMod(
                Hashing.murmur3_32_fixed()
                        .hashString(id + attempts, StandardCharsets.UTF_8)
                        .asInt(),
                250);
        return most.minus(most.multipliedBy(less).dividedBy(1000));
    }

    /** When to try again at the earliest, if whoever does the work may ask for a time of its own. */
    Instant notBefore(Instant next, Optional<Instant> asked, Instant now) {
        Instant latest = now.plus(longestPause);
        return asked.filter(next::isBefore)
                .map(time -> time.isAfter(latest) ? latest : time)
                .orElse(next);
    }

    /** Whether a wait ends later than any was ever meant to: the clock was set back since. */
    boolean isImpossible(Instant notBefore, Instant now) {
        return notBefore.isAfter(now.plus(longestPause));
    }
}
