package io.pteroorders.core.order;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static io.pteroorders.core.order.OrderStatus.REFUNDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderFlowTest {

    private static final OrderFlow FLOW = OrderFlow.ORDER_STATUS_FLOW;

    private static StatusChange to(OrderStatus status) {
        return new StatusChange(status, Samples.NOON.plusSeconds(3600), "system", "");
    }

    @ParameterizedTest
    @MethodSource("io.pteroorders.core.StatusPairs#all")
    void anOrderMovesAlongTheArrowsAndNowhereElse(OrderStatus from, OrderStatus to, ImmutableSet<OrderStatus> allowed) {
        Order order = Samples.in(from);
        Outcome<Order> outcome = order.transition(FLOW, to(to));
        if (allowed.contains(to)) {
            assertEquals(to, outcome.get().status());
            assertEquals(
                    order.statusHistory().size() + 1,
                    outcome.get().statusHistory().size());
            assertTrue(outcome.get().continues(order));
        } else {
            Refusal refusal = new Refusal.IllegalTransition(order.id(), from, to, allowed);
            assertEquals(Optional.of(refusal), outcome.refusal());
        }
        assertEquals(allowed.contains(to), FLOW.allows(from, to));
        assertEquals(allowed, FLOW.next(from));
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "REFUNDED"})
    void cancelledAndRefundedAreFinal(OrderStatus status) {
        assertTrue(FLOW.isFinal(status));
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "CONFIRMED", "PROCESSING", "COMPLETED"})
    void theOthersAreNotFinal(OrderStatus status) {
        assertFalse(FLOW.isFinal(status));
    }

    @Test
    void aStatusMustNotLeadToItself() {
        assertRefused(ImmutableSetMultimap.of(PENDING, CANCELLED, PENDING, PENDING), "pending leads to itself");
    }

    @Test
    void anArrowMustNotBeginWhereNoOrderGets() {
        assertRefused(
                ImmutableSetMultimap.of(PENDING, CANCELLED, COMPLETED, REFUNDED),
                "no order can reach completed, so its arrow to [REFUNDED] is dead");
    }

    @Test
    void anOrderMustNotGetStuckWhereItWaitsForSomebody() {
        assertRefused(
                ImmutableSetMultimap.of(PENDING, CONFIRMED, CONFIRMED, PROCESSING),
                "an order would be stuck in processing");
        assertRefused(ImmutableSetMultimap.of(), "an order would be stuck in pending");
    }

    private static void assertRefused(ImmutableSetMultimap<OrderStatus, OrderStatus> arrows, String why) {
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> OrderFlow.of(arrows))
                        .getMessage());
    }

    @Test
    void aShopMayDeliverWithoutSettingUp() {
        OrderFlow direct = OrderFlow.of(ImmutableSetMultimap.of(
                PENDING, CONFIRMED, CONFIRMED, COMPLETED, CONFIRMED, CANCELLED, COMPLETED, REFUNDED));
        Order completed =
                Samples.in(CONFIRMED).transition(direct, to(COMPLETED)).get();
        assertEquals(COMPLETED, completed.status());
        assertEquals(ImmutableSet.of(COMPLETED, CANCELLED), direct.next(CONFIRMED));
        assertFalse(Samples.in(CONFIRMED).transition(direct, to(PROCESSING)).isDone());
        assertFalse(Samples.in(PENDING).transition(direct, to(CANCELLED)).isDone());
    }

    @Test
    void aShopMayRefuseRefunds() {
        OrderFlow noRefunds = OrderFlow.of(ImmutableSetMultimap.of(
                PENDING, CONFIRMED, CONFIRMED, PROCESSING, PROCESSING, COMPLETED, PENDING, CANCELLED));
        assertTrue(noRefunds.isFinal(COMPLETED));
        assertEquals(
                Optional.of(new Refusal.IllegalTransition(Samples.orderId(1), COMPLETED, REFUNDED, ImmutableSet.of())),
                Samples.in(COMPLETED).transition(noRefunds, to(REFUNDED)).refusal());
    }

    @Test
    void flowsWithTheSameArrowsAreEqual() {
        OrderFlow one = OrderFlow.of(ImmutableSetMultimap.of(PENDING, CONFIRMED, CONFIRMED, CANCELLED));
        OrderFlow same = OrderFlow.of(ImmutableSetMultimap.of(CONFIRMED, CANCELLED, PENDING, CONFIRMED));
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
        assertFalse(one.equals(FLOW));
    }
}
