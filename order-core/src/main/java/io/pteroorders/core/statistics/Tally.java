package io.pteroorders.core.statistics;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multiset;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.statistics.OrderStatistics.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Running sums over a set of orders. */
final class Tally {

    private final Multiset<OrderStatus> byStatus = HashMultiset.create();
    private final Multiset<PackageType> byPackage = HashMultiset.create();
    private final Multiset<OrderStatus> reached = HashMultiset.create();
    private final Multiset<CurrencyUnit> completed = HashMultiset.create();
    private final MoneySums revenue = new MoneySums();
    private final Map<PackageType, MoneySums> revenueByPackage = new TreeMap<>();
    private final Map<Step, DurationHistogram> times = new HashMap<>();

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
        Step step = new Step(from.status(), to.status());
        DurationHistogram histogram = times.computeIfAbsent(step, s -> new DurationHistogram());
        histogram.apply(Duration.between(from.timestamp(), to.timestamp()), sign);
        if (histogram.isEmpty()) {
            times.remove(step);
        }
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
        other.times.forEach((step, histogram) ->
                times.computeIfAbsent(step, s -> new DurationHistogram()).addAll(histogram));
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
        return ImmutableMap.copyOf(Maps.transformValues(times, DurationHistogram::median));
    }
}
