package io.pteroorders.core.testkit.model;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.StatusChange;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The model bites: stores that are wrong in one thing each are found out through the service. */
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

    private static Order with(Order order, List<StatusChange> history) {
        return Order.restore(order.id(), order.customer(), order.item(), order.createdAt(), history)
                .updatedAt(order.updatedAt())
                .notes(order.notes())
                .adminNotes(order.adminNotes())
                .serverId(order.serverId().orElse(null))
                .paymentProof(order.paymentProof().orElse(null))
                .username(order.username().orElse(null))
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    @Test
    void anOlderStateRead() {
        Hunt.catches(
                "the last entry of a history is lost",
                corrupting(order -> with(
                        order,
                        order.statusHistory()
                                .subList(0, Math.max(1, order.statusHistory().size() - 1)))),
                "admin confirms");
    }

    @Test
    void refundsCountedAsRevenue() {
        Hunt.catches(
                "refunded orders count as revenue",
                Hunt.wrongStore(RefundsAreRevenue::new),
                "in the statistics expected");
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
                            ? with(
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
            OrderId refused = order.id();
            OrderQuery pending = OrderQuery.oldestFirst()
                    .customer(order.customer().id())
                    .status(OrderStatus.PENDING)
                    .build();
            Optional<Refusal> refusal = guard.check(query(pending).orders());
            Hunt.dawdle(real);
            return refusal.map(no -> WriteResult.refused(refused, Optional.empty(), no))
                    .orElseGet(() -> super.insert(order, InsertGuard.NONE, request));
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
                    return InMemoryOrderStorage.restored(
                            Fixtures.JAKARTA, kept, "again", InMemoryOrderStorage.WriteAhead.NONE);
                }),
                "the store is opened anew: in the list expected to see 1, saw 0");
    }
}
