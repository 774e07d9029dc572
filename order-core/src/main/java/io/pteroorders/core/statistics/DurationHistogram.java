package io.pteroorders.core.statistics;

import com.google.common.collect.Multiset;
import com.google.common.collect.TreeMultiset;
import java.time.Duration;

/**
 * Counts durations in buckets whose bounds grow by a constant factor, eight to each doubling, so that a median is known
 * within a tenth without keeping the durations, and durations can be taken out again.
 */
final class DurationHistogram {

    private static final double PER_DOUBLING = 8;

    private final TreeMultiset<Integer> buckets = TreeMultiset.create();

    void apply(Duration duration, int sign) {
        int bucket = bucket(duration.toMillis());
        buckets.setCount(bucket, buckets.count(bucket) + sign);
    }

    void addAll(DurationHistogram other) {
        buckets.addAll(other.buckets);
    }

    boolean isEmpty() {
        return buckets.isEmpty();
    }

    /** The lower middle duration's bucket, by its geometric mean. */
    Duration median() {
        int below = 0;
        for (Multiset.Entry<Integer> entry : buckets.entrySet()) {
            below += entry.getCount();
            if (2 * below >= buckets.size()) {
                return middle(entry.getElement());
            }
        }
        throw new IllegalStateException("no durations");
    }

    private static int bucket(long millis) {
        return millis == 0
                ? 0
                : 1 + (int) Math.floor(StrictMath.log((double) millis) / StrictMath.log(2) * PER_DOUBLING);
    }

    private static Duration middle(int bucket) {
        return bucket == 0 ? Duration.ZERO : Duration.ofMillis(Math.round(Math.pow(2, (bucket - 0.5) / PER_DOUBLING)));
    }
}
