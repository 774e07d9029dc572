package io.pteroorders.core.statistics;

import com.google.common.base.Splitter;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Multiset;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.statistics.OrderStatistics.Step;
import io.pteroorders.core.statistics.StatisticsSums.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Running sums over a set of orders. */
final class Tally {

    private static final Splitter PARTS = Splitter.on(' ');
    private static final int STATUSES = OrderStatus.values().length;

    private int orders;
    private final int[] byStatus = new int[STATUSES];
    private final int[] reached = new int[STATUSES];
    private final Multiset<PackageType> byPackage = HashMultiset.create();
    private final Multiset<CurrencyUnit> completed = HashMultiset.create();
    private final MoneySums revenue = new MoneySums();
    private final MoneySumsBy<PackageType> revenueByPackage = new MoneySumsBy<>();
    private final PaymentTally payments = new PaymentTally();

    /** By the status before, and the one after. */
    private final @Nullable DurationHistogram[] times = new DurationHistogram[STATUSES * STATUSES];

    void apply(Order order, int sign) {
        orders += sign;
        payments.apply(order, sign);
        byStatus[place(order.status())] += sign;
        apply(byPackage, order.item().packageType(), sign);
        if (order.status() == OrderStatus.COMPLETED) {
            applyRevenue(order, sign);
        }
        Set<OrderStatus> seen = EnumSet.noneOf(OrderStatus.class);
        StatusChange previous = null;
        for (StatusChange change : order.statusHistory()) {
            if (seen.add(change.status())) {
                reached[place(change.status())] += sign;
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
        revenueByPackage.apply(order.item().packageType(), amount, sign);
    }

    private void applyStep(StatusChange from, StatusChange to, int sign) {
        long millis = to.timestamp().toEpochMilli() - from.timestamp().toEpochMilli();
        times(from.status(), to.status()).apply(millis, sign);
    }

    private DurationHistogram times(OrderStatus from, OrderStatus to) {
        int place = place(from, to);
        DurationHistogram known = times[place];
        if (known == null) {
            known = new DurationHistogram();
            times[place] = known;
        }
        return known;
    }

    private static int place(OrderStatus from, OrderStatus to) {
        return place(from) * STATUSES + place(to);
    }

    @SuppressWarnings("EnumOrdinal") // in arrays that live no longer than the program
    private static int place(OrderStatus status) {
        return status.ordinal();
    }

    private static <T> void apply(Multiset<T> counts, T element, int sign) {
        if (sign > 0) {
            counts.add(element);
        } else {
            counts.remove(element);
        }
    }

    void export(StatisticsSums.Sink to) {
        for (OrderStatus status : OrderStatus.values()) {
            to.add(Kind.STATUS, status.word(), byStatus[place(status)]);
            to.add(Kind.REACHED, status.word(), reached[place(status)]);
        }
        byPackage.forEachEntry((type, count) -> to.add(Kind.PACKAGE, type.code(), count));
        completed.forEachEntry((currency, count) -> to.add(Kind.COMPLETED, currency.getCode(), count));
        revenueByPackage.forEach((type, sum) ->
                to.add(Kind.REVENUE, type.code() + " " + sum.getCurrencyUnit().getCode(), sum.getAmount()));
        forEachTime((from, step, histogram) -> histogram.forEach(
                (bucket, count) -> to.add(Kind.STEP, from.word() + " " + step.word() + " " + bucket, count)));
        payments.export(to);
    }

    void restore(Kind kind, String of, BigDecimal amount) {
        List<String> parts = PARTS.splitToList(of);
        switch (kind) {
            case STATUS -> {
                byStatus[place(status(of))] += amount.intValueExact();
                orders += amount.intValueExact();
            }
            case REACHED -> reached[place(status(of))] += amount.intValueExact();
            case PACKAGE -> byPackage.add(new PackageType(of), amount.intValueExact());
            case COMPLETED -> completed.add(CurrencyUnit.of(of), amount.intValueExact());
            case REVENUE ->
                restoreRevenue(new PackageType(parts.get(0)), Money.of(CurrencyUnit.of(parts.get(1)), amount));
            case STEP ->
                times(status(parts.get(0)), status(parts.get(1)))
                        .add(Integer.parseInt(parts.get(2)), amount.intValueExact());
            case ATTEMPT, PAID -> payments.restore(kind, of, amount.intValueExact());
            case GROSS, REFUNDED, RECEIVED, FEE -> throw new IllegalArgumentException(kind + " is not about orders");
        }
    }

    private void restoreRevenue(PackageType type, Money amount) {
        revenue.apply(amount, 1);
        revenueByPackage.apply(type, amount, 1);
    }

    private static OrderStatus status(String word) {
        return OrderStatus.parse(word).orElseThrow(() -> new IllegalArgumentException("no status is called " + word));
    }

    void addAll(Tally other) {
        orders += other.orders;
        addAll(byStatus, other.byStatus);
        addAll(reached, other.reached);
        byPackage.addAll(other.byPackage);
        completed.addAll(other.completed);
        revenue.addAll(other.revenue);
        revenueByPackage.addAll(other.revenueByPackage);
        other.forEachTime((from, to, histogram) -> times(from, to).addAll(histogram));
        payments.addAll(other.payments);
    }

    private static void addAll(int[] sums, int[] others) {
        Arrays.setAll(sums, i -> sums[i] + others[i]);
    }

    private interface TimeConsumer {
        void accept(OrderStatus from, OrderStatus to, DurationHistogram histogram);
    }

    private void forEachTime(TimeConsumer consumer) {
        for (OrderStatus from : OrderStatus.values()) {
            for (OrderStatus to : OrderStatus.values()) {
                DurationHistogram histogram = times[place(from, to)];
                if (histogram != null && !histogram.isEmpty()) {
                    consumer.accept(from, to, histogram);
                }
            }
        }
    }

    int orders() {
        return orders;
    }

    boolean isEmpty() {
        return orders == 0;
    }

    ImmutableMultiset<OrderStatus> byStatus() {
        return counts(byStatus);
    }

    private static ImmutableMultiset<OrderStatus> counts(int[] counts) {
        ImmutableMultiset.Builder<OrderStatus> multiset = ImmutableMultiset.builder();
        for (OrderStatus status : OrderStatus.values()) {
            multiset.setCount(status, counts[place(status)]);
        }
        return multiset.build();
    }

    ImmutableMultiset<PackageType> byPackage() {
        return ImmutableMultiset.copyOf(byPackage);
    }

    ImmutableMultiset<OrderStatus> reached() {
        return counts(reached);
    }

    ImmutableMultiset<CurrencyUnit> completed() {
        return ImmutableMultiset.copyOf(completed);
    }

    ImmutableSortedMap<CurrencyUnit, Money> revenue() {
        return revenue.toMap();
    }

    ImmutableMap<PackageType, ImmutableSortedMap<CurrencyUnit, Money>> revenueByPackage() {
        return revenueByPackage.toMap();
    }

    PaymentFigures payments() {
        return payments.figures();
    }

    ImmutableMap<Step, Duration> medianTimes() {
        ImmutableMap.Builder<Step, Duration> medians = ImmutableMap.builder();
        forEachTime((from, to, histogram) -> medians.put(new Step(from, to), histogram.median()));
        return medians.buildOrThrow();
    }
}
