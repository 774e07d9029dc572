package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.RealDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever threads ask of the store at once, while changes wait for the disk in batches, the answers are those that the
 * store in memory gives in some order one after the other.
 */
@Tag("hunt")
class InterleavingsTest {

    @TempDir
    static Path parent;

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();
    private static @Nullable JsonOrderStorage opened;

    @BeforeAll
    static void open() throws IOException {
        Disk disk = new LeisurelyDisk(RealDisk.in(DataDirectory.in(parent).path()));
        JsonStorageOptions options =
                JsonStorageOptions.defaults(ManualClock.at(NOON)).onlyWhenAsked();
        opened = JsonOrderStorage.open(disk, options, () -> {});
    }

    private static JsonOrderStorage store() {
        return Objects.requireNonNull(opened);
    }

    @AfterAll
    static void ends() {
        store().close();
        int found = DataDirectory.in(parent).reopened().size();
        assertEquals(found, DataDirectory.in(parent).json().size());
    }

    private static StressOptions stress(int scenarios, int triesOfEach) {
        return new StressOptions()
                .sequentialSpecification(InMemory.class)
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
        stress(Faults.amount(6, 60), 150).check(OnDisk.class);
    }

    @Test
    void aStoreThatAnswersBeforeTheDiskIsFoundOut() {
        assertThrows(LincheckAssertionError.class, () -> stress(20, 300).check(AnswersEarly.class));
    }

    @Test
    void aStoreThatDecidesUponWhatIsDurableAloneIsFoundOut() {
        assertThrows(LincheckAssertionError.class, () -> stress(40, 300).check(OverlooksWhatWaits.class));
    }

    /** A force takes its time, so that changes gather and others see what waits. */
    private static final class LeisurelyDisk extends ForwardingDisk {

        LeisurelyDisk(Disk disk) {
            super(disk);
        }

        @Override
        OpenFile writing(String name, OpenFile opened) {
            return new ForwardingFile(opened) {
                @Override
                @SuppressWarnings("ThreadPriorityCheck")
                public void force() {
                    Thread.yield();
                }
            };
        }
    }

    /** A customer with three orders, who are nobody else's. */
    @Param(name = "number", gen = IntGen.class, conf = "0:2")
    public abstract static class Operations {

        private static final Refusal NO = new Refusal.NotAllowed();

        final OrderStorage storage;
        private final Customer customer;
        private final ImmutableList<Order> orders;

        /** @param number of the customer */
        Operations(OrderStorage storage, int number) {
            this.storage = storage;
            this.customer = Fixtures.customer("Budi", Integer.toString(628_770_000 + number));
            this.orders = ImmutableList.of(order(3 * number), order(3 * number + 1), order(3 * number + 2));
        }

        private Order order(int number) {
            return anOrder(number).by(customer).pending();
        }

        OrderId id(int number) {
            return orders.get(number).id();
        }

        WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return storage.insert(order, guard, request);
        }

        private static Outcome<Order> step(Order order, OrderStatus to) {
            return order.transition(OrderFlow.ORDER_STATUS_FLOW, new StatusChange(to, NOON, StatusChange.SYSTEM, ""));
        }

        private static String said(WriteResult result) {
            return result.kind() + " "
                    + result.after().map(order -> order.status().word());
        }

        @Operation
        public WriteResult.Kind insert(@Param(name = "number") int number) {
            return insert(orders.get(number), InsertGuard.NONE, Optional.empty())
                    .kind();
        }

        @Operation
        public WriteResult.Kind insertOnce(@Param(name = "number") int number) {
            RequestId request = RequestId.of("customer", customer.id().text());
            return insert(orders.get(number), InsertGuard.NONE, Optional.of(request))
                    .kind();
        }

        @Operation
        public WriteResult.Kind insertTheOnlyPending(@Param(name = "number") int number) {
            InsertGuard guard = pending -> pending.isEmpty() ? Optional.empty() : Optional.of(NO);
            return insert(orders.get(number), guard, Optional.empty()).kind();
        }

        @Operation
        public String confirm(@Param(name = "number") int number) {
            return said(storage.update(id(number), order -> step(order, OrderStatus.CONFIRMED), Optional.empty()));
        }

        @Operation
        public String cancel(@Param(name = "number") int number) {
            return said(storage.update(id(number), order -> step(order, OrderStatus.CANCELLED), Optional.empty()));
        }

        @Operation
        public WriteResult.Kind remove(@Param(name = "number") int number) {
            return storage.remove(id(number), order -> Optional.empty(), Optional.empty())
                    .kind();
        }

        @Operation
        public String get(@Param(name = "number") int number) {
            return storage.get(id(number)).map(order -> order.status().word()).orElse("none");
        }

        @Operation
        public long countPending() {
            return storage.count(OrderQuery.oldestFirst()
                    .customer(customer.id())
                    .status(OrderStatus.PENDING)
                    .build());
        }
    }

    /** How it should be. */
    public static class InMemory extends Operations {
        public InMemory() {
            super(InMemoryOrderStorage.create(Fixtures.JAKARTA), 0);
        }
    }

    /** As it is. */
    public static class OnDisk extends Operations {
        public OnDisk() {
            super(store(), CUSTOMERS.incrementAndGet());
        }
    }

    /** Says that an order was inserted as soon as that waits for the disk. */
    public static class AnswersEarly extends Operations {
        public AnswersEarly() {
            super(store(), CUSTOMERS.incrementAndGet());
        }

        @Override
        WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            CompletableFuture<WriteResult> answer =
                    store().submitInsert(order, guard, request).toCompletableFuture();
            return answer.getNow(WriteResult.done(order.id(), Optional.empty(), Optional.of(order)));
        }
    }

    /** Asks the guard about what readers see. */
    public static class OverlooksWhatWaits extends Operations {
        public OverlooksWhatWaits() {
            super(store(), CUSTOMERS.incrementAndGet());
        }

        @Override
        WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            ImmutableList<Order> durable = storage.query(OrderQuery.oldestFirst()
                            .customer(order.customer().id())
                            .status(OrderStatus.PENDING)
                            .build())
                    .orders();
            return storage.insert(order, waiting -> guard.check(durable), request);
        }
    }
}
