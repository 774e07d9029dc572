package com.example;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static io.pteroorders.core.order.OrderStatus.REFUNDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.OrderArbitraries;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Another flow over the six statuses, tried out before it is decided upon. */
class ChangedFlowTest {

    // region flow
    /** A confirmed order may be completed at once, and nothing is refunded. */
    private static final ImmutableSetMultimap<OrderStatus, OrderStatus> ARROWS =
            ImmutableSetMultimap.<OrderStatus, OrderStatus>builder()
                    .putAll(PENDING, CONFIRMED, CANCELLED)
                    .putAll(CONFIRMED, PROCESSING, COMPLETED, CANCELLED)
                    .putAll(PROCESSING, COMPLETED, CANCELLED)
                    .build();

    @Test
    void theModelGoesAlongEveryArrow() {
        OrderLifecycleModel model = OrderLifecycleModel.of(ChangedFlowTest::store)
                .flow(ARROWS)
                .racing()
                .stories(Integer.getInteger("stories", 100))
                .seed(2026);
        assertEquals(ARROWS, model.check().arrows());
    }
    // endregion

    private final OrderService service = OrderService.builder(store(), ManualClock.at(Fixtures.NOON), new Random(1))
            .flow(OrderFlow.of(ARROWS))
            .build();

    private static OrderStorage store() {
        return new LedgerOrderStorage(new Ledger(), Fixtures.JAKARTA);
    }

    /** The id of an order that went from confirmed straight to completed. */
    private OrderId completed() {
        OrderId id = service.create(Actor.SYSTEM, new CreateOrder(Fixtures.budi(), "bronze", 1))
                .get()
                .id();
        service.confirm(Actor.SYSTEM, new ChangeStatus(id, ""));
        return service.complete(Actor.SYSTEM, new CompleteOrder(id, "srv-1", ""))
                .get()
                .id();
    }

    @Test
    void theServiceRefusesARefund() {
        OrderId id = completed();
        assertEquals(
                Optional.of(new Refusal.IllegalTransition(id, COMPLETED, REFUNDED, ImmutableSet.of())),
                service.refund(Actor.SYSTEM, new ChangeStatus(id, "")).refusal());
    }

    @Test
    void theStatisticsCountWhatWasSkippedAsNotReached() {
        completed();
        OrderStatistics all =
                service.statistics(Actor.SYSTEM, StatisticsPeriod.Unit.ALL).get();
        assertEquals(ImmutableMultiset.of(PENDING, CONFIRMED, COMPLETED), all.reached());
        assertEquals(Map.of(Fixtures.IDR, Fixtures.rupiah(25_000)), all.revenue());
    }

    @Property(tries = 200)
    void theStoreKeepsAnyOrderOfIt(@ForAll("orders") Order order) {
        try (OrderStorage store = store()) {
            store.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty());
            assertEquals(Optional.of(order), store.get(order.id()));
        }
    }

    @Provide
    Arbitrary<Order> orders() {
        return OrderArbitraries.orders(OrderFlow.of(ARROWS));
    }

    // region refused
    @Test
    void aDeadEndIsRefused() {
        assertRefused(
                "an order would be stuck in processing",
                ImmutableSetMultimap.of(PENDING, CONFIRMED, CONFIRMED, PROCESSING));
    }

    @Test
    void aStatusThatNoOrderReachesIsRefused() {
        assertRefused(
                "no order can reach completed, so its arrow to [REFUNDED] is dead",
                ImmutableSetMultimap.of(PENDING, CONFIRMED, CONFIRMED, CANCELLED, COMPLETED, REFUNDED));
    }

    private static void assertRefused(String why, ImmutableSetMultimap<OrderStatus, OrderStatus> arrows) {
        var refused = assertThrows(IllegalArgumentException.class, () -> OrderFlow.of(arrows));
        assertEquals(why, refused.getMessage());
    }
    // endregion
}
