package io.pteroorders.notify;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A bucket of sending rights that fills with the time of a clock; empty for no limit. Not thread-safe. */
final class PaceBucket {

    private final int burst;
    private final Optional<Bucket> bucket;

    PaceBucket(Duration each, int burst, Clock clock) {
        this.burst = burst;
        this.bucket = each.isZero()
                ? Optional.empty()
                : Optional.of(Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(1, each))
                        .withCustomTimePrecision(new Meter(clock))
                        .build());
    }

    /** When the next right is there: now, or later. */
    Instant next(Instant now) {
        return bucket.map(it -> now.plusNanos(it.estimateAbilityToConsume(1).getNanosToWaitForRefill()))
                .orElse(now);
    }

    boolean isFull() {
        return bucket.filter(it -> it.getAvailableTokens() < burst).isEmpty();
    }

    /** When it is as if nothing had ever been sent. */
    Instant full(Instant now) {
        return bucket.map(it -> now.plusNanos(it.estimateAbilityToConsume(burst).getNanosToWaitForRefill()))
                .orElse(now);
    }

    void take() {
        bucket.ifPresent(it -> it.tryConsume(1));
    }

    private record Meter(Clock clock) implements TimeMeter {

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
