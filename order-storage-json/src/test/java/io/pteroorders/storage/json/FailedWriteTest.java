package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.storage.json.DataDirectory.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The store while its next file cannot be made: something that cannot be deleted lies in the way. */
class FailedWriteTest {

    private static final Optional<RequestId> ONCE = Optional.of(RequestId.of("test", "1"));

    private final Order there = anOrder(1).pending();

    private DataDirectory data = DataDirectory.in(Path.of(""));
    private OrderStorage store = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private Path obstacle = Path.of("");
    private String before = "";

    @BeforeEach
    void breakTheDisk(@TempDir Path parent) throws IOException {
        data = DataDirectory.in(parent);
        store = data.open();
        insert(store, there);
        before = data.text();
        obstacle = data.path().resolve("orders.json.tmp");
        Files.createDirectories(obstacle.resolve("in the way"));
    }

    private void mendTheDisk() throws IOException {
        Files.delete(obstacle.resolve("in the way"));
        Files.delete(obstacle);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void assertRejected(Executable write) {
        StorageException failure = assertThrows(StorageException.class, write);
        assertEquals(StorageException.Outcome.REJECTED, failure.outcome());
        assertTrue(failure.isRetryable());
    }

    private void assertUnchanged() {
        assertEquals(ImmutableList.of(there), DataDirectory.orders(store));
        assertEquals(1, store.statistics(StatisticsPeriod.Unit.ALL, NOON).totalOrders());
        assertEquals(1, store.changes(ChangePage.Token.START, 10).changes().size());
        assertEquals(before, data.text());
    }

    private WriteResult confirm() {
        return store.update(there.id(), order -> Outcome.done(moved(order, OrderStatus.CONFIRMED)), ONCE);
    }

    @Test
    void anOrderThatCouldNotBeWrittenExistsNowhere() {
        assertRejected(() -> insert(store, anOrder(2).pending()));
        assertEquals(Optional.empty(), store.get(orderId(2)));
        assertUnchanged();
    }

    @Test
    void aChangeThatCouldNotBeWrittenDidNotHappen() {
        assertRejected(this::confirm);
        assertEquals(Optional.of(there), store.get(there.id()));
        assertUnchanged();
    }

    @Test
    void aRemovalThatCouldNotBeWrittenDidNotHappen() {
        assertRejected(() -> store.remove(there.id(), order -> Optional.empty(), ONCE));
        assertEquals(Optional.of(there), store.get(there.id()));
        assertUnchanged();
    }

    @Test
    void theFirstWriteAfterMendingWorksWithoutReopening() throws Exception {
        assertRejected(() -> insert(store, anOrder(2).pending()));
        assertRejected(this::confirm);
        mendTheDisk();
        assertEquals(WriteResult.Kind.DONE, confirm().kind(), "the failed request is not remembered");
        insert(store, anOrder(2).pending());
        store.close();
        assertEquals(
                ImmutableList.of(moved(there, OrderStatus.CONFIRMED), anOrder(2).pending()), data.reopened());
    }

    @Test
    void aTemporaryFileLeftByACrashIsNoObstacle() throws Exception {
        mendTheDisk();
        Files.writeString(obstacle, "[{\"half\":");
        insert(store, anOrder(2).pending());
        assertEquals(2, data.json().size());
    }

    @Test
    void aFailureOnAdoptionRefusesToOpenAndKeepsTheFile() throws Exception {
        store.close();
        Files.writeString(data.file(), "[17]");
        assertThrows(DataRefusedException.class, data::open);
        assertEquals("[17]", data.text());
        mendTheDisk();
        assertEquals(ImmutableList.of(), data.reopened());
    }
}
