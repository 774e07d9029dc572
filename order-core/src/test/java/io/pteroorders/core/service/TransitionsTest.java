package io.pteroorders.core.service;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static io.pteroorders.core.order.OrderStatus.REFUNDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransitionsTest extends ServiceTest {

    private Outcome<Order> ask(OrderId id, OrderStatus to) {
        return switch (to) {
            case PENDING -> service.moveAll(ADMIN, PENDING, List.of(move(id))).get(0);
            case CONFIRMED -> service.confirm(ADMIN, move(id));
            case PROCESSING -> service.process(ADMIN, move(id));
            case COMPLETED -> service.complete(ADMIN, new CompleteOrder(id, "srv-9", ""));
            case CANCELLED -> service.cancel(ADMIN, move(id));
            case REFUNDED -> service.refund(ADMIN, move(id));
        };
    }

    @ParameterizedTest
    @MethodSource("io.pteroorders.core.StatusPairs#all")
    void theServiceMovesOrdersAlongTheArrowsAndNowhereElse(
            OrderStatus from, OrderStatus to, ImmutableSet<OrderStatus> allowed) {
        Order order = given(from);
        if (allowed.contains(to)) {
            assertEquals(to, ask(order.id(), to).get().status());
            assertEquals(to, stored(order.id()).status());
            assertEquals(1, events.size());
        } else {
            assertEquals(
                    new Refusal.IllegalTransition(order.id(), from, to, allowed), refused(() -> ask(order.id(), to)));
        }
    }

    @Test
    void aMoveIsWrittenDownWithWhoWhenAndWhy() {
        Order order = given(PENDING);
        service.confirm(ADMIN, new ChangeStatus(order.id(), "paid\nby bank"));
        StatusChange entry = new StatusChange(CONFIRMED, now.get(), ADMIN.text(), "paid by bank");
        assertEquals(entry, stored(order.id()).lastChange());
        assertEquals(now.get(), stored(order.id()).updatedAt());
    }

    @Test
    void aMoveUnderAClockThatWentBackKeepsTheTimesInOrder() {
        Order order = given(CONFIRMED);
        now.set(order.createdAt().minusSeconds(3600));
        service.process(ADMIN, move(order.id()));
        assertEquals(order.updatedAt(), stored(order.id()).lastChange().timestamp());
    }

    @Test
    void anOrderIsCompletedWithItsServer() {
        Order order = given(PROCESSING);
        Order completed = service.complete(ADMIN, new CompleteOrder(order.id(), "srv-9", ""))
                .get();
        assertEquals(Optional.of("srv-9"), completed.serverId());
        assertEquals(completed, stored(order.id()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESSING")
    void aRefusedCompletionSavesNoServer(OrderStatus status) {
        Order order = given(status);
        refused(() -> service.complete(ADMIN, new CompleteOrder(order.id(), "srv-9", "")));
        assertEquals(Optional.empty(), stored(order.id()).serverId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../etc", "a b", "sérver", "srv-9\n", "srv\u200b9"})
    void aBadServerIdIsRefusedWithAllElseThatIsWrong(String serverId) {
        Order order = given(PROCESSING);
        String longNote = "x".repeat(501);
        ImmutableList<Violation> expected = ImmutableList.of(
                Violation.of(Violation.Code.NOTE_TOO_LONG, "note", longNote, new Violation.Range(1, 500)),
                Violation.of(Violation.Code.INVALID_SERVER_ID, "serverId", serverId, null));
        assertEquals(
                new Refusal.InvalidInput(expected),
                refused(() -> service.complete(ADMIN, new CompleteOrder(order.id(), serverId, longNote))));
    }

    @Test
    void aMissingServerIdIsRefused() {
        Order order = given(PROCESSING);
        CompleteOrder request = new CompleteOrder(order.id(), Optional.empty(), "", NO_REQUEST);
        assertEquals(
                new Refusal.InvalidInput(
                        ImmutableList.of(Violation.of(Violation.Code.INVALID_SERVER_ID, "serverId", null, null))),
                refused(() -> service.complete(ADMIN, request)));
    }

    @Test
    void aChangedFlowIsFollowed() {
        OrderFlow changed = OrderFlow.of(ImmutableSetMultimap.of(PENDING, CONFIRMED, CONFIRMED, COMPLETED));
        OrderService direct = builder().flow(changed).build();
        assertEquals(changed, direct.flow());
        Order order = given(CONFIRMED);
        assertEquals(
                COMPLETED,
                direct.complete(ADMIN, new CompleteOrder(order.id(), "srv-9", ""))
                        .get()
                        .status());
        assertEquals(
                new Refusal.IllegalTransition(order.id(), COMPLETED, REFUNDED, ImmutableSet.of()),
                refused(() -> direct.refund(ADMIN, move(order.id()))));
    }

    @Test
    void oneBadOrderOfManySpoilsNothing() {
        Order first = given(Samples.pending(11, Samples.budi(), Samples.NOON));
        Order done = given(Samples.moved(Samples.pending(12, Samples.siti(), Samples.NOON), CANCELLED));
        Order last = given(Samples.pending(13, Samples.siti(), Samples.NOON));
        List<ChangeStatus> requests = List.of(
                move(first.id()),
                move(done.id()),
                move(Samples.orderId(99)),
                new ChangeStatus(last.id(), "x".repeat(501)),
                move(last.id()),
                move(first.id()));
        ImmutableList<Outcome<Order>> outcomes = service.moveAll(ADMIN, CONFIRMED, requests);
        assertEquals(
                List.of("", "ILLEGAL_TRANSITION", "ORDER_NOT_FOUND", "INVALID_INPUT", "", "ILLEGAL_TRANSITION"),
                outcomes.stream()
                        .map(outcome ->
                                outcome.refusal().map(r -> r.code().name()).orElse(""))
                        .toList());
        assertEquals(CONFIRMED, stored(first.id()).status());
        assertEquals(done, stored(done.id()));
        assertEquals(CONFIRMED, stored(last.id()).status());
    }

    @Test
    void ordersAreNotCompletedInBulk() {
        assertThrows(IllegalArgumentException.class, () -> service.moveAll(ADMIN, COMPLETED, List.of()));
    }

    @Test
    void theReasonOfACancellationReachesTheCustomerButWhoDidItDoesNot() {
        Order order = given(CONFIRMED);
        service.cancel(ADMIN, new ChangeStatus(order.id(), "sold out"));
        StatusChange seen = service.get(BUDI, order.id()).get().lastChange();
        assertEquals("sold out", seen.notes());
        assertEquals(StatusChange.SYSTEM, seen.updatedBy());
        assertTrue(stored(order.id()).lastChange().updatedBy().equals(ADMIN.text()));
    }
}
