package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.TreeMultiset;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.Cash;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.OrderStatistics.CustomerFrequency;
import io.pteroorders.core.statistics.OrderStatistics.Point;
import io.pteroorders.core.statistics.OrderStatistics.Step;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The statistics of a {@link ReferenceShop}, counted from scratch. */
final class ReferenceStatistics {

    private final Collection<ReferenceOrder> orders;
    private final ReferenceIncome income;
    private final ZoneId zone;

    private ReferenceStatistics(Collection<ReferenceOrder> orders, ZoneId zone) {
        this.orders = orders;
        this.income = new ReferenceIncome(ImmutableList.copyOf(orders));
        this.zone = zone;
    }

    /** The figures by their names, in words. */
    static ImmutableMap<String, String> facts(OrderStatistics figures) {
        return ImmutableMap.<String, String>builder()
                .put("orders by status", words(figures.byStatus()))
                .put("orders by package", words(figures.byPackage()))
                .put("created today, this week and this month", figures.recent().toString())
                .put("completed orders", words(figures.completed()))
                .put("revenue", words(figures.revenue()))
                .put("revenue by package", new TreeMap<>(figures.revenueByPackage()).toString())
                .put("cash", figures.cash().toString())
                .put("days", figures.days().toString())
                .put("months", figures.months().toString())
                .put("orders that ever reached", words(figures.reached()))
                .put(
                        "steps that have a median time",
                        words(figures.medianTimes().keySet()))
                .put("attempts to pay", words(figures.payments().attempts()))
                .put("times until orders were paid", words(figures.payments().paid()))
                .put("customers", figures.customers().toString())
                .put("the period before", figures.before().toString())
                .buildOrThrow();
    }

    private static String words(Collection<?> elements) {
        TreeMultiset<String> words = TreeMultiset.create();
        elements.forEach(element -> words.add(element.toString()));
        return words.toString();
    }

    private static String words(Map<CurrencyUnit, Money> amounts) {
        return amounts.values().toString();
    }

    /** The same of the orders that should be there, for the period in which a moment lies. */
    static ImmutableMap<String, String> facts(Collection<ReferenceOrder> orders, Unit unit, Instant asOf, ZoneId zone) {
        return new ReferenceStatistics(orders, zone).facts(unit, LocalDate.ofInstant(asOf, zone));
    }

    private ImmutableMap<String, String> facts(Unit unit, LocalDate today) {
        Predicate<LocalDate> period = containing(unit, today);
        List<ReferenceOrder> created = created(period);
        List<ReferenceOrder> completed = created.stream()
                .filter(order -> order.status() == OrderStatus.COMPLETED)
                .toList();
        return ImmutableMap.<String, String>builder()
                .put("orders by status", counted(created, order -> Stream.of(order.status())))
                .put("orders by package", counted(created, order -> Stream.of(order.packageType)))
                .put("created today, this week and this month", recent(today).toString())
                .put("completed orders", counted(completed, order -> Stream.of(Fixtures.IDR)))
                .put("revenue", words(sum(completed.stream())))
                .put("revenue by package", byPackage(completed).toString())
                .put("cash", cash(period).toString())
                .put("days", series(period, day -> day).toString())
                .put("months", series(period, YearMonth::from).toString())
                .put("orders that ever reached", counted(created, order -> order.history.stream()
                        .map(ReferenceOrder.Entry::status)
                        .distinct()))
                .put("steps that have a median time", words(steps(created)))
                .put(
                        "attempts to pay",
                        words(new ReferenceIncome(created).attempts().toList()))
                .put(
                        "times until orders were paid",
                        words(new ReferenceIncome(created).times().toList()))
                .put("customers", customers().toString())
                .put("the period before", before(unit, today).toString())
                .buildOrThrow();
    }

    private static Map<String, Map<CurrencyUnit, Money>> byPackage(List<ReferenceOrder> completed) {
        return completed.stream()
                .collect(Collectors.groupingBy(
                        order -> order.packageType,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), of -> sum(of.stream()))));
    }

    private static Set<Step> steps(List<ReferenceOrder> created) {
        return created.stream()
                .flatMap(order -> IntStream.range(1, order.history.size())
                        .mapToObj(i -> new Step(
                                order.history.get(i - 1).status(),
                                order.history.get(i).status())))
                .collect(Collectors.toSet());
    }

    private CustomerFrequency customers() {
        Collection<Long> often = orders.stream()
                .collect(Collectors.groupingBy(order -> order.customer.id(), Collectors.counting()))
                .values();
        return new CustomerFrequency(times(often, 1, 1), times(often, 2, 2), times(often, 3, 5), times(often, 6, 999));
    }

    private static int times(Collection<Long> often, int from, int to) {
        return (int) often.stream().filter(many -> many >= from && many <= to).count();
    }

    /** The days of the same day, week or month as one day, or all. */
    private static Predicate<LocalDate> containing(Unit unit, LocalDate one) {
        Function<LocalDate, Object> period =
                switch (unit) {
                    case DAY -> day -> day;
                    case WEEK -> day -> Math.floorDiv(day.toEpochDay() + 3, 7);
                    case MONTH -> YearMonth::from;
                    case ALL -> day -> unit;
                };
        return day -> period.apply(day).equals(period.apply(one));
    }

    private Optional<OrderStatistics.Before> before(Unit unit, LocalDate today) {
        LocalDate earlier =
                switch (unit) {
                    case DAY -> today.minusDays(1);
                    case WEEK -> today.minusDays(7);
                    case MONTH -> today.withDayOfMonth(1).minusDays(1);
                    case ALL -> today;
                };
        Predicate<LocalDate> period = containing(unit, earlier);
        return Optional.of(new OrderStatistics.Before(created(period).size(), cash(period)))
                .filter(figures -> unit != Unit.ALL);
    }

    private OrderStatistics.Recent recent(LocalDate today) {
        return new OrderStatistics.Recent(
                created(containing(Unit.DAY, today)).size(),
                created(containing(Unit.WEEK, today)).size(),
                created(containing(Unit.MONTH, today)).size());
    }

    private List<ReferenceOrder> created(Predicate<LocalDate> period) {
        return orders.stream().filter(order -> period.test(day(order.created))).toList();
    }

    private LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    private static <T> String counted(List<ReferenceOrder> orders, Function<ReferenceOrder, Stream<T>> by) {
        TreeMultiset<String> counted = TreeMultiset.create();
        orders.stream().flatMap(by).forEach(element -> counted.add(element.toString()));
        return counted.toString();
    }

    /** What each span of days in a period has, unless nothing happened in it. */
    private <T extends Comparable<? super T>> Map<T, Point> series(
            Predicate<LocalDate> period, Function<LocalDate, T> span) {
        Map<T, Point> points = new TreeMap<>();
        Stream.concat(
                        orders.stream().map(order -> order.created),
                        orders.stream().flatMap(ReferenceStatistics::moneyMoved))
                .map(this::day)
                .filter(period)
                .map(span)
                .distinct()
                .forEach(one -> {
                    Predicate<LocalDate> within =
                            period.and(day -> span.apply(day).equals(one));
                    points.put(one, new Point(created(within).size(), cash(within)));
                });
        return points;
    }

    private static Stream<Instant> moneyMoved(ReferenceOrder order) {
        return Stream.concat(
                ReferenceIncome.paid(order),
                Stream.of(OrderStatus.COMPLETED, OrderStatus.REFUNDED).flatMap(status -> firstReached(order, status)));
    }

    /** Revenue counts when an order first reaches a status, what was paid when it was. */
    private Cash cash(Predicate<LocalDate> period) {
        return new Cash(
                moneyThat(OrderStatus.COMPLETED, period),
                moneyThat(OrderStatus.REFUNDED, period),
                income.received(at -> period.test(day(at))),
                income.fees(at -> period.test(day(at))));
    }

    private ImmutableSortedMap<CurrencyUnit, Money> moneyThat(OrderStatus reached, Predicate<LocalDate> period) {
        return sum(orders.stream()
                .filter(order -> firstReached(order, reached).map(this::day).anyMatch(period)));
    }

    private static Stream<Instant> firstReached(ReferenceOrder order, OrderStatus status) {
        return order.history.stream()
                .filter(entry -> entry.status() == status)
                .limit(1)
                .map(ReferenceOrder.Entry::at);
    }

    private static ImmutableSortedMap<CurrencyUnit, Money> sum(Stream<ReferenceOrder> orders) {
        long sum = orders.mapToLong(ReferenceOrder::total).sum();
        return sum == 0 ? ImmutableSortedMap.of() : ImmutableSortedMap.of(Fixtures.IDR, Fixtures.rupiah(sum));
    }
}
