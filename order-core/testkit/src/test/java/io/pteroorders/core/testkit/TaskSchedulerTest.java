package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.task.Backoff;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.task.TaskResult;
import io.pteroorders.core.task.TaskScheduler;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.core.task.TaskStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TaskSchedulerTest {

    private static final Actor ADMIN = Actor.admin(Fixtures.siti().id());

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private final OrderService service = OrderService.builder(storage, clock, new Random(1))
            .maxPendingOrders(1_000)
            .build();
    private final TaskStory.Log<Chase.Key> log = new TaskStory.Log<>();
    private final List<String> tried = new ArrayList<>();
    private Function<Chase.Key, CompletionStage<TaskResult>> behaviour =
            key -> CompletableFuture.completedFuture(TaskResult.DONE);
    private TaskScheduler<Chase.Key> scheduler = open(Part.ALL);

    private TaskScheduler<Chase.Key> open(Set<Part> parts) {
        log.setForcing(true);
        return TaskScheduler.builder("chase", storage, Chase::calls, this::attempt, log, clock)
                .parts(parts)
                .open();
    }

    private CompletionStage<TaskResult> attempt(Chase.Key key) {
        tried.add(key.kind() + key.number());
        return behaviour.apply(key);
    }

    private Order order() {
        Order order = service.create(Actor.SYSTEM, new CreateOrder(Fixtures.budi(), "gold", 3))
                .get();
        scheduler.onMissedEvents();
        return order;
    }

    private List<String> tried() {
        scheduler.runDue();
        List<String> since = List.copyOf(tried);
        tried.clear();
        return since;
    }

    private void passes(Duration span) {
        Instant end = clock.instant().plus(span);
        Optional<Instant> next = scheduler.runDue();
        while (next.filter(due -> !due.isAfter(end)).isPresent()) {
            clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
            next = scheduler.runDue();
        }
        clock.set(end);
    }

    private List<State> states(Order order) {
        return scheduler.statuses(order.id()).stream().map(TaskStatus::state).toList();
    }

    @Test
    void whatIsDueIsDoneAndWhatIsDueLaterIsDoneThen() {
        Order order = order();
        assertEquals(List.of("count0", "ask1"), tried());
        assertEquals(Optional.of(order.createdAt().plus(Duration.ofHours(1))), scheduler.runDue());
        clock.advance(Duration.ofHours(1));
        assertEquals(List.of("ask2"), tried());
        assertEquals(List.of(State.DONE, State.DONE, State.DONE), states(order));
    }

    @Test
    void whoMovesTheClockHasAllDoneThatIsDueWhateverThePaceAndWaitsForIt() {
        scheduler = TaskScheduler.builder("chase", storage, Chase::calls, this::attempt, log, clock)
                .pace(new Pace(Duration.ZERO, 1, Duration.ofHours(1), 1))
                .open();
        behaviour = key -> CompletableFuture.supplyAsync(() -> TaskResult.DONE);
        Order one = order();
        Order other = order();
        scheduler.finishDue();
        assertEquals(List.of(State.DONE, State.DONE, State.WAITING), states(one));
        assertEquals(List.of(State.DONE, State.DONE, State.WAITING), states(other));
    }

    @Test
    void whatAnOrderDoesNotCallForAnyMoreIsDropped() {
        Order order = order();
        tried();
        service.cancel(ADMIN, new ChangeStatus(order.id(), "")).get();
        scheduler.onMissedEvents();
        clock.advance(Duration.ofHours(2));
        assertEquals(List.of(), tried());
        assertEquals(List.of(State.DONE, State.DONE, State.DROPPED), states(order));
        assertEquals(
                OrderStatus.CANCELLED, storage.get(order.id()).orElseThrow().status());
    }

    @Test
    void workOfALaneIsDoneOneAfterAnother() {
        order();
        CompletableFuture<TaskResult> first = new CompletableFuture<>();
        behaviour = key -> first;
        assertEquals(List.of("count0"), tried());
        behaviour = key -> CompletableFuture.completedFuture(TaskResult.DONE);
        assertEquals(List.of(), tried());
        first.complete(TaskResult.DONE);
        assertEquals(List.of("ask1"), tried());
    }

    @Test
    void whatFailsIsTriedLessAndLessOftenAndGivenUpAfterADay() {
        Order order = order();
        behaviour = key -> CompletableFuture.completedFuture(TaskResult.again("busy"));
        passes(Duration.ofHours(1));
        int inAnHour = tried.size();
        assertTrue(inAnHour > 10 && inAnHour < 30, inAnHour + " tries");
        passes(Backoff.DEFAULT.patience().multipliedBy(4));
        assertEquals(List.of(State.DEAD, State.DEAD, State.DEAD), states(order));
        behaviour = key -> CompletableFuture.completedFuture(TaskResult.DONE);
        assertTrue(scheduler.again(scheduler.dead().get(0).key()));
        scheduler.runDue();
        assertEquals(2, scheduler.dead().size());
        assertFalse(scheduler.again(scheduler.statuses(order.id()).get(0).key()));
    }

    @Test
    void aKindThatIsPausedStandsStillAlsoAfterARestartAndOthersGoOn() {
        scheduler.pause("ask", true);
        Order order = order();
        assertEquals(List.of("count0"), tried());
        scheduler = open(Part.ALL);
        assertEquals(List.of(), tried());
        assertEquals(List.of(State.DONE, State.WAITING, State.WAITING), states(order));
        scheduler.pause("ask", false);
        assertEquals(List.of("ask1"), tried());
    }

    @Test
    void aHolderDoesTheWorkOfItsPartsAndWhoTakesThemOverGoesOn() {
        Part part = Part.of(Fixtures.budi().id());
        scheduler = open(Sets.difference(Part.ALL, ImmutableSet.of(part)));
        order();
        assertEquals(List.of(), tried(), "the customer belongs to a part of another holder");
        log.durable().clear();
        scheduler = open(ImmutableSet.of(part));
        assertEquals(List.of("count0", "ask1"), tried());
        scheduler = open(ImmutableSet.of(part));
        clock.advance(Duration.ofHours(1));
        assertEquals(List.of("ask2"), tried(), "from the records of the holder before");
    }

    @Test
    void whatIsLostOfTheLogIsDerivedAgain() {
        order();
        log.durable().clear();
        scheduler = open(Part.ALL);
        assertEquals(List.of("count0", "ask1"), tried());
    }
}
