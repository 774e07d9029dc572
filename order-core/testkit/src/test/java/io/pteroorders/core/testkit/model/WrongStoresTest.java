package io.pteroorders.core.testkit.model;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import io.pteroorders.core.testkit.wrong.ForwardingStorage;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The model bites: stores that are wrong in one thing each are found out through the service. */
@Tag("long")
@Tag("hunt")
class WrongStoresTest {

    /** A store whose every new state of an order is made wrong. */
    private static OrderLifecycleModel corrupting(Function<Order, Order> wrong) {
        return Hunt.wrongStore(store -> new ForwardingStorage(store) {
            @Override
            public Optional<Order> get(OrderId id) {
                return super.get(id).map(wrong);
            }
        });
    }

    @Test
    void anOlderStateRead() {
        Hunt.catches(
                "the last entry of a history is lost",
                corrupting(order -> Altered.history(
                        order,
                        order.statusHistory()
                                .subList(0, Math.max(1, order.statusHistory().size() - 1)))),
                "admin confirms");
    }

    @Test
    void refundsCountedAsRevenue() {
        Hunt.catches(
                "refunded orders count as revenue", Hunt.wrongStore(RefundsAreRevenue::new), "in the statistics of");
    }

    /** Counts refunded orders as if they were completed. */
    private static final class RefundsAreRevenue extends ForwardingStorage {

        RefundsAreRevenue(OrderStorage store) {
            super(store);
        }

        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            StatisticsCollector collector = new StatisticsCollector(Fixtures.JAKARTA);
            query(OrderQuery.oldestFirst().limit(OrderQuery.MAX_LIMIT).build()).orders().stream()
                    .map(order -> order.status() == OrderStatus.REFUNDED
                            ? Altered.history(
                                    order,
                                    order.statusHistory()
                                            .subList(0, order.statusHistory().size() - 1))
                            : order)
                    .forEach(collector::add);
            LocalDate day = LocalDate.ofInstant(asOf, Fixtures.JAKARTA);
            return collector.statistics(StatisticsPeriod.containing(day, unit), asOf);
        }
    }

    @Test
    void deletedOrdersStillCounted() {
        Hunt.catches(
                "a deleted order is still counted", Hunt.wrongStore(CountsDeleted::new), "expected count 0, was 1");
    }

    /** Counts what it ever inserted. */
    private static final class CountsDeleted extends ForwardingStorage {

        private long inserted;

        CountsDeleted(OrderStorage store) {
            super(store);
        }

        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = super.insert(order, guard, request);
            inserted += result.kind() == WriteResult.Kind.DONE ? 1 : 0;
            return result;
        }

        @Override
        public synchronized long count(OrderQuery query) {
            return inserted;
        }
    }

    @Test
    void anEventBeforeTheCommit() {
        Hunt.catches("a change is done before it is stored", Hunt.wrongStore(WriteBehind::new), "before it was stored");
    }

    /** Answers at once and stores the change when somebody next lists. */
    private static final class WriteBehind extends ForwardingStorage {

        private Runnable waiting = () -> {};

        WriteBehind(OrderStorage store) {
            super(store);
        }

        @Override
        public synchronized WriteResult update(
                OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            flush();
            Optional<Order> before = real.get(id);
            Optional<Order> after =
                    before.flatMap(order -> change.apply(order).fold(Optional::of, refusal -> Optional.empty()));
            if (after.isEmpty()) {
                return real.update(id, change, request);
            }
            waiting = () -> real.update(id, change, request);
            return WriteResult.done(id, before, after);
        }

        private void flush() {
            waiting.run();
            waiting = () -> {};
        }

        @Override
        public synchronized Page query(OrderQuery query) {
            flush();
            return super.query(query);
        }
    }

    @Test
    void requestsForgotten() {
        Hunt.catches(
                "a repeated request is carried out again",
                Hunt.wrongStore(store -> new ForwardingStorage(store) {
                    @Override
                    public WriteResult remove(
                            OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
                        return super.remove(id, guard, Optional.empty());
                    }

                    @Override
                    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
                        return super.insert(order, guard, Optional.empty());
                    }
                }),
                "(request");
    }

    @Test
    void aCapNotAtomic() {
        Hunt.catches(
                "a cap is checked apart from the insert",
                Hunt.wrongStore(CheckThenInsert::new).racing(),
                "at once");
    }

    /** Looks at the pending orders, and inserts later. */
    private static final class CheckThenInsert extends ForwardingStorage {

        CheckThenInsert(OrderStorage store) {
            super(store);
        }

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            OrderQuery pending = OrderQuery.oldestFirst()
                    .customer(order.customer().id())
                    .status(OrderStatus.PENDING)
                    .build();
            Optional<Refusal> refusal = guard.check(query(pending).orders());
            Hunt.dawdle(real);
            return super.insert(order, seen -> refusal, request);
        }
    }

    @Test
    void aStoreThatForgets() {
        Hunt.catches(
                "a cancelled order is lost when the store is opened anew",
                OrderLifecycleModel.of(Hunt::rightStore).reopening(store -> {
                    List<Order> kept = store.query(OrderQuery.oldestFirst()
                                    .status(
                                            OrderStatus.PENDING,
                                            OrderStatus.CONFIRMED,
                                            OrderStatus.PROCESSING,
                                            OrderStatus.COMPLETED,
                                            OrderStatus.REFUNDED)
                                    .limit(OrderQuery.MAX_LIMIT)
                                    .build())
                            .orders();
                    store.close();
                    return InMemoryOrderStorage.builder(Fixtures.JAKARTA)
                            .orders(kept)
                            .build();
                }),
                "the store is opened anew: in the list expected 1 on 1 page, was 0 on 1 page");
    }

    @Test
    void requestsForgottenWhenTheClockJumpsBack() {
        Hunt.catches(
                "requests from years ahead are forgotten",
                Hunt.wrongStore(ForgetsTheFuture::new),
                "the clock jumps by -");
    }

    /** Forgets the requests that were made more than a year after now. */
    private static final class ForgetsTheFuture extends ForwardingStorage {

        private final Map<RequestId, Instant> times = new ConcurrentHashMap<>();

        ForgetsTheFuture(OrderStorage store) {
            super(store);
        }

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            Instant now = order.createdAt();
            boolean forgotten = request.flatMap(id -> Optional.ofNullable(times.get(id)))
                    .filter(at -> at.isAfter(now.plus(Duration.ofDays(365))))
                    .isPresent();
            request.ifPresent(id -> times.putIfAbsent(id, now));
            return super.insert(order, guard, request.filter(id -> !forgotten));
        }
    }

    /** A store that answers another query than some that it was asked. */
    private static OrderLifecycleModel asking(Function<OrderQuery, Optional<OrderQuery.Builder>> wrong) {
        return Hunt.wrongStore(store -> new ForwardingStorage(store) {
            @Override
            public Page query(OrderQuery query) {
                return super.query(wrong.apply(query)
                        .map(other ->
                                query.after().map(other::after).orElse(other).build())
                        .orElse(query));
            }
        });
    }

    /** The same page of the same customer's orders, in the same statuses. */
    private static OrderQuery.Builder bare(OrderQuery query) {
        OrderQuery.Builder bare = query.direction() == OrderQuery.Direction.NEWEST_FIRST
                ? OrderQuery.newestFirst()
                : OrderQuery.oldestFirst();
        query.customer().ifPresent(bare::customer);
        return bare.status(query.statuses().toArray(OrderStatus[]::new)).limit(query.limit());
    }

    @Test
    void aPackageNotLookedFor() {
        Hunt.catches(
                "orders of any package are found",
                asking(query -> query.packageType().map(any -> bare(query))),
                "of gold");
    }

    @Test
    void aPhoneNotLookedFor() {
        Hunt.catches(
                "orders of any phone are found",
                asking(query -> query.phoneDigits().map(any -> bare(query))),
                "with phone");
    }

    @Test
    void aPartOfAnIdNotLookedFor() {
        Hunt.catches(
                "orders with any id are found", asking(query -> query.idPart().map(any -> bare(query))), "in the id");
    }

    @Test
    void oneStatusOfSeveralLookedFor() {
        Hunt.catches(
                "of several statuses the first is looked for",
                asking(query -> Optional.of(query.statuses().asList())
                        .filter(statuses -> statuses.size() > 1)
                        .map(statuses -> bare(query).status(statuses.get(0)))),
                "in [");
    }

    @Test
    void aSpanOfTimeTooLong() {
        Hunt.catches(
                "a span of time has its end in it",
                asking(query -> query.createdBefore().map(end -> bare(query).createdBefore(end.plusMillis(1)))),
                "before");
    }

    @Test
    void aSpanOfTimeTooShort() {
        Hunt.catches(
                "a span of time has not its beginning in it",
                asking(query -> query.createdFrom().map(first -> bare(query).createdFrom(first.plusMillis(1)))),
                "from");
    }

    @Test
    void anOrderOnTwoPages() {
        Hunt.catches(
                "a page begins with the last order of the one before",
                Hunt.wrongStore(store -> new ForwardingStorage(store) {
                    @Override
                    public Page query(OrderQuery query) {
                        Page page = super.query(query);
                        return query.after()
                                .flatMap(this::get)
                                .map(last -> new Page(
                                        ImmutableList.<Order>builder()
                                                .add(last)
                                                .addAll(page.orders())
                                                .build(),
                                        page.more(),
                                        page.total()))
                                .orElse(page);
                    }
                }),
                "to a page");
    }

    @Test
    void anOrderBetweenTwoPages() {
        Hunt.catches(
                "a page leaves out its first order",
                Hunt.wrongStore(store -> new ForwardingStorage(store) {
                    @Override
                    public Page query(OrderQuery query) {
                        Page page = super.query(query);
                        return query.after().isEmpty() || page.orders().isEmpty() || page.more()
                                ? page
                                : new Page(
                                        page.orders().subList(1, page.orders().size()), false, page.total());
                    }
                }),
                "to a page");
    }

    @Test
    void aCursorLostWithItsOrder() {
        Hunt.catches("a list begins again after an order that went", Hunt.wrongStore(LosesCursors::new), "after");
    }

    /** Does not know where an order stood that went. */
    private static final class LosesCursors extends ForwardingStorage {

        private final Set<OrderId> went = ConcurrentHashMap.newKeySet();

        LosesCursors(OrderStorage store) {
            super(store);
        }

        @Override
        public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            WriteResult result = super.remove(id, guard, request);
            if (result.kind() == WriteResult.Kind.DONE) {
                went.add(id);
            }
            return result;
        }

        @Override
        public Page query(OrderQuery query) {
            boolean lost = query.after().filter(went::contains).isPresent();
            return super.query(lost ? bare(query).build() : query);
        }
    }

    @Test
    void aWeekThatEndedLastSunday() {
        Hunt.catches(
                "a week ends on Sunday and is the one before",
                Hunt.wrongStore(LastSunday::new),
                "in the statistics of week");
    }

    /** Counts the week that the last Sunday was in. */
    private static final class LastSunday extends ForwardingStorage {

        LastSunday(OrderStorage store) {
            super(store);
        }

        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            if (unit != StatisticsPeriod.Unit.WEEK) {
                return super.statistics(unit, asOf);
            }
            StatisticsCollector collector = new StatisticsCollector(Fixtures.JAKARTA);
            query(OrderQuery.oldestFirst().limit(OrderQuery.MAX_LIMIT).build())
                    .orders()
                    .forEach(collector::add);
            LocalDate day = LocalDate.ofInstant(asOf, Fixtures.JAKARTA);
            LocalDate sunday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            return collector.statistics(StatisticsPeriod.containing(sunday, unit), asOf);
        }
    }

    @Test
    void figuresOfAnotherMoment() {
        OrderLifecycleModel model = Hunt.wrongStore(OnlyNow::new).shop(parts -> {
            ((OnlyNow) parts.storage()).clock = Optional.of(parts.clock());
            OrderService service = Hunt.rightService(parts);
            return service;
        });
        Hunt.catches("figures are of now whatever moment is asked for", model, "in the statistics of");
    }

    /** Has figures of the current day, week and month only. */
    private static final class OnlyNow extends ForwardingStorage {

        private Optional<Clock> clock = Optional.empty();

        OnlyNow(OrderStorage store) {
            super(store);
        }

        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            return super.statistics(unit, clock.map(Clock::instant).orElse(asOf));
        }
    }

    @Test
    void aClaimThatAnotherOrderHolds() {
        Hunt.catches(
                "a claim that is refused counts as done",
                Hunt.wrongStore(TakesClaims::new),
                "expected refused, was done");
    }

    /** Says "done" to an order that claims what another one holds. */
    private static final class TakesClaims extends ForwardingStorage {

        TakesClaims(OrderStorage store) {
            super(store);
        }

        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = super.update(id, change, request);
            boolean claimed =
                    result.refusal().filter(Refusal.Claimed.class::isInstance).isPresent();
            return claimed ? WriteResult.done(id, result.after(), result.after()) : result;
        }
    }
}
