package io.pteroorders.core.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Iterables;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Whatever happens to orders, the running sums equal a count from scratch. */
class StatisticsCollectorTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MINUTE = 60;

    /** Something that happens: an order comes, moves or goes. */
    private record Happening(int kind, int order, int choice, int minutes) {}

    @Provide
    Arbitrary<List<Happening>> happenings() {
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 3 * 24 * 60);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 14),
                        Arbitraries.integers().between(0, 9_999),
                        minutes)
                .as(Happening::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 300)
    void theRunningSumsEqualACountFromScratch(@ForAll("happenings") List<Happening> happenings) {
        StatisticsCollector running = new StatisticsCollector(Samples.JAKARTA);
        Map<Integer, Order> orders = new TreeMap<>();
        happenings.forEach(happening -> happen(happening, orders, running));

        StatisticsCollector fresh = new StatisticsCollector(Samples.JAKARTA);
        orders.values().forEach(fresh::add);
        Instant asOf = START.plusSeconds(2 * 24 * 60 * MINUTE);
        for (Unit unit : Unit.values()) {
            StatisticsPeriod period = StatisticsPeriod.containing(day(asOf), unit);
            OrderStatistics figures = running.statistics(period, asOf);
            assertEquals(fresh.statistics(period, asOf), figures);
            assertRecounted(orders.values(), period, figures);
            assertEquals(figures, ofSums(orders.values(), figures, period, asOf), "summed up elsewhere");
        }
    }

    /** What a store comes to that keeps nothing but sums, one order after another. */
    private static OrderStatistics ofSums(
            Collection<Order> orders, OrderStatistics figures, StatisticsPeriod period, Instant asOf) {
        Map<StatisticsSums.Sum, BigDecimal> kept = new HashMap<>();
        for (Order order : orders) {
            StatisticsSums.of(order, Samples.JAKARTA)
                    .minus(StatisticsSums.NONE)
                    .amounts()
                    .forEach((sum, amount) -> kept.merge(sum, amount.setScale(9), BigDecimal::add));
        }
        return StatisticsCollector.statistics(
                Samples.JAKARTA, new StatisticsSums(ImmutableMap.copyOf(kept)), figures.customers(), period, asOf);
    }

    private static void happen(Happening what, Map<Integer, Order> orders, StatisticsCollector running) {
        Order before = orders.get(what.order());
        if (before == null) {
            Order made = made(what);
            orders.put(what.order(), made);
            running.add(made);
        } else if (what.kind() == 0) {
            orders.remove(what.order());
            running.remove(before);
        } else if (!OrderFlow.ORDER_STATUS_FLOW.isFinal(before.status())) {
            Order moved = moved(before, what);
            orders.put(what.order(), moved);
            running.remove(before);
            running.add(moved);
        }
    }

    private static Order made(Happening what) {
        int choice = what.choice();
        PackageType type = choice % 2 == 0 ? PackageType.BRONZE : PackageType.GOLD;
        Money price = choice % 3 == 0 ? Money.ofMinor(CurrencyUnit.USD, choice) : Samples.rupiah(choice);
        OrderItem item = new OrderItem(
                type, "sold", 1 + choice % 12, price, new ServerSpecifications("1GB", "1 CPU", "SSD", "Unlimited"));
        return Order.create(
                Samples.orderId(what.order()),
                Samples.customer("62810000" + (1000 + choice % 4)),
                item,
                "system",
                START.plusSeconds(what.minutes() * MINUTE));
    }

    private static Order moved(Order before, Happening what) {
        var next = OrderFlow.ORDER_STATUS_FLOW.next(before.status());
        OrderStatus to = Iterables.get(next, what.choice() % next.size());
        return Samples.moved(before, to, before.updatedAt().plusSeconds(what.minutes() * MINUTE));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, Samples.JAKARTA);
    }

    private static boolean in(StatisticsPeriod period, Instant time) {
        return !day(time).isBefore(period.first()) && !day(time).isAfter(period.last());
    }

    private static void assertRecounted(Collection<Order> all, StatisticsPeriod period, OrderStatistics figures) {
        List<Order> created =
                all.stream().filter(order -> in(period, order.createdAt())).toList();
        List<Order> completed = created.stream()
                .filter(order -> order.status() == OrderStatus.COMPLETED)
                .toList();
        assertEquals(created.size(), figures.totalOrders());
        assertEquals(counted(created, Order::status), figures.byStatus());
        assertEquals(counted(created, order -> order.item().packageType()), figures.byPackage());
        assertEquals(counted(completed, order -> order.totalAmount().getCurrencyUnit()), figures.completed());
        assertEquals(summed(completed.stream().map(Order::totalAmount)), figures.revenue());
        assertEquals(
                moneyThat(OrderStatus.COMPLETED, all, period), figures.cash().gross());
        assertEquals(
                moneyThat(OrderStatus.REFUNDED, all, period), figures.cash().refunded());
        for (OrderStatus status : OrderStatus.values()) {
            long reached = created.stream()
                    .filter(order -> order.statusHistory().stream().anyMatch(change -> change.status() == status))
                    .count();
            assertEquals(reached, figures.reached().count(status));
        }
        assertCustomers(all, figures.customers());
    }

    private static <T> ImmutableMultiset<T> counted(List<Order> orders, Function<Order, T> by) {
        return orders.stream().map(by).collect(ImmutableMultiset.toImmutableMultiset());
    }

    private static Map<CurrencyUnit, Money> moneyThat(
            OrderStatus reached, Collection<Order> orders, StatisticsPeriod period) {
        Predicate<StatusChange> counts = change -> change.status() == reached && in(period, change.timestamp());
        return summed(orders.stream()
                .filter(order -> order.statusHistory().stream().anyMatch(counts))
                .map(Order::totalAmount));
    }

    /** Sums by currency; a sum of nothing is absent. */
    private static Map<CurrencyUnit, Money> summed(Stream<Money> amounts) {
        return amounts.filter(Money::isPositive)
                .collect(Collectors.toMap(Money::getCurrencyUnit, amount -> amount, Money::plus));
    }

    private static void assertCustomers(Collection<Order> all, OrderStatistics.CustomerFrequency figures) {
        List<Long> ordersOfEach = all.stream()
                .collect(Collectors.groupingBy(order -> order.customer().id(), Collectors.counting()))
                .values()
                .stream()
                .toList();
        assertEquals(ordersOfEach.size(), figures.total());
        assertEquals(ordersOfEach.stream().filter(n -> n == 1).count(), figures.once());
        assertEquals(ordersOfEach.stream().filter(n -> n == 2).count(), figures.twice());
        assertEquals(ordersOfEach.stream().filter(n -> n >= 3 && n <= 5).count(), figures.threeToFive());
    }
}
