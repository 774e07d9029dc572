package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often a panel was called, and whether that is too often: so many calls in a minute, counted from its first. Thread-safe. */
final class CallLog {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Long> counts = new TreeMap<>();
    private final Deque<Instant> lately = new ArrayDeque<>();
    private final Clock clock;
    private final int allowed;
    private Instant begin = Instant.MIN;
    private int used;
    private int most;

    CallLog(Clock clock, int allowed) {
        this.clock = clock;
        this.allowed = allowed;
    }

    /** Counts a call, whatever becomes of it. */
    synchronized void count(String kind) {
        counts.merge(kind, 1L, Long::sum);
        Instant now = clock.instant();
        lately.add(now);
        while (!lately.isEmpty() && !lately.getFirst().isAfter(now.minus(MINUTE))) {
            lately.remove();
        }
        most = Math.max(most, lately.size());
    }

    synchronized ImmutableMap<String, Long> counts() {
        return ImmutableMap.copyOf(counts);
    }

    synchronized int most() {
        return most;
    }

    /** The refusal of one call too many. */
    synchronized Optional<PanelReply> take() {
        Instant now = clock.instant();
        if (!now.isBefore(end())) {
            begin = now;
            used = 0;
        }
        if (used < allowed) {
            used++;
            return Optional.empty();
        }
        return Optional.of(tooMany(now));
    }

    private Instant end() {
        return begin.equals(Instant.MIN) ? Instant.MIN : begin.plus(MINUTE);
    }

    private PanelReply tooMany(Instant now) {
        long seconds = Math.max(1, Duration.between(now, end()).plusMillis(999).toSeconds());
        return PanelRefusal.of(429, "ThrottleRequestsException", "Too Many Attempts.")
                .reply()
                .with(ImmutableMap.of(
                        "Retry-After",
                        String.valueOf(seconds),
                        "X-RateLimit-Reset",
                        String.valueOf(end().getEpochSecond())));
    }

    /** What stands on every answer. */
    synchronized ImmutableMap<String, String> headers() {
        return ImmutableMap.of(
                "X-RateLimit-Limit", String.valueOf(allowed),
                "X-RateLimit-Remaining", String.valueOf(allowed - used));
    }
}
