package io.pteroorders.core.testkit.wrong;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Stores that are wrong in their statistics, or in how they end. */
final class WrongFigures {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("begins its days in UTC", BeginsDaysInUtc::new)
                    .put("takes the day asked for in UTC", AsksForUtcDay::new)
                    .put("counts refunded orders as revenue", CountsRefundedAsRevenue::new)
                    .put("adds up currencies", AddsUpCurrencies::new)
                    .put("counts removed orders in its statistics", CountsRemoved::new)
                    .put("answers statistics from a cache", CachesStatistics::new)
                    .put("reads its statistics in two steps", ReadsTwice::new)
                    .put("ignores the period", IgnoresPeriod::new)
                    .put("goes on after it was closed", NeverCloses::new)
                    .put("fails when closed again", ClosesOnce::new)
                    .put("loses the newest order when opened again", LosesNewest::new)
                    .put("opens again with orders as they were inserted", LosesChanges::new)
                    .put("opens again with orders that were removed", RevivesRemoved::new)
                    .buildOrThrow();

    private WrongFigures() {}

    private static final class BeginsDaysInUtc extends ForwardingStorage {
        BeginsDaysInUtc() {
            real = InMemoryOrderStorage.create(ZoneOffset.UTC);
        }
    }

    private static final class AsksForUtcDay extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            return real.statistics(unit, asOf.minus(Duration.ofHours(7)));
        }
    }

    private static OrderStatistics with(
            ImmutableSortedMap<CurrencyUnit, Money> revenue, OrderStatistics other, OrderStatistics counts) {
        return new OrderStatistics(
                other.period(),
                other.asOf(),
                other.zone(),
                counts.byStatus(),
                other.byPackage(),
                other.recent(),
                revenue,
                other.completed(),
                other.revenueByPackage(),
                other.cash(),
                other.days(),
                other.months(),
                other.reached(),
                other.medianTimes(),
                other.payments(),
                other.customers(),
                other.before());
    }

    private static final class CountsRefundedAsRevenue extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics right = real.statistics(unit, asOf);
            return with(right.cash().gross(), right, right);
        }
    }

    private static final class AddsUpCurrencies extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics right = real.statistics(unit, asOf);
            ImmutableSortedMap<CurrencyUnit, Money> sum = right.revenue().entrySet().stream()
                    .findFirst()
                    .map(first -> ImmutableSortedMap.of(
                            first.getKey(),
                            right.revenue().values().stream()
                                    .map(amount -> Money.of(first.getKey(), amount.getAmount(), RoundingMode.HALF_UP))
                                    .reduce(Money.zero(first.getKey()), Money::plus)))
                    .orElse(ImmutableSortedMap.of());
            return with(sum, right, right);
        }
    }

    private static final class CountsRemoved extends ForwardingStorage {
        private final OrderStorage everything = InMemoryOrderStorage.create(ForwardingStorage.ZONE);

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = real.insert(order, guard, request);
            if (result.kind() == WriteResult.Kind.DONE) {
                everything.insert(order, InsertGuard.NONE, Optional.empty());
            }
            return result;
        }

        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = real.update(id, change, request);
            if (result.kind() == WriteResult.Kind.DONE) {
                everything.update(id, now -> Outcome.done(result.after().orElseThrow()), Optional.empty());
            }
            return result;
        }

        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            real.statistics(unit, asOf);
            return everything.statistics(unit, asOf);
        }
    }

    private static final class CachesStatistics extends ForwardingStorage {
        private final Map<StatisticsPeriod.Unit, OrderStatistics> cache = new ConcurrentHashMap<>();

        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics now = real.statistics(unit, asOf);
            return cache.compute(
                    unit, (any, before) -> before != null && before.asOf().equals(asOf) ? before : now);
        }
    }

    private static final class ReadsTwice extends ForwardingStorage {
        @Override
        @SuppressWarnings("ThreadPriorityCheck") // only makes a race likelier
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            OrderStatistics first = real.statistics(unit, asOf);
            Thread.yield();
            OrderStatistics second = real.statistics(unit, asOf);
            return with(second.revenue(), second, first);
        }
    }

    private static final class IgnoresPeriod extends ForwardingStorage {
        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            return real.statistics(StatisticsPeriod.Unit.ALL, asOf);
        }
    }

    private static final class NeverCloses extends ForwardingStorage {
        @Override
        public void close() {}
    }

    private static final class ClosesOnce extends ForwardingStorage {
        private boolean closed;

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
            real.close();
        }
    }

    private static final class LosesNewest extends ForwardingStorage {
        @Override
        OrderStorage reopened() {
            ImmutableList<Order> all = all();
            restore(all.subList(0, Math.max(0, all.size() - 1)));
            return this;
        }
    }

    private static final class LosesChanges extends RememberingStorage {
        @Override
        OrderStorage reopened() {
            restore(all().stream().map(order -> cursor(order.id())).collect(toImmutableList()));
            return this;
        }
    }

    private static final class RevivesRemoved extends RememberingStorage {
        @Override
        OrderStorage reopened() {
            ImmutableList<Order> all = inserted.values().stream()
                    .map(order -> get(order.id()).orElse(order))
                    .sorted(Comparator.comparing(Order::id))
                    .collect(toImmutableList());
            restore(all);
            return this;
        }
    }
}
