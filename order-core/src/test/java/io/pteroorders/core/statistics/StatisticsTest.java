package io.pteroorders.core.statistics;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static io.pteroorders.core.order.OrderStatus.REFUNDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Iterables;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.OrderStatistics.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TimeZone;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {

    private static final CurrencyUnit USD = CurrencyUnit.USD;
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

    private final StatisticsCollector collector = new StatisticsCollector(Samples.JAKARTA);
    private int orders;

    private static Instant jakarta(String local) {
        return LocalDateTime.parse(local).atZone(Samples.JAKARTA).toInstant();
    }

    private Order add(String phone, OrderItem item, Instant at, OrderStatus... way) {
        orders++;
        Order order = Order.create(Samples.orderId(orders), Samples.customer(phone), item, "system", at);
        Order moved = Samples.moved(order, way);
        collector.add(moved);
        return moved;
    }

    private Order add(Instant at, OrderStatus... way) {
        return add("6281234567890", Samples.item(PackageType.BRONZE, 1), at, way);
    }

    private Order add(OrderItem item, OrderStatus... way) {
        return add("6281234567890", item, Samples.NOON, way);
    }

    private OrderStatistics of(StatisticsPeriod.Unit unit, LocalDate day) {
        Instant asOf = day.atTime(12, 0).atZone(Samples.JAKARTA).toInstant();
        return collector.statistics(StatisticsPeriod.containing(day, unit), asOf);
    }

    private OrderStatistics ofAll() {
        return of(StatisticsPeriod.Unit.ALL, NEW_YEAR);
    }

    @Test
    void theHostsZoneIsAnother() {
        assertEquals("America/Caracas", TimeZone.getDefault().getID());
    }

    @Test
    void halfPastMidnightOfNewYearCountsOnNewYear() {
        add(jakarta("2025-12-31T23:59:59.999"));
        add(jakarta("2026-01-01T00:00"));
        add(jakarta("2026-01-01T00:30"));
        OrderStatistics day = of(StatisticsPeriod.Unit.DAY, NEW_YEAR);
        assertEquals(2, day.totalOrders());
        assertEquals(Set.of(NEW_YEAR), day.days().keySet());
        assertEquals(Set.of(YearMonth.of(2026, 1)), day.months().keySet());
        assertEquals(2, of(StatisticsPeriod.Unit.MONTH, NEW_YEAR).totalOrders());
        assertEquals(1, day.before().orElseThrow().totalOrders());
        assertEquals(Samples.JAKARTA, day.zone());
    }

    @Test
    void aWeekBeginsOnMonday() {
        add(jakarta("2025-12-28T23:59"));
        add(jakarta("2025-12-29T00:00"));
        add(jakarta("2026-01-04T23:59"));
        add(jakarta("2026-01-05T00:00"));
        OrderStatistics week = of(StatisticsPeriod.Unit.WEEK, NEW_YEAR);
        assertEquals(new StatisticsPeriod(StatisticsPeriod.Unit.WEEK, LocalDate.of(2025, 12, 29)), week.period());
        assertEquals(2, week.totalOrders());
        assertEquals(new OrderStatistics.Recent(0, 2, 2), week.recent());
    }

    @Test
    void aSeriesHasAPointForEachDayAndMonthOnWhichSomethingHappened() {
        add(jakarta("2025-12-31T10:00"));
        add(jakarta("2026-01-01T10:00"));
        add(jakarta("2026-01-31T23:58"), CONFIRMED, PROCESSING, COMPLETED);
        OrderStatistics all = ofAll();
        assertEquals(
                List.of(LocalDate.of(2025, 12, 31), NEW_YEAR, LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 1)),
                all.days().keySet().asList());
        assertEquals(
                List.of(1, 2, 0),
                all.months().values().stream()
                        .map(OrderStatistics.Point::created)
                        .toList());
        Cash february = Iterables.getLast(all.months().values()).cash();
        assertEquals(Samples.rupiah(25_000), february.net(Samples.IDR));
    }

    @Test
    void revenueIsWhatOrdersThatAreCompletedAddUpTo() {
        add(Samples.item(PackageType.GOLD, 2), CONFIRMED, PROCESSING, COMPLETED);
        add(Samples.item(PackageType.BRONZE, 1), CONFIRMED, PROCESSING, COMPLETED, REFUNDED);
        add(Samples.item(PackageType.BRONZE, 1), CONFIRMED, PROCESSING);
        add(Samples.item(PackageType.BRONZE, 1), CANCELLED);
        assertEquals(ImmutableMap.of(Samples.IDR, Samples.rupiah(170_000)), ofAll().revenue());
        assertEquals(1, ofAll().completed().count(Samples.IDR));
    }

    @Test
    void moneyCountsOnTheDayItMoved() {
        Order order = Samples.pending(1, Samples.budi(), jakarta("2026-01-01T10:00"));
        Order confirmed = Samples.moved(order, CONFIRMED, jakarta("2026-01-02T10:00"));
        Order processing = Samples.moved(confirmed, PROCESSING, jakarta("2026-01-03T10:00"));
        Order completed = Samples.moved(processing, COMPLETED, jakarta("2026-01-04T00:00"));
        collector.add(Samples.moved(completed, REFUNDED, jakarta("2026-02-01T00:30")));
        Money price = Samples.rupiah(25_000);
        OrderStatistics january = of(StatisticsPeriod.Unit.MONTH, NEW_YEAR);
        assertEquals(ImmutableMap.of(), january.revenue());
        assertEquals(price, january.cash().net(Samples.IDR));
        assertEquals(Set.of(NEW_YEAR, LocalDate.of(2026, 1, 4)), january.days().keySet());
        OrderStatistics february = of(StatisticsPeriod.Unit.MONTH, LocalDate.of(2026, 2, 1));
        assertEquals(ImmutableMap.of(), february.cash().gross());
        assertEquals(ImmutableMap.of(Samples.IDR, price), february.cash().refunded());
        assertEquals(price.negated(), february.cash().net(Samples.IDR));
        assertEquals(0, february.totalOrders());
        assertEquals(price.minus(price), ofAll().cash().net(Samples.IDR));
        assertEquals(ImmutableMap.of(Samples.IDR, price), ofAll().cash().gross());
    }

    @Test
    void currenciesStayApart() {
        ServerSpecifications small = new ServerSpecifications("1GB", "1 CPU", "SSD", "Unlimited");
        OrderItem dollars = new OrderItem(PackageType.BRONZE, "BRONZE", 3, Money.ofMinor(USD, 999), small);
        add(dollars, CONFIRMED, PROCESSING, COMPLETED);
        add(Samples.item(PackageType.BRONZE, 1), CONFIRMED, PROCESSING, COMPLETED);
        add(Samples.item(PackageType.SILVER, 1), CONFIRMED, PROCESSING, COMPLETED);
        OrderStatistics all = ofAll();
        assertEquals(
                ImmutableMap.of(Samples.IDR, Samples.rupiah(70_000), USD, Money.ofMinor(USD, 2997)), all.revenue());
        assertEquals(List.of(Samples.IDR, USD), all.currencies().asList());
        assertEquals(Optional.of(Samples.rupiah(35_000)), all.averageOrderValue(Samples.IDR));
        assertEquals(Optional.of(Money.ofMinor(USD, 2997)), all.averageOrderValue(USD));
        assertEquals(List.of(PackageType.BRONZE), all.packagesByRevenue(USD));
    }

    @Test
    void anAverageIsRoundedHalfUpAndUnknownWithoutOrders() {
        assertEquals(Optional.empty(), ofAll().averageOrderValue(Samples.IDR));
        ServerSpecifications small = new ServerSpecifications("1GB", "1 CPU", "SSD", "Unlimited");
        for (long price : List.of(1, 2)) {
            OrderItem item = new OrderItem(PackageType.BRONZE, "BRONZE", 1, Samples.rupiah(price), small);
            add(item, CONFIRMED, PROCESSING, COMPLETED);
        }
        assertEquals(Optional.of(Samples.rupiah(2)), ofAll().averageOrderValue(Samples.IDR));
    }

    @Test
    void conversionIsTheShareThatEverReachedAStatus() {
        assertEquals(OptionalDouble.empty(), ofAll().conversion(CONFIRMED));
        add(Samples.NOON);
        add(Samples.NOON, CANCELLED);
        add(Samples.NOON, CONFIRMED, CANCELLED);
        add(Samples.NOON, CONFIRMED, PROCESSING, COMPLETED, REFUNDED);
        OrderStatistics all = ofAll();
        assertEquals(OptionalDouble.of(1), all.conversion(PENDING));
        assertEquals(OptionalDouble.of(0.5), all.conversion(CONFIRMED));
        assertEquals(OptionalDouble.of(0.25), all.conversion(PROCESSING));
        assertEquals(OptionalDouble.of(0.25), all.conversion(COMPLETED));
        assertEquals(OptionalDouble.of(0.5), all.conversion(CANCELLED));
        assertEquals(OptionalDouble.of(0.25), all.conversion(REFUNDED));
        assertEquals(ImmutableMultiset.of(PENDING, CANCELLED, CANCELLED, REFUNDED), all.byStatus());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 999, 60_000, 3_600_000, 86_400_000, 31_536_000_000L, 80_000_000_000_000L})
    void aMedianIsKnownWithinATenth(long millis) {
        for (long each : List.of(millis / 3, millis, millis * 3)) {
            Order order = Samples.pending(1, Samples.budi(), Instant.EPOCH);
            collector.add(Samples.moved(order, CONFIRMED, Instant.ofEpochMilli(each)));
        }
        ImmutableMap<Step, Duration> medians = ofAll().medianTimes();
        assertEquals(Set.of(new Step(PENDING, CONFIRMED)), medians.keySet());
        Duration median = Iterables.getOnlyElement(medians.values());
        assertTrue(Math.abs(median.toMillis() - millis) <= millis * 0.1, median.toString());
    }

    @Test
    void theMedianOfTwoIsTheShorter() {
        for (long minutes : List.of(1, 60)) {
            Order order = Samples.pending(1, Samples.budi(), Samples.NOON);
            collector.add(Samples.moved(order, CONFIRMED, Samples.NOON.plusSeconds(60 * minutes)));
        }
        Duration median = Iterables.getOnlyElement(ofAll().medianTimes().values());
        assertTrue(median.compareTo(Duration.ofMinutes(2)) < 0, median.toString());
    }

    @Test
    void aPeriodIsTheSumOfItsDays() {
        add(jakarta("2026-01-10T10:00"), CONFIRMED, PROCESSING, COMPLETED);
        add(jakarta("2026-01-11T10:00"), CONFIRMED, PROCESSING, COMPLETED);
        OrderStatistics january = of(StatisticsPeriod.Unit.MONTH, NEW_YEAR);
        assertEquals(
                ImmutableMap.of(PackageType.BRONZE, ImmutableMap.of(Samples.IDR, Samples.rupiah(50_000))),
                january.revenueByPackage());
        assertEquals(ofAll().medianTimes(), january.medianTimes());
    }

    @Test
    void customersAreCountedByHowOftenTheyOrdered() {
        assertEquals(OptionalDouble.empty(), ofAll().customers().repeatRate());
        int[] ordersOfEach = {1, 1, 1, 2, 3, 5, 6, 9};
        for (int i = 0; i < ordersOfEach.length; i++) {
            for (int n = 0; n < ordersOfEach[i]; n++) {
                add("62810000" + (1000 + i), Samples.item(PackageType.BRONZE, 1), Samples.NOON);
            }
        }
        OrderStatistics.CustomerFrequency customers = ofAll().customers();
        assertEquals(new OrderStatistics.CustomerFrequency(3, 1, 2, 2), customers);
        assertEquals(OptionalDouble.of(5 / 8.0), customers.repeatRate());
    }

    @Test
    void packagesAreRankedByOrdersAndByRevenue() {
        add(Samples.item(PackageType.SILVER, 1));
        add(Samples.item(PackageType.GOLD, 1), CONFIRMED, PROCESSING, COMPLETED);
        add(Samples.item(PackageType.GOLD, 1), CANCELLED);
        add(Samples.item(PackageType.BRONZE, 1), CONFIRMED, PROCESSING, COMPLETED);
        assertEquals(List.of(PackageType.GOLD, PackageType.BRONZE, PackageType.SILVER), ofAll().packagesByOrders());
        assertEquals(List.of(PackageType.GOLD, PackageType.BRONZE), ofAll().packagesByRevenue(Samples.IDR));
    }

    @Test
    void aTrendComparesWithThePeriodBefore() {
        add(jakarta("2025-12-10T10:00"), CONFIRMED, PROCESSING, COMPLETED);
        add(jakarta("2025-12-11T10:00"));
        add(jakarta("2026-01-10T10:00"), CONFIRMED, PROCESSING, COMPLETED);
        add(jakarta("2026-01-11T10:00"), CONFIRMED, PROCESSING, COMPLETED);
        add(jakarta("2026-01-12T10:00"));
        OrderStatistics january = of(StatisticsPeriod.Unit.MONTH, NEW_YEAR);
        assertEquals(OptionalDouble.of(50), january.ordersTrend());
        assertEquals(OptionalDouble.of(100), january.netTrend(Samples.IDR));
    }

    @Test
    void withoutEarlierDataThereIsNoTrend() {
        add(jakarta("2026-01-10T10:00"), CONFIRMED, PROCESSING, COMPLETED);
        OrderStatistics january = of(StatisticsPeriod.Unit.MONTH, NEW_YEAR);
        assertEquals(OptionalDouble.empty(), january.ordersTrend());
        assertEquals(OptionalDouble.empty(), january.netTrend(Samples.IDR));
        assertEquals(Optional.empty(), ofAll().before());
        assertEquals(OptionalDouble.empty(), ofAll().ordersTrend());
    }

    @Test
    void aRemovedOrderIsForgotten() {
        OrderStatistics nothing = ofAll();
        Order order = add(Samples.NOON, CONFIRMED, PROCESSING, COMPLETED, REFUNDED);
        collector.remove(order);
        assertEquals(nothing, ofAll());
    }
}
