package io.pteroorders.core.statistics;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Order;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sums that {@link OrderStatistics} are made of, each by itself, so that a store can keep them as rows and add to
 * them. What an order adds does not depend on other orders; how many orders each customer has is not among the sums.
 * Immutable and thread-safe.
 *
 * @param amounts counts, or amounts of money in units of their currency; none is zero
 */
public record StatisticsSums(ImmutableMap<Sum, BigDecimal> amounts) {

    /** What is summed up. */
    public enum Kind {
        /** Orders, by what they are now; of a status word. */
        STATUS,
        /** Orders; of a package's code. */
        PACKAGE,
        /** Orders that ever were; of a status word. */
        REACHED,
        /** Orders that are completed; of a currency. */
        COMPLETED,
        /** Money of orders that are completed; of a package and a currency, such as {@code gold IDR}. */
        REVENUE,
        /** Steps; of two status words and a bucket of durations, such as {@code pending confirmed 97}. */
        STEP,
        /** Attempts to pay; of a method and a state word, such as {@code qris-static expired}. */
        ATTEMPT,
        /** Orders that have an attempt to pay; of the word for how long it took, such as {@code within_hour}. */
        PAID,
        /** Money that came in; of a currency. */
        GROSS,
        /** Money that went back; of a currency. */
        REFUNDED,
        /** Money that was paid; of a method and a currency, such as {@code qris-static IDR}. */
        RECEIVED,
        /** What was kept of it by gateways; of a method and a currency. */
        FEE
    }

    /**
     * One of the sums.
     *
     * @param day the orders created on it, or the money that moved on it; empty for all days together
     * @param of what of that kind, see {@link Kind}
     */
    public record Sum(Optional<LocalDate> day, Kind kind, String of) {}

    /** Hears of sums. */
    @FunctionalInterface
    interface Sink {
        void add(Kind kind, String of, BigDecimal amount);

        default void add(Kind kind, String of, long count) {
            if (count != 0) {
                add(kind, of, BigDecimal.valueOf(count));
            }
        }
    }

    /** No orders. */
    public static final StatisticsSums NONE = new StatisticsSums(ImmutableMap.of());

    /**
     * What one order adds.
     *
     * @param zone the zone in which days begin
     */
    public static StatisticsSums of(Order order, ZoneId zone) {
        StatisticsCollector collector = new StatisticsCollector(zone);
        collector.add(order);
        return collector.sums();
    }

    /** These without those; what is the same in both is not there any more. */
    public StatisticsSums minus(StatisticsSums those) {
        Map<Sum, BigDecimal> rest = new HashMap<>();
        for (Sum sum : Sets.union(amounts.keySet(), those.amounts.keySet())) {
            rest.put(sum, amount(sum).subtract(those.amount(sum)));
        }
        return new StatisticsSums(ImmutableMap.copyOf(Maps.filterValues(rest, amount -> amount.signum() != 0)));
    }

    private BigDecimal amount(Sum sum) {
        return amounts.getOrDefault(sum, BigDecimal.ZERO);
    }
}
