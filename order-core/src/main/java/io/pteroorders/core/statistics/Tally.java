package io.pteroorders.core.statistics;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multiset;
import com.google.common.collect.Table;
import com.google.common.collect.Tables;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.statistics.OrderStatistics.Step;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Running sums over a set of orders. */
final class Tally {

    private final Multiset<OrderStatus> byStatus = EnumMultiset.create(OrderStatus.class);
    private final Multiset<PackageType> byPackage = HashMultiset.create();
    private final Multiset<OrderStatus> reached = EnumMultiset.create(OrderStatus.class);
    private final Multiset<CurrencyUnit> completed = HashMultiset.create();
    private final MoneySums revenue = new MoneySums();
    private final Map<PackageType, MoneySums> revenueByPackage = new TreeMap<>();

    /** By the status before, and the one after. */
    private final Table<OrderStatus, OrderStatus, DurationHistogram> times =
            Tables.newCustomTable(new EnumMap<>(OrderStatus.class), () -> new EnumMap<>(OrderStatus.class));

    void apply(Order order, int sign) {
        apply(byStatus, order.status(), sign);
        apply(byPackage, order.item().packageType(), sign);
        if (order.status() == OrderStatus.COMPLETED) {
            applyRevenue(order, sign);
        }
        Set<OrderStatus> seen = EnumSet.noneOf(OrderStatus.class);
        StatusChange previous = null;
        for (StatusChange change : order.statusHistory()) {
            if (seen.add(change.status())) {
                apply(reached, change.status(), sign);
            }
            if (previous != null) {
                applyStep(previous, change, sign);
            }
            previous = change;
        }
    }

    private void applyRevenue(Order order, int sign) {
        Money amount = order.totalAmount();
        apply(completed, amount.getCurrencyUnit(), sign);
        revenue.apply(amount, sign);
        PackageType type = order.item().packageType();
        MoneySums ofPackage = revenueByPackage.computeIfAbsent(type, t -> new MoneySums());
        ofPackage.apply(amount, sign);
        if (ofPackage.isEmpty()) {
            revenueByPackage.remove(type);
        }
    }

    private void applyStep(StatusChange from, StatusChange to, int sign) {
        long millis = to.timestamp().toEpochMilli() - from.timestamp().toEpochMilli();
        times(from.status(), to.status()).apply(millis, sign);
    }

    private DurationHistogram times(OrderStatus from, OrderStatus to) {
        DurationHistogram known = times.get(from, to);
        if (known == null) {
            known = new DurationHistogram();
            times.put(from, to, known);
        }
        return known;
    }

    private static <T> void apply(Multiset<T> counts, T element, int sign) {
        counts.setCount(element, counts.count(element) + sign);
    }

    void addAll(Tally other) {
        byStatus.addAll(other.byStatus);
        byPackage.addAll(other.byPackage);
        reached.addAll(other.reached);
        completed.addAll(other.completed);
        revenue.addAll(other.revenue);
        other.revenueByPackage.forEach((type, sums) ->
                revenueByPackage.computeIfAbsent(type, t -> new MoneySums()).addAll(sums));
        other.times.cellSet().forEach(cell -> times(cell.getRowKey(), cell.getColumnKey())
                .addAll(cell.getValue()));
    }

    int orders() {
        return byStatus.size();
    }

    boolean isEmpty() {
        return byStatus.isEmpty();
    }

    ImmutableMultiset<OrderStatus> byStatus() {
        return ImmutableMultiset.copyOf(byStatus);
    }

    ImmutableMultiset<PackageType> byPackage() {
        return ImmutableMultiset.copyOf(byPackage);
    }

    ImmutableMultiset<OrderStatus> reached() {
        return ImmutableMultiset.copyOf(reached);
    }

    ImmutableMultiset<CurrencyUnit> completed() {
        return ImmutableMultiset.copyOf(completed);
    }

    ImmutableSortedMap<CurrencyUnit, Money> revenue() {
        return revenue.toMap();
    }

    ImmutableMap<PackageType, ImmutableSortedMap<CurrencyUnit, Money>> revenueByPackage() {
        return ImmutableMap.copyOf(Maps.transformValues(revenueByPackage, MoneySums::toMap));
    }

    ImmutableMap<Step, Duration> medianTimes() {
        ImmutableMap.Builder<Step, Duration> medians = ImmutableMap.builder();
        for (Table.Cell<OrderStatus, OrderStatus, DurationHistogram> cell : times.cellSet()) {
            if (!cell.getValue().isEmpty()) {
                medians.put(
                        new Step(cell.getRowKey(), cell.getColumnKey()),
                        cell.getValue().median());
            }
        }
        return medians.buildOrThrow();
    }
}
