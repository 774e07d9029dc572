package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multiset;
import com.google.common.collect.TreeMultiset;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The statistics of a {@link ReferenceShop}, counted from scratch, for a day or for all time. */
final class ReferenceStatistics {

    private static final CurrencyUnit IDR = Fixtures.IDR;

    private ReferenceStatistics() {}

    /** The figures by their names, in words. */
    static ImmutableMap<String, String> facts(OrderStatistics figures) {
        TreeMultiset<OrderStatus> byStatus = TreeMultiset.create(figures.byStatus());
        TreeMultiset<OrderStatus> reached = TreeMultiset.create(figures.reached());
        return facts(
                byStatus,
                reached,
                counts(figures.byPackage()),
                figures.completed().size(),
                amount(figures.revenue()),
                amount(figures.cash().gross()),
                amount(figures.cash().refunded()),
                figures.customers().total());
    }

    private static <T> Map<String, Integer> counts(Multiset<T> counted) {
        Map<String, Integer> counts = new TreeMap<>();
        counted.entrySet().forEach(entry -> counts.put(entry.getElement().toString(), entry.getCount()));
        return counts;
    }

    private static long amount(Map<CurrencyUnit, Money> amounts) {
        return Optional.ofNullable(amounts.get(IDR))
                .map(Money::getAmountMajorLong)
                .orElse(0L);
    }

    /** The same of the orders that should be there, as of a moment. */
    static ImmutableMap<String, String> facts(Collection<ReferenceOrder> all, Unit unit, Instant asOf, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(asOf, zone);
        Predicate<Instant> counts =
                at -> unit == Unit.ALL || LocalDate.ofInstant(at, zone).equals(today);
        List<ReferenceOrder> created =
                all.stream().filter(order -> counts.test(order.created)).toList();
        List<ReferenceOrder> completed = created.stream()
                .filter(order -> order.status() == OrderStatus.COMPLETED)
                .toList();
        TreeMultiset<OrderStatus> reached = TreeMultiset.create();
        created.forEach(order -> order.history.stream()
                .map(ReferenceOrder.Entry::status)
                .distinct()
                .forEach(reached::add));
        Multiset<String> packages = counted(created, order -> order.packageType);
        return facts(
                counted(created, ReferenceOrder::status),
                reached,
                counts(packages),
                completed.size(),
                completed.stream().mapToLong(ReferenceOrder::total).sum(),
                moneyThat(OrderStatus.COMPLETED, all, counts),
                moneyThat(OrderStatus.REFUNDED, all, counts),
                (int) all.stream().map(order -> order.customer.id()).distinct().count());
    }

    private static <T extends Comparable<T>> TreeMultiset<T> counted(
            List<ReferenceOrder> orders, Function<ReferenceOrder, T> by) {
        TreeMultiset<T> counted = TreeMultiset.create();
        orders.stream().map(by).forEach(counted::add);
        return counted;
    }

    /** Money counts when an order first reaches a status. */
    private static long moneyThat(OrderStatus reached, Collection<ReferenceOrder> orders, Predicate<Instant> counts) {
        return orders.stream()
                .filter(order -> order.history.stream()
                        .filter(entry -> entry.status() == reached)
                        .limit(1)
                        .anyMatch(entry -> counts.test(entry.at())))
                .mapToLong(ReferenceOrder::total)
                .sum();
    }

    private static ImmutableMap<String, String> facts(
            Multiset<OrderStatus> byStatus,
            Multiset<OrderStatus> reached,
            Map<String, Integer> byPackage,
            int completed,
            long revenue,
            long gross,
            long refunded,
            int customers) {
        return ImmutableMap.<String, String>builder()
                .put("orders by status", byStatus.toString())
                .put("orders by package", byPackage.toString())
                .put("completed orders", Integer.toString(completed))
                .put("revenue", Long.toString(revenue))
                .put("gross", Long.toString(gross))
                .put("refunded", Long.toString(refunded))
                .put("orders that ever reached", reached.toString())
                .put("customers", Integer.toString(customers))
                .buildOrThrow();
    }
}
