package io.pteroorders.core.statistics;

import java.time.Duration;
import java.util.Arrays;

/**
 * Counts durations in buckets whose bounds grow by a constant factor, eight to each doubling, so that a median is known
 * within a tenth without keeping the durations, and durations can be taken out again.
 */
final class DurationHistogram {

    private static final double PER_DOUBLING = 8;

    private static final double LOG_2 = StrictMath.log(2);

    private int[] buckets = {};
    private int size;

    void apply(long millis, int sign) {
        int bucket = bucket(millis);
        if (bucket >= buckets.length) {
            buckets = Arrays.copyOf(buckets, bucket + 1);
        }
        buckets[bucket] += sign;
        size += sign;
    }

    void addAll(DurationHistogram other) {
        if (buckets.length < other.buckets.length) {
            buckets = Arrays.copyOf(buckets, other.buckets.length);
        }
        for (int bucket = 0; bucket < other.buckets.length; bucket++) {
            buckets[bucket] += other.buckets[bucket];
        }
        size += other.size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The lower middle duration's bucket, by its geometric mean. */
    Duration median() {
        int below = 0;
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            below += buckets[bucket];
            if (buckets[bucket] > 0 && 2 * below >= size) {
                return middle(bucket);
            }
        }
        throw new IllegalStateException("no durations");
    }

    private static int bucket(long millis) {
        return millis == 0 ? 0 : 1 + (int) Math.floor(StrictMath.log((double) millis) / LOG_2 * PER_DOUBLING);
    }

    private static Duration middle(int bucket) {
        return bucket == 0 ? Duration.ZERO : Duration.ofMillis(Math.round(Math.pow(2, (bucket - 0.5) / PER_DOUBLING)));
    }
}
