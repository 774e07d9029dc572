package io.pteroorders.core.statistics;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Figures about the orders that were created in a period. Amounts of different currencies are never added up. Immutable
 * and thread-safe.
 *
 * @param period the period asked for
 * @param asOf when it was asked
 * @param zone the zone in which days begin
 * @param byStatus the orders created in the period, by what they are now
 * @param byPackage the orders created in the period, by package
 * @param recent orders of the whole store created today, this week and this month
 * @param revenue what the period's orders that are completed now add up to; a refunded order is not among them
 * @param completed how many orders {@code revenue} is the sum of
 * @param revenueByPackage {@code revenue} apart for each package
 * @param cash what came in and went back in the period, whenever those orders were created
 * @param days each day of the period on which an order was created, completed or refunded
 * @param months the same by month
 * @param reached how many of the period's orders ever reached each status
 * @param medianTimes the usual time between one status and the next, of the period's orders, within 10 %
 * @param payments what became of the attempts to pay the period's orders
 * @param customers how often people ordered, in the whole store
 * @param before the same figures of the period before; empty for {@link StatisticsPeriod#ALL}
 */
public record OrderStatistics(
        StatisticsPeriod period,
        Instant asOf,
        ZoneId zone,
        ImmutableMultiset<OrderStatus> byStatus,
        ImmutableMultiset<PackageType> byPackage,
        Recent recent,
        ImmutableSortedMap<CurrencyUnit, Money> revenue,
        ImmutableMultiset<CurrencyUnit> completed,
        ImmutableMap<PackageType, ImmutableSortedMap<CurrencyUnit, Money>> revenueByPackage,
        Cash cash,
        ImmutableSortedMap<LocalDate, Point> days,
        ImmutableSortedMap<YearMonth, Point> months,
        ImmutableMultiset<OrderStatus> reached,
        ImmutableMap<Step, Duration> medianTimes,
        PaymentFigures payments,
        CustomerFrequency customers,
        Optional<Before> before) {

    /** Orders created in the day, week and month that {@link OrderStatistics#asOf} lies in. */
    public record Recent(int today, int thisWeek, int thisMonth) {}

    /** A point of a series: how many orders were created, and what money moved. */
    public record Point(int created, Cash cash) {}

    /** A change from one status to the next. */
    public record Step(OrderStatus from, OrderStatus to) {}

    /** What the period before had. */
    public record Before(int totalOrders, Cash cash) {}

    /**
     * How many customers ordered how often.
     *
     * @param once customers with one order
     * @param twice with two
     * @param threeToFive with three, four or five
     * @param sixOrMore with six or more
     */
    public record CustomerFrequency(int once, int twice, int threeToFive, int sixOrMore) {

        /** All customers. */
        public int total() {
            return once + twice + threeToFive + sixOrMore;
        }

        /** The share of customers who ordered more than once, 0 to 1; empty without customers. */
        public OptionalDouble repeatRate() {
            return ratio(total() - once, total());
        }
    }

    /** How many orders were created in the period. */
    public int totalOrders() {
        return byStatus.size();
    }

    /** The currencies in which anything was earned or refunded. */
    public ImmutableSortedSet<CurrencyUnit> currencies() {
        return ImmutableSortedSet.<CurrencyUnit>naturalOrder()
                .addAll(revenue.keySet())
                .addAll(cash.gross().keySet())
                .addAll(cash.refunded().keySet())
                .build();
    }

    /** Revenue shared out over the orders that brought it, rounded half-up; empty without such orders. */
    public Optional<Money> averageOrderValue(CurrencyUnit currency) {
        int count = completed.count(currency);
        return count == 0
                ? Optional.empty()
                : Optional.of(Amounts.average(revenue.getOrDefault(currency, Money.zero(currency)), count));
    }

    /** The share of the period's orders that ever reached a status, 0 to 1; empty without orders. */
    public OptionalDouble conversion(OrderStatus status) {
        return ratio(reached.count(status), totalOrders());
    }

    /** The packages, those with the most orders first, equal ones by code. */
    public ImmutableList<PackageType> packagesByOrders() {
        return byPackage.elementSet().stream()
                .sorted(Comparator.comparingInt((PackageType type) -> -byPackage.count(type))
                        .thenComparing(Comparator.naturalOrder()))
                .collect(ImmutableList.toImmutableList());
    }

    /** The packages that earned something in a currency, the best first, equal ones by code. */
    public ImmutableList<PackageType> packagesByRevenue(CurrencyUnit currency) {
        return revenueByPackage.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(currency))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing((PackageType type) -> revenueOf(type, currency))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .collect(ImmutableList.toImmutableList());
    }

    private Money revenueOf(PackageType type, CurrencyUnit currency) {
        return revenueByPackage
                .getOrDefault(type, ImmutableSortedMap.of())
                .getOrDefault(currency, Money.zero(currency));
    }

    /** By how many percent more orders were created than in the period before; empty without earlier orders. */
    public OptionalDouble ordersTrend() {
        return before.map(earlier -> percentChange(earlier.totalOrders(), totalOrders()))
                .orElse(OptionalDouble.empty());
    }

    /** By how many percent the net cash grew on the period before; empty without earlier net cash. */
    public OptionalDouble netTrend(CurrencyUnit currency) {
        return before.map(earlier -> percentChange(
                        earlier.cash().net(currency).getAmount().doubleValue(),
                        cash.net(currency).getAmount().doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble percentChange(double earlier, double now) {
        return earlier > 0 ? OptionalDouble.of((now - earlier) / earlier * 100) : OptionalDouble.empty();
    }

    private static OptionalDouble ratio(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
