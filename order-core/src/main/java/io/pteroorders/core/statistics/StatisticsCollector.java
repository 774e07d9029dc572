package io.pteroorders.core.statistics;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multiset;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.statistics.OrderStatistics.Before;
import io.pteroorders.core.statistics.OrderStatistics.CustomerFrequency;
import io.pteroorders.core.statistics.OrderStatistics.Point;
import io.pteroorders.core.statistics.OrderStatistics.Recent;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.statistics.StatisticsSums.Sum;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sums behind {@link OrderStatistics} while orders come, change and go. Adding or removing an order costs the
 * same however many there are; so does asking, but for the number of days in the period.
 *
 * <p>Not thread-safe: a store calls it under the lock that orders its changes.
 */
public final class StatisticsCollector {

    private static final int OFTEN = 6;

    private final ZoneId zone;
    private final Tally total = new Tally();
    private final NavigableMap<LocalDate, Day> byDay = new TreeMap<>();

    /** Months that somebody asked for and that did not change since; several may ask at the same time. */
    private final Map<YearMonth, Point> knownMonths = new ConcurrentHashMap<>();

    private final CashTally totalCash = new CashTally();
    private final Multiset<PersonId> ordersByCustomer = HashMultiset.create();

    /** How many customers have so many orders; the last element is about {@value #OFTEN} and more. */
    private final int[] customersByOrders = new int[OFTEN + 1];

    /**
     * An empty collector.
     *
     * @param zone the zone in which days begin
     */
    public StatisticsCollector(ZoneId zone) {
        this.zone = zone;
    }

    /** Counts an order in. */
    public void add(Order order) {
        apply(order, 1);
    }

    /** Counts an order out, as it was counted in. */
    public void remove(Order order) {
        apply(order, -1);
    }

    private void apply(Order order, int sign) {
        total.apply(order, sign);
        change(dateOf(order.createdAt()), day -> day.applyOrder(order, sign));
        applyCash(order, sign);
        applyCustomer(order.customer().id(), sign);
    }

    private void applyCash(Order order, int sign) {
        Set<OrderStatus> seen = EnumSet.noneOf(OrderStatus.class);
        for (StatusChange change : order.statusHistory()) {
            if (seen.add(change.status()) && CashTally.isAbout(change.status())) {
                applyCash(change.timestamp(), cash -> cash.apply(change.status(), order.totalAmount(), sign));
            }
        }
        for (Payment payment : PaymentTally.attempts(order)) {
            payment.paidAt().ifPresent(at -> applyCash(at, cash -> cash.apply(payment, sign)));
        }
    }

    private void applyCash(Instant at, Consumer<CashTally> moved) {
        moved.accept(totalCash);
        change(dateOf(at), day -> day.applyCash(moved));
    }

    private void change(LocalDate date, Consumer<Day> change) {
        Day day = byDay.computeIfAbsent(date, any -> new Day());
        change.accept(day);
        if (day.isEmpty()) {
            byDay.remove(date);
        }
        knownMonths.remove(YearMonth.from(date));
    }

    private void applyCustomer(PersonId customer, int sign) {
        int before = sign > 0 ? ordersByCustomer.add(customer, 1) : ordersByCustomer.remove(customer, 1);
        customersByOrders[Math.min(before, OFTEN)]--;
        customersByOrders[Math.min(before + sign, OFTEN)]++;
    }

    /** The sums that it keeps, apart from the customers'. */
    public StatisticsSums sums() {
        Map<Sum, BigDecimal> amounts = new HashMap<>();
        export(Optional.empty(), total, totalCash, amounts);
        byDay.forEach((date, day) -> export(Optional.of(date), day.orders(), day.cash(), amounts));
        return new StatisticsSums(ImmutableMap.copyOf(amounts));
    }

    private static void export(Optional<LocalDate> day, Tally orders, CashTally cash, Map<Sum, BigDecimal> amounts) {
        StatisticsSums.Sink sink = (kind, of, amount) -> amounts.put(new Sum(day, kind, of), amount);
        orders.export(sink);
        cash.export(sink);
    }

    /**
     * The figures for a period, of sums that were kept elsewhere.
     *
     * @param zone the zone in which their days begin
     * @param kept the sums; for {@link StatisticsPeriod#ALL} those of all days together, and of each day at least the
     *     statuses and the money; otherwise those of each day of the period, of the one before, and of the month and
     *     week that {@code asOf} lies in
     * @param customers how often people ordered
     * @param asOf the moment that today, this week and this month are taken from
     */
    public static OrderStatistics statistics(
            ZoneId zone, StatisticsSums kept, CustomerFrequency customers, StatisticsPeriod period, Instant asOf) {
        StatisticsCollector collector = new StatisticsCollector(zone);
        kept.amounts().forEach((sum, amount) -> collector.restore(sum, amount.stripTrailingZeros()));
        return collector.statistics(period, asOf, customers);
    }

    private void restore(Sum sum, BigDecimal amount) {
        boolean isCash = CashTally.isAbout(sum.kind());
        if (sum.day().isEmpty() && isCash) {
            totalCash.restore(sum.kind(), sum.of(), amount);
        } else if (sum.day().isEmpty()) {
            total.restore(sum.kind(), sum.of(), amount);
        } else {
            Day day = byDay.computeIfAbsent(sum.day().get(), any -> new Day());
            if (isCash) {
                day.cash().restore(sum.kind(), sum.of(), amount);
            } else {
                day.orders().restore(sum.kind(), sum.of(), amount);
            }
        }
    }

    /**
     * The figures for a period.
     *
     * @param asOf the moment that today, this week and this month are taken from
     */
    public OrderStatistics statistics(StatisticsPeriod period, Instant asOf) {
        return statistics(period, asOf, customers());
    }

    private OrderStatistics statistics(StatisticsPeriod period, Instant asOf, CustomerFrequency customers) {
        Tally tally = period.unit() == Unit.ALL ? total : sum(period);
        return new OrderStatistics(
                period,
                asOf,
                zone,
                tally.byStatus(),
                tally.byPackage(),
                recent(dateOf(asOf)),
                tally.revenue(),
                tally.completed(),
                tally.revenueByPackage(),
                cash(period),
                days(period),
                months(period),
                tally.reached(),
                tally.medianTimes(),
                tally.payments(),
                customers,
                period.previous().map(this::before));
    }

    private Recent recent(LocalDate today) {
        return new Recent(createdIn(today, Unit.DAY), createdIn(today, Unit.WEEK), createdIn(today, Unit.MONTH));
    }

    private int createdIn(LocalDate today, Unit unit) {
        return created(StatisticsPeriod.containing(today, unit));
    }

    private int created(StatisticsPeriod period) {
        return in(period).values().stream()
                .mapToInt(day -> day.orders().orders())
                .sum();
    }

    private Before before(StatisticsPeriod period) {
        return new Before(created(period), cash(period));
    }

    private Tally sum(StatisticsPeriod period) {
        Tally sum = new Tally();
        in(period).values().forEach(day -> sum.addAll(day.orders()));
        return sum;
    }

    private Cash cash(StatisticsPeriod period) {
        if (period.unit() == Unit.ALL) {
            return totalCash.toCash();
        }
        CashTally sum = new CashTally();
        in(period).values().forEach(day -> sum.addAll(day.cash()));
        return sum.toCash();
    }

    private ImmutableSortedMap<LocalDate, Point> days(StatisticsPeriod period) {
        return ImmutableSortedMap.copyOfSorted(Maps.transformValues(in(period), Day::toPoint));
    }

    private ImmutableSortedMap<YearMonth, Point> months(StatisticsPeriod period) {
        NavigableMap<LocalDate, Day> days = in(period);
        ImmutableSortedMap.Builder<YearMonth, Point> months = ImmutableSortedMap.naturalOrder();
        for (LocalDate first = first(days); first != null; ) {
            YearMonth month = YearMonth.from(first);
            months.put(month, month(month, days, period));
            first = days.higherKey(month.atEndOfMonth());
        }
        return months.buildOrThrow();
    }

    private Point month(YearMonth month, NavigableMap<LocalDate, Day> days, StatisticsPeriod period) {
        return period.unit() == Unit.ALL
                ? knownMonths.computeIfAbsent(
                        month, any -> Day.sum(in(containing(month)).values()))
                : Day.sum(Maps.filterKeys(days, day -> YearMonth.from(day).equals(month))
                        .values());
    }

    private static StatisticsPeriod containing(YearMonth month) {
        return StatisticsPeriod.containing(month.atDay(1), Unit.MONTH);
    }

    private static @Nullable LocalDate first(NavigableMap<LocalDate, ?> days) {
        return days.isEmpty() ? null : days.firstKey();
    }

    private CustomerFrequency customers() {
        int threeToFive = customersByOrders[3] + customersByOrders[4] + customersByOrders[5];
        return new CustomerFrequency(customersByOrders[1], customersByOrders[2], threeToFive, customersByOrders[OFTEN]);
    }

    private NavigableMap<LocalDate, Day> in(StatisticsPeriod period) {
        return byDay.subMap(period.first(), true, period.last(), true);
    }

    private LocalDate dateOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }
}
