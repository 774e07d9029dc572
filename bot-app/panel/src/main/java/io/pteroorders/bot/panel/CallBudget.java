package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.pteroorders.bot.panel.PanelCalls.Urgency;
import io.pteroorders.core.provisioning.PanelException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The requests that a panel may get within any minute: some at once, the rest evenly, and for each urgency no more than its
 * share. Thread-safe.
 */
final class CallBudget {

    /** How long it is waited for a share. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So many percent may be asked at once; the rest comes evenly over the minute. */
    private static final int AT_ONCE = 15;

    private final int atOnce;
    private final BlockingStrategy waiting;
    private final Bucket all;
    private final ImmutableMap<Urgency, Bucket> shares;

    /**
     * A budget.
     *
     * @param perMinute how many requests there may be within any minute
     * @param waiting how it is waited for the next, while the clock goes on
     */
    CallBudget(int perMinute, Clock clock, BlockingStrategy waiting) {
        TimeMeter time = new ClockTime(clock);
        this.atOnce = percent(AT_ONCE, perMinute);
        this.waiting = waiting;
        int evenly = perMinute - atOnce;
        this.all = bucket(evenly, time);
        this.shares =
                Maps.toMap(EnumSet.allOf(Urgency.class), urgency -> bucket(percent(urgency.percent(), evenly), time));
    }

    private static int percent(int percent, int number) {
        return Math.max(1, number * percent / 100);
    }

    private Bucket bucket(int perMinute, TimeMeter time) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /**
     * Waits until some requests may be made.
     *
     * @throws PanelException if that would take too long
     */
    void take(Urgency urgency, int requests) {
        int most = Math.min(requests, atOnce);
        take(Objects.requireNonNull(shares.get(urgency)), most);
        take(all, most);
    }

    private void take(Bucket bucket, int requests) {
        try {
            if (!bucket.asBlocking().tryConsume(requests, PATIENCE, waiting)) {
                throw PanelException.tooManyCalls("the panel has been asked enough for now", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PanelException.unavailable("asking the panel was broken off", e);
        }
    }

    /** The time of a clock. */
    private record ClockTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
