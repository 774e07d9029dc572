package io.pteroorders.core.statistics;

import java.time.Duration;
import java.util.Arrays;

/**
 * Counts durations in buckets, eight of equal width from each power of two milliseconds to the next, so that a median is
 * known within a tenth without keeping the durations, and durations can be taken out again.
 */
final class DurationHistogram {

    /** The bits behind a number's highest that tell the buckets of a doubling apart. */
    private static final int BITS = 3;

    private int[] buckets = {};
    private int size;

    /** Hears of buckets. */
    interface BucketConsumer {
        void accept(int bucket, int count);
    }

    void apply(long millis, int sign) {
        add(bucket(millis), sign);
    }

    /** Adds durations of which only the bucket is known. */
    void add(int bucket, int count) {
        if (bucket >= buckets.length) {
            buckets = Arrays.copyOf(buckets, bucket + 1);
        }
        buckets[bucket] += count;
        size += count;
    }

    void forEach(BucketConsumer action) {
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            action.accept(bucket, buckets[bucket]);
        }
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

    /** The middle of the lower middle duration's bucket. */
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

    /** Numbers of up to three bits have a bucket each. */
    private static int bucket(long millis) {
        int shift = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(millis | 1));
        return (shift << BITS) + (int) (millis >>> shift);
    }

    private static Duration middle(int bucket) {
        int shift = Math.max(0, (bucket >> BITS) - 1);
        long first = (long) (bucket - (shift << BITS)) << shift;
        return Duration.ofMillis(first + ((1L << shift) >> 1));
    }
}
