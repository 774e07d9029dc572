package io.pteroorders.core.service;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderQuery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RacesTest extends ServiceTest {

    private static List<Refusal> refusals(List<Outcome<Order>> outcomes) {
        return outcomes.stream().flatMap(outcome -> outcome.refusal().stream()).toList();
    }

    /** One has won, and told of it once; the others are told what the order is now. */
    private void assertOneWinner(Order before, List<Outcome<Order>> outcomes, List<OrderStatus> wanted) {
        Order now = stored(before.id());
        assertEquals(before.statusHistory().size() + 1, now.statusHistory().size());
        assertEquals(1, outcomes.stream().filter(Outcome::isDone).count());
        assertEquals(1, events.size());
        for (int racer = 0; racer < outcomes.size(); racer++) {
            Refusal lost = new Refusal.IllegalTransition(
                    before.id(),
                    now.status(),
                    wanted.get(racer % wanted.size()),
                    OrderFlow.ORDER_STATUS_FLOW.next(now.status()));
            assertEquals(lost, outcomes.get(racer).refusal().orElse(lost));
        }
    }

    @RepeatedTest(5)
    void oneOfManyConfirmationsWins() {
        Order order = given(PENDING);
        ImmutableList<Outcome<Order>> outcomes =
                Samples.race(RACERS, racer -> service.confirm(ADMIN, move(order.id())));
        assertOneWinner(order, outcomes, List.of(CONFIRMED));
    }

    @RepeatedTest(5)
    void completionOrCancellationWinsButNotBoth() {
        Order order = given(PROCESSING);
        ImmutableList<Outcome<Order>> outcomes = Samples.race(
                RACERS,
                racer -> racer % 2 == 0
                        ? service.complete(ADMIN, new CompleteOrder(order.id(), "srv-" + racer, ""))
                        : service.cancel(OWNER, move(order.id())));
        assertOneWinner(order, outcomes, List.of(COMPLETED, CANCELLED));
        Order now = stored(order.id());
        assertEquals(now.status() == COMPLETED, now.serverId().isPresent());
    }

    @RepeatedTest(5)
    void confirmationAndCancellationNeverCross() {
        Order order = given(PENDING);
        ImmutableList<Outcome<Order>> outcomes = Samples.race(
                RACERS,
                racer -> racer % 2 == 0
                        ? service.confirm(ADMIN, move(order.id()))
                        : service.cancel(BUDI, move(order.id())));
        Order now = stored(order.id());
        assertEquals(2, now.statusHistory().size());
        assertEquals(RACERS - 1, refusals(outcomes).size());
        Refusal customers = now.status() == CANCELLED
                ? new Refusal.WrongStatus(order.id(), CANCELLED, PENDING)
                : new Refusal.WrongStatus(order.id(), CONFIRMED, PENDING);
        Refusal admins = new Refusal.IllegalTransition(
                order.id(), now.status(), CONFIRMED, OrderFlow.ORDER_STATUS_FLOW.next(now.status()));
        refusals(outcomes).forEach(refusal -> assertTrue(refusal.equals(customers) || refusal.equals(admins)));
    }

    @Test
    void theCapOfPendingOrdersHolds() {
        CreateOrder request = new CreateOrder(Samples.budi(), "bronze", 1);
        ImmutableList<Outcome<Order>> outcomes = Samples.race(RACERS, racer -> service.create(BUDI, request));
        assertEquals(RACERS - 5, refusals(outcomes).size());
        assertEquals(5, storage.count(OrderQuery.newestFirst().build()));
        refusals(outcomes).forEach(refusal -> assertEquals(Refusal.Code.TOO_MANY_PENDING, refusal.code()));
    }

    @Test
    void allOfManyCustomersGetTheirOrder() {
        ImmutableList<Outcome<Order>> outcomes = Samples.race(RACERS, racer -> {
            Actor customer =
                    Actor.customer(Samples.customer("62811000" + (1000 + racer)).id());
            return service.create(
                    customer, new CreateOrder(Samples.customer("62811000" + (1000 + racer)), "bronze", 1));
        });
        assertEquals(List.of(), refusals(outcomes));
        assertEquals(RACERS, storage.count(OrderQuery.newestFirst().build()));
        assertEquals(RACERS, events.size());
    }

    @Test
    void oneOfManyDeletionsWins() {
        Order order = given(CANCELLED);
        ImmutableList<Outcome<Order>> outcomes =
                Samples.race(RACERS, racer -> service.delete(OWNER, new DeleteOrder(order.id())));
        assertEquals(RACERS - 1, refusals(outcomes).size());
        refusals(outcomes).forEach(refusal -> assertEquals(notFound(order.id().toString()), refusal));
        assertEquals(1, events.size());
    }

    @Test
    void noneOfManyNotesIsLost() {
        Order order = given(PENDING);
        Samples.race(RACERS, racer -> service.addNote(ADMIN, new AddNote(order.id(), "note " + racer, NO_REQUEST)));
        assertEquals(RACERS, stored(order.id()).adminNotes().all().size());
        assertEquals(RACERS, events.size());
    }

    @Test
    void eventsOfOneOrderComeInTheOrderInWhichTheyHappened() {
        Order order = given(PENDING);
        Samples.race(RACERS, racer -> service.addNote(ADMIN, new AddNote(order.id(), "note " + racer, NO_REQUEST)));
        Order last = order;
        for (var event : events) {
            assertEquals(Optional.of(last), event.before());
            last = event.order();
        }
        assertEquals(stored(order.id()), last);
    }
}
