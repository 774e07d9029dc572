package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderQuery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestReplayTest extends ServiceTest {

    private static CreateOrder order(String packageType) {
        return new CreateOrder(Samples.budi(), Optional.of(packageType), Optional.of(1), "", Optional.empty(), ONCE);
    }

    @Test
    void theSameRequestMakesOneOrder() {
        Order first = service.create(BUDI, order("bronze")).get();
        assertEquals(first, service.create(BUDI, order("gold")).get());
        assertEquals(1, storage.count(OrderQuery.newestFirst().build()));
        assertEquals(1, events.size());
    }

    @Test
    void aReplayTellsWhatTheOrderIsNow() {
        Order first = service.create(BUDI, order("bronze")).get();
        service.confirm(ADMIN, move(first.id()));
        assertEquals(
                OrderStatus.CONFIRMED,
                service.create(BUDI, order("bronze")).get().status());
    }

    @Test
    void aFullCustomersRepeatedRequestIsNotRefused() {
        OrderService one = builder().maxPendingOrders(1).build();
        Order first = one.create(BUDI, order("bronze")).get();
        assertEquals(first, one.create(BUDI, order("bronze")).get());
    }

    @Test
    void aRepeatedMoveIsNotRefused() {
        OrderId id = given(OrderStatus.PENDING).id();
        ChangeStatus request = new ChangeStatus(id, "", ONCE);
        assertTrue(service.confirm(ADMIN, request).isDone());
        assertTrue(service.confirm(ADMIN, request).isDone());
        assertEquals(2, stored(id).statusHistory().size());
        assertEquals(1, events.size());
    }

    @Test
    void aCustomersRepeatedCancellationIsNotRefused() {
        OrderId id = given(OrderStatus.PENDING).id();
        ChangeStatus request = new ChangeStatus(id, "", ONCE);
        assertEquals(
                service.cancel(BUDI, request).get(),
                service.cancel(BUDI, request).get());
        assertEquals(1, events.size());
    }

    @Test
    void aNoteSentTwiceStandsOnce() {
        OrderId id = given(OrderStatus.PENDING).id();
        service.addNote(BUDI, new AddNote(id, "hello", ONCE));
        service.addNote(BUDI, new AddNote(id, "hello", ONCE));
        assertEquals(1, stored(id).notes().all().size());
    }

    @Test
    void aRefusedRequestMayBeSentAgain() {
        OrderId id = given(OrderStatus.PENDING).id();
        assertEquals(
                Refusal.Code.ILLEGAL_TRANSITION,
                refused(() -> service.process(ADMIN, new ChangeStatus(id, "", ONCE)))
                        .code());
        service.confirm(ADMIN, move(id));
        assertTrue(service.process(ADMIN, new ChangeStatus(id, "", ONCE)).isDone());
    }

    @Test
    void anIdThatWasUsedForAnotherOrderIsRefused() {
        OrderId one = given(Samples.pending(1, Samples.budi(), Samples.NOON)).id();
        OrderId other = given(Samples.pending(2, Samples.budi(), Samples.NOON)).id();
        Refusal used = new Refusal.RequestUsed(one);
        List<Outcome<Order>> outcomes = service.moveAll(
                ADMIN,
                OrderStatus.CONFIRMED,
                List.of(new ChangeStatus(one, "", ONCE), new ChangeStatus(other, "", ONCE)));
        assertTrue(outcomes.get(0).isDone());
        assertEquals(Optional.of(used), outcomes.get(1).refusal());
        assertEquals(used, refused(() -> service.addNote(ADMIN, new AddNote(other, "hello", ONCE))));
        assertEquals(used, refused(() -> service.setUsername(BUDI, new SetUsername(other, "wanted", ONCE))));
        assertEquals(used, refused(() -> service.delete(OWNER, new DeleteOrder(other, ONCE))));
        assertEquals(OrderStatus.PENDING, stored(other).status());
    }

    @Test
    void anIdThatWasUsedForAnotherStepIsRefused() {
        OrderId id = service.create(BUDI, order("bronze")).get().id();
        Refusal used = new Refusal.RequestUsed(id);
        assertEquals(used, refused(() -> service.confirm(ADMIN, new ChangeStatus(id, "", ONCE))));
        assertEquals(used, refused(() -> service.delete(OWNER, new DeleteOrder(id, ONCE))));
    }

    @Test
    void whoseOrderAnIdWasUsedForIsNotTold() {
        OrderId budis = given(Samples.pending(1, Samples.budi(), Samples.NOON)).id();
        OrderId sitis = given(Samples.pending(2, Samples.siti(), Samples.NOON)).id();
        service.cancel(BUDI, new ChangeStatus(budis, "", ONCE));
        assertEquals(new Refusal.NotAllowed(), refused(() -> service.addNote(SITI, new AddNote(sitis, "hello", ONCE))));
    }

    @Test
    void aRepeatedRemovalFindsNothing() {
        OrderId id = given(OrderStatus.CANCELLED).id();
        assertTrue(service.delete(OWNER, new DeleteOrder(id, ONCE)).isDone());
        assertEquals(notFound(id.toString()), refused(() -> service.delete(OWNER, new DeleteOrder(id, ONCE))));
    }

    @Test
    void aReplayShowsNobodyTheOrderOfSomebodyElse() {
        service.create(BUDI, order("bronze"));
        CreateOrder sitis =
                new CreateOrder(Samples.siti(), Optional.of("bronze"), Optional.of(1), "", Optional.empty(), ONCE);
        assertEquals(
                Refusal.Code.ORDER_NOT_FOUND,
                refused(() -> service.create(SITI, sitis)).code());
    }

    @Test
    void manyOfTheSameRequestAtOnceMakeOneOrder() {
        ImmutableList<Outcome<Order>> outcomes = Samples.race(RACERS, racer -> service.create(BUDI, order("bronze")));
        assertEquals(1, outcomes.stream().map(Outcome::get).distinct().count());
        assertEquals(1, storage.count(OrderQuery.newestFirst().build()));
        assertEquals(1, events.size());
    }
}
