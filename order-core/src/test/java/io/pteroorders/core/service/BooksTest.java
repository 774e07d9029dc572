package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Notes.Note;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What admins put right: money that is owed, pictures that prove nothing, ids of servers. */
class BooksTest extends ServiceTest {

    private Order paidAndCancelled() {
        return given(Samples.moved(
                Samples.pending(1, Samples.budi(), Samples.NOON), OrderStatus.CONFIRMED, OrderStatus.CANCELLED));
    }

    private static String lastAdminNote(Order order) {
        Note last = Iterables.getLast(order.adminNotes().all());
        assertEquals(Optional.of(Samples.ADMIN.text()), last.author());
        return last.text();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsOwedForAnOrderThatWasNotBothPaidAndCancelled(OrderStatus status) {
        assertEquals(Optional.empty(), Samples.in(status).owed());
    }

    @Test
    void theMoneyOfAPaidOrderThatWasCancelledIsOwedUntilItWentBack() {
        Order order = paidAndCancelled();
        assertEquals(Optional.of(Samples.rupiah(25_000)), order.owed());
        Order returned = service.returnMoney(ADMIN, new ChangeStatus(order.id(), "BCA 1234"))
                .get();
        assertEquals(Optional.empty(), returned.owed());
        assertEquals("Money returned. BCA 1234", lastAdminNote(returned));
        assertEquals(OrderStatus.CANCELLED, returned.status());
    }

    @Test
    void moneyGoesBackOnce() {
        Order order = paidAndCancelled();
        service.returnMoney(ADMIN, new ChangeStatus(order.id(), "")).get();
        assertInstanceOf(
                Refusal.IllegalTransition.class,
                refused(() -> service.returnMoney(ADMIN, new ChangeStatus(order.id(), ""))));
    }

    @Test
    void aRepeatedRequestCountsOnce() {
        Order order = paidAndCancelled();
        ChangeStatus request = new ChangeStatus(order.id(), "", ONCE);
        assertEquals(
                service.returnMoney(ADMIN, request).get(),
                service.returnMoney(ADMIN, request).get());
    }

    @Test
    void aRefusedPictureIsTakenAwayAndItsReferenceKept() {
        Order order = given(OrderStatus.PENDING);
        service.setPaymentProof(BUDI, new SetPaymentProof(order.id(), "proofs/1.jpg", NO_REQUEST))
                .get();
        Order refused = service.refusePaymentProof(ADMIN, new ChangeStatus(order.id(), "blurred"))
                .get();
        assertEquals(Optional.empty(), refused.paymentProof());
        assertEquals(OrderStatus.PENDING, refused.status());
        assertEquals("Payment proof refused: proofs/1.jpg. blurred", lastAdminNote(refused));
    }

    @Test
    void aCorrectedServerIdLeavesTheOneBeforeInANote() {
        Order order = given(Samples.in(OrderStatus.COMPLETED).withServerId(Samples.NOON, "SERVER"));
        Order corrected = service.correctServerId(ADMIN, new CompleteOrder(order.id(), "srv-12", ""))
                .get();
        assertEquals(Optional.of("srv-12"), corrected.serverId());
        assertEquals("Server ID before: SERVER", lastAdminNote(corrected));
        assertTrue(corrected.updatedAt().isAfter(order.updatedAt()));
    }

    @Test
    void aWrongServerIdIsRefusedAsAtCompletion() {
        Order order = given(OrderStatus.COMPLETED);
        assertInstanceOf(
                Refusal.InvalidInput.class,
                refused(() -> service.correctServerId(ADMIN, new CompleteOrder(order.id(), "not one", ""))));
    }
}
