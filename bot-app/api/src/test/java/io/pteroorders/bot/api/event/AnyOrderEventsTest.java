package io.pteroorders.bot.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.testkit.OrderArbitraries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever happens to an order, it tells of what it told before, by the same keys, and never of two things by one. */
class AnyOrderEventsTest {

    private static final ImmutableSet<String> PASSING = ImmutableSet.of("review", "expired", "failed", "cancelled");

    @Provide
    Arbitrary<Order> orders() {
        return OrderArbitraries.orders();
    }

    private static ImmutableList<String> keys(Order order) {
        return OrderEvents.of(order).stream().map(DerivedEvent::key).collect(ImmutableList.toImmutableList());
    }

    /** A state that passes is told of while it lasts. */
    private static boolean isForGood(String key) {
        List<String> parts = List.of(key.split("/"));
        return !key.startsWith("server/")
                && !key.contains("/disputed/")
                && (parts.size() != 3 || !parts.get(0).equals("payment") || !PASSING.contains(parts.get(2)));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void keysStayAndAreOfOneThingEach(@ForAll("orders") Order begun, @ForAll Random random) {
        Order order = begun;
        checkEach(order);
        for (int i = 0; i < 12; i++) {
            Order next = changed(order, random);
            assertTrue(next.continues(order));
            List<String> before =
                    keys(order).stream().filter(AnyOrderEventsTest::isForGood).collect(Collectors.toList());
            before.removeAll(keys(next));
            assertEquals(List.of(), before);
            checkEach(next);
            order = next;
        }
    }

    private static void checkEach(Order order) {
        List<String> keys = keys(order);
        assertEquals(keys.size(), ImmutableSet.copyOf(keys).size(), keys.toString());
        for (DerivedEvent event : OrderEvents.of(order)) {
            assertFalse(event.from().isAfter(event.at()), event.toString());
        }
    }

    /** Something that can happen to it now; nothing if that cannot. */
    private static Order changed(Order order, Random random) {
        Instant now = order.updatedAt().plusMillis(random.nextInt(3) * 1000L);
        try {
            return switch (random.nextInt(7)) {
                case 0 -> order.withNote(now, "system", "a\nnote " + now + " system x");
                case 1 -> order.withAdminNote(now, "system", "a note");
                case 2 ->
                    order.transition(
                                    OrderFlow.ORDER_STATUS_FLOW,
                                    new StatusChange(any(OrderStatus.values(), random), now, "system", ""))
                            .fold(done -> done, refusal -> order);
                case 3 -> order.withPayment(now, begun(order, now));
                case 4 -> order.withPayment(now, paymentChanged(any(order, random), now, random));
                case 5 ->
                    order.withSubscription(
                            now,
                            order.subscription()
                                    .with(new SubscriptionEntry.Suspended(
                                            order.subscription().notBefore(now),
                                            "system",
                                            SuspensionReason.ABUSE,
                                            "")));
                default -> order.withServer(now, serverChanged(order, now, random));
            };
        } catch (IllegalArgumentException e) {
            return order;
        }
    }

    private static <T> T any(T[] all, Random random) {
        return all[random.nextInt(all.length)];
    }

    private static Payment any(Order order, Random random) {
        List<Payment> all = order.payments().all();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is no attempt");
        }
        return all.get(random.nextInt(all.size()));
    }

    private static Payment begun(Order order, Instant now) {
        PaymentId id = new PaymentId(order.id(), order.payments().all().size() + 1);
        return Payment.begin(id, "manual", order.totalAmount(), now).build();
    }

    private static Payment paymentChanged(Payment payment, Instant now, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> payment.with(new PaymentArrival(payment.amountDue(), now, "system", Optional.empty()));
            case 1 -> payment.withRefund(payment.amountHeld(), now, "system", "");
            case 2 ->
                payment.refundEnded(
                        Math.max(1, payment.refunds().size()),
                        any(new PaymentRefund.State[] {PaymentRefund.State.DONE, PaymentRefund.State.FAILED}, random),
                        now);
            case 3 -> payment.disputeWon(now, "system", "report-" + random.nextInt());
            default -> payment.moved(any(PaymentState.values(), random), now);
        };
    }

    private static Server serverChanged(Order order, Instant now, Random random) {
        Server server = order.server().orElseGet(() -> Server.wanted("shop-" + order.id(), now));
        return random.nextInt(4) == 0
                ? server.failed(ServerTrouble.of(ServerTrouble.Kind.NO_ROOM), now)
                : server.found(7, "abc", 1, Optional.empty()).moved(any(ServerState.values(), random), now);
    }
}
