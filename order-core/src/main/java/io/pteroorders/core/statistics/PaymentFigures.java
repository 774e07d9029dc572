package io.pteroorders.core.statistics;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import io.pteroorders.core.order.PaymentState;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of the attempts to pay the orders that were created in a period. Money taken over from another order counts
 * nowhere here. Immutable and thread-safe.
 *
 * @param attempts the attempts, by how they are paid and what they are now
 * @param paid the orders that have an attempt, by how long after their creation they were first paid
 */
public record PaymentFigures(ImmutableMultiset<Attempt> attempts, ImmutableMultiset<Paid> paid) {

    /** No attempts. */
    public static final PaymentFigures NONE = new PaymentFigures(ImmutableMultiset.of(), ImmutableMultiset.of());

    /**
     * What attempts have in common.
     *
     * @param method how they are paid, for example {@code qris-static}
     * @param state what they are now
     */
    public record Attempt(String method, PaymentState state) {}

    /** How long it took from the creation of an order until it was paid. */
    public enum Paid {
        /** At most five minutes. */
        WITHIN_MINUTES(Duration.ofMinutes(5)),
        /** Longer, but at most an hour. */
        WITHIN_HOUR(Duration.ofHours(1)),
        /** Longer, but at most a day. */
        WITHIN_DAY(Duration.ofDays(1)),
        /** Longer than a day. */
        LATER(Duration.ofSeconds(Long.MAX_VALUE)),
        /** It is not paid. */
        NOT_YET(Duration.ofSeconds(Long.MAX_VALUE));

        private final Duration most;

        Paid(Duration most) {
            this.most = most;
        }

        static Paid after(Optional<Duration> time) {
            return time.map(Paid::after).orElse(NOT_YET);
        }

        private static Paid after(Duration time) {
            return Arrays.stream(values())
                    .filter(paid -> time.compareTo(paid.most) <= 0)
                    .findFirst()
                    .orElse(LATER);
        }
    }

    /** How many attempts are in a state, however they are paid. */
    public int count(PaymentState state) {
        return attempts.entrySet().stream()
                .filter(entry -> entry.getElement().state() == state)
                .mapToInt(Multiset.Entry::getCount)
                .sum();
    }

    /**
     * The share of the orders that were paid in a time or faster, 0 to 1; empty if no order has an attempt.
     *
     * @param slowest one of the first three
     */
    public OptionalDouble share(Paid slowest) {
        int fast = Arrays.stream(Paid.values())
                .filter(time -> time.compareTo(slowest) <= 0)
                .mapToInt(paid::count)
                .sum();
        return paid.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((double) fast / paid.size());
    }
}
