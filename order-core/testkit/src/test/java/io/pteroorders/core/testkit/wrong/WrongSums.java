package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.statistics.Cash;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.OrderStatistics.CustomerFrequency;
import io.pteroorders.core.statistics.OrderStatistics.Point;
import io.pteroorders.core.statistics.OrderStatistics.Recent;
import io.pteroorders.core.statistics.OrderStatistics.Step;
import io.pteroorders.core.statistics.PaymentFigures;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Stores whose figures come out of a query that is not what they mean, or out of sums in the wrong type. */
final class WrongSums {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("adds up money as double", () -> amounts(WrongSums::asDouble))
                    .put("adds up money as float", () -> amounts(WrongSums::asFloat))
                    .put("adds up money without cents", () -> amounts(WrongSums::withoutCents))
                    .put("adds up cents in 64 bits", () -> amounts(WrongSums::inLong))
                    .put("adds up cents in 32 bits", () -> amounts(WrongSums::inInt))
                    .put("begins its weeks on Sunday", SundayFirst::new)
                    .put("splits a week at the new year", () -> counting((asOf, order) -> isSameYear(asOf, order)))
                    .put(
                            "leaves out orders later than now",
                            () -> counting((asOf, order) -> !order.createdAt().isAfter(asOf)))
                    .put("takes thirty days before for the month before", ThirtyDays::new)
                    .put("takes cash as of the day of creation", () -> cashOf(WrongSums::atCreation))
                    .put("takes cash as of the last change", () -> cashOf(WrongSums::atLastChange))
                    .put("takes midnight for the day before", () -> orders(WrongSums::earlier))
                    .put("counts customers in any case", () -> customersOf(WrongSums::inSmallLetters))
                    .put("counts no customers of cancelled orders", WrongSums::withoutCancelled)
                    .put("counts customers of the period", CustomersOfThePeriod::new)
                    .put("has no median times", () -> figures(copy -> copy.medianTimes = ImmutableMap.of()))
                    .put("takes the mean for the median", Means::new)
                    .put(
                            "takes what orders are for what they reached",
                            () -> figures(copy -> copy.reached = copy.byStatus))
                    .put("has no recent orders", () -> figures(copy -> copy.recent = new Recent(0, 0, 0)))
                    .put("has days only on which orders came", () -> figures(WrongSums::withoutPaydays))
                    .put("has no months", () -> figures(copy -> copy.months = ImmutableSortedMap.of()))
                    .put("has no days", () -> figures(copy -> copy.days = ImmutableSortedMap.of()))
                    .put("knows no period before", () -> figures(copy -> copy.before = Optional.empty()))
                    .put("has no refunds", () -> figures(copy -> copy.cash = withoutRefunds(copy.cash)))
                    .put("has no fees", () -> figures(copy -> copy.cash = withoutFees(copy.cash)))
                    .put("received nothing", () -> figures(copy -> copy.cash = withoutReceived(copy.cash)))
                    .put(
                            "does not count attempts that wait",
                            () -> figures(copy -> copy.payments = withoutWaiting(copy.payments)))
                    .put(
                            "knows of no attempt how fast it was paid",
                            () -> figures(copy -> copy.payments =
                                    new PaymentFigures(copy.payments.attempts(), ImmutableMultiset.of())))
                    .put("has no revenue by package", () -> figures(copy -> copy.revenueByPackage = ImmutableMap.of()))
                    .put("counts completed orders whatever their currency", () -> figures(WrongSums::ofOneCurrency))
                    .put("says that its zone is UTC", () -> figures(copy -> copy.zone = ZoneOffset.UTC))
                    .put("keeps its winter time in summer", WinterTime::new)
                    .put("has days of 24 hours", DaysOf24Hours::new)
                    .put("counts orders twice when it is opened again", CountsTwice::new)
                    .put("adds up nothing of before when it is opened again", CountsAnew::new)
                    .buildOrThrow();

    private WrongSums() {}

    /** The parts of statistics, each of which can be made wrong. */
    private static final class Figures {
        private final OrderStatistics of;
        ZoneId zone;
        ImmutableMultiset<OrderStatus> byStatus;
        Recent recent;
        ImmutableSortedMap<CurrencyUnit, Money> revenue;
        ImmutableMultiset<CurrencyUnit> completed;
        ImmutableMap<PackageType, ImmutableSortedMap<CurrencyUnit, Money>> revenueByPackage;
        Cash cash;
        ImmutableSortedMap<LocalDate, Point> days;
        ImmutableSortedMap<YearMonth, Point> months;
        ImmutableMultiset<OrderStatus> reached;
        ImmutableMap<Step, Duration> medianTimes;
        PaymentFigures payments;
        CustomerFrequency customers;
        Optional<OrderStatistics.Before> before;

        Figures(OrderStatistics of) {
            this.of = of;
            this.zone = of.zone();
            this.byStatus = of.byStatus();
            this.recent = of.recent();
            this.revenue = of.revenue();
            this.completed = of.completed();
            this.revenueByPackage = of.revenueByPackage();
            this.cash = of.cash();
            this.days = of.days();
            this.months = of.months();
            this.reached = of.reached();
            this.medianTimes = of.medianTimes();
            this.payments = of.payments();
            this.customers = of.customers();
            this.before = of.before();
        }

        OrderStatistics build() {
            return new OrderStatistics(
                    of.period(),
                    of.asOf(),
                    zone,
                    byStatus,
                    of.byPackage(),
                    recent,
                    revenue,
                    completed,
                    revenueByPackage,
                    cash,
                    days,
                    months,
                    reached,
                    medianTimes,
                    payments,
                    customers,
                    before);
        }
    }

    private interface Edit {
        void edit(Figures copy);
    }

    private static OrderStatistics edited(OrderStatistics right, Edit edit) {
        Figures copy = new Figures(right);
        edit.edit(copy);
        return copy.build();
    }

    /** Makes something wrong with the figures. */
    private static ForwardingStorage figures(Edit edit) {
        return new ForwardingStorage() {
            @Override
            public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
                return edited(real.statistics(unit, asOf), edit);
            }
        };
    }

    private static OrderStatistics of(List<Order> orders, ZoneId zone, StatisticsPeriod.Unit unit, Instant asOf) {
        StatisticsCollector collector = new StatisticsCollector(zone);
        orders.forEach(collector::add);
        return collector.statistics(StatisticsPeriod.containing(LocalDate.ofInstant(asOf, zone), unit), asOf);
    }

    private interface Counted {
        boolean test(Instant asOf, Order order);
    }

    /** Counts some orders only. */
    private static ForwardingStorage counting(Counted counted) {
        return new ForwardingStorage() {
            @Override
            public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
                real.statistics(unit, asOf);
                return of(only(all(), order -> counted.test(asOf, order)), ForwardingStorage.ZONE, unit, asOf);
            }
        };
    }

    private static ImmutableList<Order> only(List<Order> orders, Predicate<Order> counted) {
        return orders.stream().filter(counted).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<Order> each(List<Order> orders, UnaryOperator<Order> fault) {
        return orders.stream().map(fault).collect(ImmutableList.toImmutableList());
    }

    /** Takes some of its figures from orders that are wrong. */
    private static ForwardingStorage mixed(UnaryOperator<Order> fault, Function<OrderStatistics, Edit> taken) {
        return new ForwardingStorage() {
            @Override
            public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
                OrderStatistics right = real.statistics(unit, asOf);
                OrderStatistics wrong = of(each(all(), fault), ForwardingStorage.ZONE, unit, asOf);
                return edited(right, taken.apply(wrong));
            }
        };
    }

    private static ForwardingStorage orders(UnaryOperator<Order> fault) {
        return mixed(fault, wrong -> copy -> {
            copy.byStatus = wrong.byStatus();
            copy.recent = wrong.recent();
            copy.days = wrong.days();
        });
    }

    private static ForwardingStorage cashOf(UnaryOperator<Order> fault) {
        return mixed(fault, wrong -> copy -> {
            copy.cash = wrong.cash();
            copy.days = wrong.days();
            copy.months = wrong.months();
            copy.before = wrong.before();
        });
    }

    private static ForwardingStorage customersOf(UnaryOperator<Order> fault) {
        return mixed(fault, wrong -> copy -> copy.customers = wrong.customers());
    }

    private static ForwardingStorage withoutCancelled() {
        return new ForwardingStorage() {
            @Override
            public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
                OrderStatistics right = real.statistics(unit, asOf);
                List<Order> others = only(all(), order -> order.status() != OrderStatus.CANCELLED);
                OrderStatistics wrong = of(others, ForwardingStorage.ZONE, unit, asOf);
                return edited(right, copy -> copy.customers = wrong.customers());
            }
        };
    }

    private static final class CustomersOfThePeriod extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics right = real.statistics(unit, asOf);
            LocalDate first = right.period().first();
            List<Order> since = only(all(), order -> !LocalDate.ofInstant(order.createdAt(), ForwardingStorage.ZONE)
                    .isBefore(first));
            return edited(
                    right,
                    copy -> copy.customers =
                            of(since, ForwardingStorage.ZONE, unit, asOf).customers());
        }
    }

    private static ForwardingStorage amounts(UnaryOperator<BigDecimal> fault) {
        UnaryOperator<ImmutableSortedMap<CurrencyUnit, Money>> sums =
                right -> ImmutableSortedMap.copyOf(Maps.transformValues(
                        right,
                        sum -> Money.of(sum.getCurrencyUnit(), fault.apply(sum.getAmount()), RoundingMode.HALF_UP)));
        return figures(copy -> {
            copy.revenue = sums.apply(copy.revenue);
            copy.cash = new Cash(
                    sums.apply(copy.cash.gross()),
                    sums.apply(copy.cash.refunded()),
                    copy.cash.received(),
                    copy.cash.fees());
        });
    }

    private static BigDecimal asDouble(BigDecimal amount) {
        return new BigDecimal(amount.doubleValue());
    }

    private static BigDecimal asFloat(BigDecimal amount) {
        return new BigDecimal(amount.floatValue());
    }

    private static BigDecimal withoutCents(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.DOWN);
    }

    private static BigDecimal inLong(BigDecimal amount) {
        return BigDecimal.valueOf(amount.unscaledValue().longValue(), amount.scale());
    }

    private static BigDecimal inInt(BigDecimal amount) {
        return BigDecimal.valueOf(amount.unscaledValue().intValue(), amount.scale());
    }

    private static final class SundayFirst extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics right = real.statistics(unit, asOf);
            if (unit != StatisticsPeriod.Unit.WEEK) {
                return right;
            }
            StatisticsCollector collector = new StatisticsCollector(ForwardingStorage.ZONE);
            all().forEach(collector::add);
            LocalDate sunday = LocalDate.ofInstant(asOf, ForwardingStorage.ZONE)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            OrderStatistics wrong = collector.statistics(new StatisticsPeriod(unit, sunday), asOf);
            return edited(right, copy -> {
                copy.byStatus = wrong.byStatus();
                copy.cash = wrong.cash();
            });
        }
    }

    private static boolean isSameYear(Instant asOf, Order order) {
        return asOf.atZone(ForwardingStorage.ZONE).getYear()
                == order.createdAt().atZone(ForwardingStorage.ZONE).getYear();
    }

    private static final class ThirtyDays extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics right = real.statistics(unit, asOf);
            if (unit != StatisticsPeriod.Unit.MONTH) {
                return right;
            }
            Instant before = right.period()
                    .first()
                    .minusDays(30)
                    .atStartOfDay(ForwardingStorage.ZONE)
                    .toInstant();
            OrderStatistics wrong = real.statistics(unit, before);
            return edited(
                    right,
                    copy -> copy.before = Optional.of(new OrderStatistics.Before(wrong.totalOrders(), wrong.cash())));
        }
    }

    private static Order atCreation(Order order) {
        return OrderCopy.edit(copy -> copy.historyTimes(time -> copy.createdAt)).apply(order);
    }

    private static Order atLastChange(Order order) {
        return OrderCopy.edit(copy -> {
                    int last = copy.history.size() - 1;
                    StatusChange entry = copy.history.get(last);
                    copy.history = ImmutableList.<StatusChange>builder()
                            .addAll(copy.history.subList(0, last))
                            .add(new StatusChange(entry.status(), copy.updatedAt, entry.updatedBy(), entry.notes()))
                            .build();
                })
                .apply(order);
    }

    private static Order earlier(Order order) {
        return OrderCopy.edit(copy -> copy.times(time -> time.minusMillis(1))).apply(order);
    }

    private static Order inSmallLetters(Order order) {
        return OrderCopy.edit(copy -> copy.person = Ascii.toLowerCase(copy.person))
                .apply(order);
    }

    private static final class Means extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics right = real.statistics(unit, asOf);
            Map<Step, List<Duration>> times = new HashMap<>();
            all().forEach(order -> collect(order, times));
            return edited(
                    right,
                    copy -> copy.medianTimes = right.medianTimes().keySet().stream()
                            .collect(ImmutableMap.toImmutableMap(
                                    step -> step, step -> mean(times.getOrDefault(step, List.of())))));
        }

        private static void collect(Order order, Map<Step, List<Duration>> times) {
            List<StatusChange> history = order.statusHistory();
            for (int i = 1; i < history.size(); i++) {
                StatusChange from = history.get(i - 1);
                StatusChange to = history.get(i);
                times.computeIfAbsent(new Step(from.status(), to.status()), fresh -> new ArrayList<>())
                        .add(Duration.between(from.timestamp(), to.timestamp()));
            }
        }

        private static Duration mean(List<Duration> times) {
            return Duration.ofMillis((long) times.stream()
                    .collect(Collectors.averagingLong(Duration::toMillis))
                    .doubleValue());
        }
    }

    private static void withoutPaydays(Figures copy) {
        copy.days = ImmutableSortedMap.copyOf(Maps.filterValues(copy.days, point -> point.created() > 0));
    }

    private static Cash withoutRefunds(Cash cash) {
        return new Cash(cash.gross(), ImmutableSortedMap.of(), cash.received(), cash.fees());
    }

    private static Cash withoutFees(Cash cash) {
        return new Cash(cash.gross(), cash.refunded(), cash.received(), ImmutableSortedMap.of());
    }

    private static Cash withoutReceived(Cash cash) {
        return new Cash(cash.gross(), cash.refunded(), ImmutableSortedMap.of(), cash.fees());
    }

    private static PaymentFigures withoutWaiting(PaymentFigures right) {
        return new PaymentFigures(
                right.attempts().stream()
                        .filter(attempt -> attempt.state() != PaymentState.WAITING)
                        .collect(ImmutableMultiset.toImmutableMultiset()),
                right.paid());
    }

    private static void ofOneCurrency(Figures copy) {
        ImmutableMultiset.Builder<CurrencyUnit> wrong = ImmutableMultiset.builder();
        copy.revenue.keySet().forEach(currency -> wrong.addCopies(currency, copy.completed.size()));
        copy.completed = wrong.build();
    }

    /** Has the offset of its zone in January all year. */
    private static final class WinterTime extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics right = real.statistics(unit, asOf);
            ZoneOffset winter = ZONE.getRules().getOffset(Instant.parse("2026-01-01T00:00:00Z"));
            OrderStatistics wrong = of(all(), winter, unit, asOf);
            return edited(wrong, copy -> copy.zone = right.zone());
        }
    }

    /** Ends each day 24 hours after it began, so that one of 25 hours has its last hour in the next. */
    private static final class DaysOf24Hours extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics right = real.statistics(unit, asOf);
            if (unit != StatisticsPeriod.Unit.DAY) {
                return right;
            }
            Instant start = right.period().first().atStartOfDay(ZONE).toInstant();
            Instant end = start.plus(Duration.ofDays(1));
            List<Order> within = only(
                    all(),
                    order -> !order.createdAt().isBefore(start)
                            && order.createdAt().isBefore(end));
            ImmutableMultiset<OrderStatus> byStatus =
                    within.stream().map(Order::status).collect(ImmutableMultiset.toImmutableMultiset());
            return edited(right, copy -> copy.byStatus = byStatus);
        }
    }

    private static final class CountsTwice extends ForwardingStorage {
        private boolean again;

        @Override
        ForwardingStorage reopened() {
            again = true;
            return this;
        }

        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            List<Order> twice =
                    ImmutableList.<Order>builder().addAll(all()).addAll(all()).build();
            return again ? of(twice, ForwardingStorage.ZONE, unit, asOf) : real.statistics(unit, asOf);
        }
    }

    private static final class CountsAnew extends ForwardingStorage {
        private ImmutableList<Order> before = ImmutableList.of();

        @Override
        ForwardingStorage reopened() {
            before = all();
            return this;
        }

        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics right = real.statistics(unit, asOf);
            return before.isEmpty()
                    ? right
                    : of(only(all(), order -> !before.contains(order)), ForwardingStorage.ZONE, unit, asOf);
        }
    }
}
