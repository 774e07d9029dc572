package io.pteroorders.core.statistics;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Multiset;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.statistics.OrderStatistics.Before;
import io.pteroorders.core.statistics.OrderStatistics.CustomerFrequency;
import io.pteroorders.core.statistics.OrderStatistics.Point;
import io.pteroorders.core.statistics.OrderStatistics.Recent;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the sums behind {@link OrderStatistics} while orders come, change and go. Adding or removing an order costs the
 * same however many there are; so does asking, but for the number of days in the period.
 *
 * <p>Not thread-safe: a store calls it under the lock that orders its changes.
 */
public final class StatisticsCollector {

    private static final int OFTEN = 6;
    private static final Cash NOTHING = new CashTally().toCash();

    private final ZoneId zone;
    private final Tally total = new Tally();
    private final NavigableMap<LocalDate, Tally> byCreationDay = new TreeMap<>();
    private final NavigableMap<LocalDate, CashTally> cashByDay = new TreeMap<>();
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
        LocalDate created = day(order.createdAt());
        Tally tally = byCreationDay.computeIfAbsent(created, day -> new Tally());
        tally.apply(order, sign);
        if (tally.isEmpty()) {
            byCreationDay.remove(created);
        }
        applyCash(order, sign);
        applyCustomer(order.customer().id(), sign);
    }

    private void applyCash(Order order, int sign) {
        Set<OrderStatus> seen = EnumSet.noneOf(OrderStatus.class);
        for (StatusChange change : order.statusHistory()) {
            if (seen.add(change.status()) && CashTally.isAbout(change.status())) {
                LocalDate day = day(change.timestamp());
                CashTally cash = cashByDay.computeIfAbsent(day, d -> new CashTally());
                cash.apply(change.status(), order.totalAmount(), sign);
                totalCash.apply(change.status(), order.totalAmount(), sign);
                if (cash.isEmpty()) {
                    cashByDay.remove(day);
                }
            }
        }
    }

    private void applyCustomer(PersonId customer, int sign) {
        int before = sign > 0 ? ordersByCustomer.add(customer, 1) : ordersByCustomer.remove(customer, 1);
        customersByOrders[Math.min(before, OFTEN)]--;
        customersByOrders[Math.min(before + sign, OFTEN)]++;
    }

    /**
     * The figures for a period.
     *
     * @param asOf the moment that today, this week and this month are taken from
     */
    public OrderStatistics statistics(StatisticsPeriod period, Instant asOf) {
        Tally tally = period.unit() == Unit.ALL ? total : sum(period);
        return new OrderStatistics(
                period,
                asOf,
                zone,
                tally.byStatus(),
                tally.byPackage(),
                recent(day(asOf)),
                tally.revenue(),
                tally.completed(),
                tally.revenueByPackage(),
                cash(period),
                days(period),
                months(period),
                tally.reached(),
                tally.medianTimes(),
                customers(),
                period.previous().map(this::before));
    }

    private Recent recent(LocalDate today) {
        return new Recent(createdIn(today, Unit.DAY), createdIn(today, Unit.WEEK), createdIn(today, Unit.MONTH));
    }

    private int createdIn(LocalDate today, Unit unit) {
        return created(StatisticsPeriod.containing(today, unit));
    }

    private int created(StatisticsPeriod period) {
        return in(byCreationDay, period).values().stream()
                .mapToInt(Tally::orders)
                .sum();
    }

    private Before before(StatisticsPeriod period) {
        return new Before(created(period), cash(period));
    }

    private Tally sum(StatisticsPeriod period) {
        Tally sum = new Tally();
        in(byCreationDay, period).values().forEach(sum::addAll);
        return sum;
    }

    private Cash cash(StatisticsPeriod period) {
        return period.unit() == Unit.ALL ? totalCash.toCash() : sumCash(in(cashByDay, period));
    }

    private static Cash sumCash(Map<?, CashTally> days) {
        CashTally sum = new CashTally();
        days.values().forEach(sum::addAll);
        return sum.toCash();
    }

    private ImmutableSortedMap<LocalDate, Point> days(StatisticsPeriod period) {
        NavigableMap<LocalDate, Tally> created = in(byCreationDay, period);
        NavigableMap<LocalDate, CashTally> cash = in(cashByDay, period);
        ImmutableSortedMap.Builder<LocalDate, Point> points = ImmutableSortedMap.naturalOrder();
        for (LocalDate day : ImmutableSortedSet.copyOf(Sets.union(created.keySet(), cash.keySet()))) {
            Tally tally = created.get(day);
            CashTally moved = cash.get(day);
            points.put(day, new Point(tally == null ? 0 : tally.orders(), moved == null ? NOTHING : moved.toCash()));
        }
        return points.buildOrThrow();
    }

    private ImmutableSortedMap<YearMonth, Point> months(StatisticsPeriod period) {
        NavigableMap<YearMonth, CashTally> cash = new TreeMap<>();
        NavigableMap<YearMonth, Integer> created = new TreeMap<>();
        in(byCreationDay, period)
                .forEach((day, tally) -> created.merge(YearMonth.from(day), tally.orders(), Integer::sum));
        in(cashByDay, period).forEach((day, tally) -> cash.computeIfAbsent(YearMonth.from(day), m -> new CashTally())
                .addAll(tally));
        ImmutableSortedMap.Builder<YearMonth, Point> points = ImmutableSortedMap.naturalOrder();
        for (YearMonth month : ImmutableSortedSet.copyOf(Sets.union(created.keySet(), cash.keySet()))) {
            Cash moved = cash.getOrDefault(month, new CashTally()).toCash();
            points.put(month, new Point(created.getOrDefault(month, 0), moved));
        }
        return points.buildOrThrow();
    }

    private CustomerFrequency customers() {
        int threeToFive = customersByOrders[3] + customersByOrders[4] + customersByOrders[5];
        return new CustomerFrequency(customersByOrders[1], customersByOrders[2], threeToFive, customersByOrders[OFTEN]);
    }

    private static <V> NavigableMap<LocalDate, V> in(NavigableMap<LocalDate, V> days, StatisticsPeriod period) {
        return days.subMap(period.first(), true, period.last(), true);
    }

    private LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }
}
