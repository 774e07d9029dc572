package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Refusal.NotErasable.Why;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an erasure takes out of an order, and what it leaves. */
class ErasureTest {

    private static final PersonId PSEUDONYM = PersonId.of("erased:abcdefghijklmnop");

    static Stream<Order> orders() {
        return OrdersInFull.all().stream();
    }

    private static Order erased(Order order) {
        return new Erasure(order.customer().id(), PSEUDONYM).in(order);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatSomebodyWroteAndWhoTheyAreIsGone(Order order) {
        Order rest = erased(order);
        assertEquals(PSEUDONYM, rest.customer().id());
        assertEquals(PSEUDONYM.text(), rest.customer().chatId());
        assertEquals("", rest.customer().displayName());
        assertEquals("", rest.notes().toString());
        assertEquals(Optional.empty(), rest.username());
        assertEquals(Optional.empty(), rest.paymentProof());
        assertEquals(Optional.empty(), rest.serverId());
        assertEquals(Optional.empty(), rest.server().flatMap(server -> server.user()));
        assertEquals(Optional.empty(), rest.server().flatMap(server -> server.address()));
        rest.adminNotes().all().forEach(note -> assertEquals("Money returned", note.text()));
        for (Payment payment : rest.payments().all()) {
            assertEquals(Optional.empty(), payment.reference());
            assertEquals(Optional.empty(), payment.payBy());
            payment.refunds().forEach(refund -> assertEquals("", refund.reason()));
        }
        String person = order.customer().id().text();
        assertFalse(rest.statusHistory().stream()
                .anyMatch(change -> change.updatedBy().equals(person)
                        || (change.status() != OrderStatus.PENDING
                                && !change.notes().isEmpty())));
        assertFalse(rest.subscription().entries().stream()
                .anyMatch(entry -> entry.by().equals(person)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatTheOrderCountsForStays(Order order) {
        Order rest = erased(order);
        assertEquals(order.id(), rest.id());
        assertEquals(order.item(), rest.item());
        assertEquals(order.createdAt(), rest.createdAt());
        assertEquals(order.updatedAt(), rest.updatedAt());
        assertEquals(order.claims(), rest.claims());
        assertEquals(order.sequel(), rest.sequel());
        assertEquals(order.owed(), rest.owed());
        assertEquals(
                order.statusHistory().stream()
                        .map(change -> change.status() + " " + change.timestamp())
                        .toList(),
                rest.statusHistory().stream()
                        .map(change -> change.status() + " " + change.timestamp())
                        .toList());
        for (int i = 0; i < order.payments().all().size(); i++) {
            Payment before = order.payments().all().get(i);
            Payment after = rest.payments().all().get(i);
            assertEquals(before.state(), after.state());
            assertEquals(before.amountPaid(), after.amountPaid());
            assertEquals(before.amountHeld(), after.amountHeld());
            assertEquals(before.paidAt(), after.paidAt());
        }
    }

    @Test
    void anotherPersonsOrderIsLeftAlone() {
        Erasure siti = Erasure.of(Fixtures.siti().id(), new SecureRandom());
        assertThrows(
                IllegalArgumentException.class,
                () -> siti.in(Fixtures.anOrder(1).pending()));
    }

    @Test
    void aPseudonymTellsNothing() {
        PersonId one = Erasure.drawPseudonym(new SecureRandom());
        PersonId other = Erasure.drawPseudonym(new SecureRandom());
        assertFalse(one.equals(other));
        assertEquals("erased:".length() + 16, one.text().length());
        assertThrows(IllegalArgumentException.class, () -> new Erasure(one, other));
    }

    @Test
    void ordersThatAreNotOverAreInTheWay() {
        for (OrderStatus open : ImmutableList.of(OrderStatus.PENDING, OrderStatus.CONFIRMED, OrderStatus.PROCESSING)) {
            Order order = Fixtures.anOrder(1).in(open);
            assertEquals(
                    Optional.of(new Refusal.NotErasable(order.id(), Why.OPEN)),
                    Erasure.hindrance(ImmutableList.of(Fixtures.anOrder(2).in(OrderStatus.REFUNDED), order)));
        }
        for (OrderStatus over : ImmutableList.of(OrderStatus.COMPLETED, OrderStatus.CANCELLED, OrderStatus.REFUNDED)) {
            assertEquals(
                    Optional.empty(),
                    Erasure.hindrance(ImmutableList.of(Fixtures.anOrder(1).in(over))));
        }
    }
}
