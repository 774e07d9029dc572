package io.pteroorders.core.storage;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.DeleteOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do to a store at once, the answers are those of some order one after the other. */
@Tag("long")
@Tag("faults")
class InterleavingsTest {

    /** So many times as many scenarios. */
    private static final int MORE = !System.getProperty("faults", "false").equals("false") ? 5 : 1;

    private static StressOptions stress(int scenarios, int triesOfEach) {
        return new StressOptions()
                .iterations(scenarios)
                .invocationsPerIteration(triesOfEach)
                .minimizeFailedScenario(false)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(1);
    }

    @Test
    void operationsOnAStoreAreAtomic() {
        stress(2 * MORE, 300).check(StoreInMemory.class);
    }

    @Test
    void transitionsOfTheServiceAreAtomic() {
        stress(MORE, 150).check(ServiceInMemory.class);
    }

    @Test
    @Tag("hunt")
    void aStoreThatReadsAndWritesApartFromEachOtherIsFoundOut() {
        assertThrows(
                LincheckAssertionError.class,
                () -> stress(20, 500).actorsBefore(0).check(ReadsThenWrites.class));
    }

    /** The store with a few orders. */
    @Param(name = "number", gen = IntGen.class, conf = "1:2")
    public static class StoreInMemory {

        private static final ImmutableList<Order> ORDERS = ImmutableList.of(
                anOrder(0).pending(), anOrder(1).pending(), anOrder(2).pending());

        private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);

        @Operation
        public WriteResult.Kind insert(@Param(name = "number") int number) {
            return storage.insert(ORDERS.get(number), OrderStorage.InsertGuard.NONE, Optional.empty())
                    .kind();
        }

        @Operation
        public String confirm(@Param(name = "number") int number) {
            return said(storage.update(
                    ORDERS.get(number).id(), order -> step(order, OrderStatus.CONFIRMED), Optional.empty()));
        }

        @Operation
        public String cancel(@Param(name = "number") int number) {
            return said(storage.update(
                    ORDERS.get(number).id(), order -> step(order, OrderStatus.CANCELLED), Optional.empty()));
        }

        @Operation
        public WriteResult.Kind remove(@Param(name = "number") int number) {
            return storage.remove(ORDERS.get(number).id(), order -> Optional.empty(), Optional.empty())
                    .kind();
        }

        @Operation
        public String get(@Param(name = "number") int number) {
            return storage.get(ORDERS.get(number).id())
                    .map(order -> order.statusHistory().toString())
                    .orElse("none");
        }

        @Operation
        public String query() {
            return storage.query(OrderQuery.oldestFirst().build()).orders().toString();
        }

        @Operation
        public long countPending() {
            return storage.count(
                    OrderQuery.oldestFirst().status(OrderStatus.PENDING).build());
        }

        @Operation
        public String changes() {
            return storage.changes(ChangePage.Token.START, OrderQuery.MAX_LIMIT)
                    .changes()
                    .toString();
        }
    }

    private static Outcome<Order> step(Order order, OrderStatus to) {
        return order.transition(OrderFlow.ORDER_STATUS_FLOW, new StatusChange(to, NOON, StatusChange.SYSTEM, ""));
    }

    private static String said(WriteResult result) {
        return result.kind() + " " + result.after();
    }

    /** One order of a service, and admins who do not wait for each other. */
    public static class ServiceInMemory {

        private static final Actor ADMIN = Actor.admin(Fixtures.admin());
        private static final AtomicInteger NUMBERS = new AtomicInteger();
        private static final OrderStorage STORAGE = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        private static final OrderService SERVICE = OrderService.builder(
                        STORAGE, ManualClock.at(NOON), new SplittableRandom(1))
                .build();

        private final OrderId id = newOrder();

        private static OrderId newOrder() {
            Order order = anOrder(NUMBERS.incrementAndGet()).pending();
            STORAGE.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty());
            return order.id();
        }

        @Operation
        public String confirm() {
            return said(SERVICE.confirm(ADMIN, new ChangeStatus(id, "")));
        }

        @Operation
        public String process() {
            return said(SERVICE.process(ADMIN, new ChangeStatus(id, "")));
        }

        @Operation
        public String complete() {
            return said(SERVICE.complete(ADMIN, new CompleteOrder(id, "srv-1", "")));
        }

        @Operation
        public String cancel() {
            return said(SERVICE.cancel(ADMIN, new ChangeStatus(id, "")));
        }

        @Operation
        public String note() {
            return said(SERVICE.addNote(ADMIN, new AddNote(id, "called", Optional.empty())));
        }

        @Operation
        public String delete() {
            return said(SERVICE.delete(Actor.SYSTEM, new DeleteOrder(id)));
        }

        @Operation
        public String get() {
            return said(SERVICE.get(ADMIN, id));
        }

        private static String said(Outcome<Order> outcome) {
            return outcome.fold(
                    order ->
                            order.status() + " with " + order.adminNotes().all().size() + " notes",
                    refusal -> refusal instanceof Refusal.IllegalTransition no
                            ? "not from " + no.from()
                            : refusal.code().name());
        }
    }

    /** What a store must not be: it gives others the time to read what it has read, before it writes. */
    public static class ReadsThenWrites {

        private volatile Order order = anOrder(1).pending();

        @Operation
        @SuppressWarnings("ThreadPriorityCheck")
        public String cancel() {
            Outcome<Order> cancelled = step(order, OrderStatus.CANCELLED);
            Thread.yield();
            cancelled.map(next -> order = next);
            return cancelled.toString();
        }
    }
}
