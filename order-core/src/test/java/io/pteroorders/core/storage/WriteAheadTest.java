package io.pteroorders.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.StatisticsPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriteAheadTest {

    private static final Optional<RequestId> NO_REQUEST = Optional.empty();
    private static final Order PENDING = Samples.in(OrderStatus.PENDING);
    private static final Order CONFIRMED = Samples.in(OrderStatus.CONFIRMED);

    private record Written(Optional<Order> before, Optional<Order> after) {}

    private final List<Written> written = new ArrayList<>();

    private static InMemoryOrderStorage restored(InMemoryOrderStorage.WriteAhead writeAhead, Order... orders) {
        return InMemoryOrderStorage.restored(Samples.JAKARTA, List.of(orders), "test", "1", writeAhead);
    }

    private InMemoryOrderStorage recording(Order... orders) {
        return restored((before, after) -> written.add(new Written(before, after)), orders);
    }

    @Test
    void everyChangeIsWrittenOnceInItsOrder() {
        InMemoryOrderStorage storage = recording();
        storage.insert(PENDING, OrderStorage.InsertGuard.NONE, NO_REQUEST);
        storage.update(PENDING.id(), order -> Outcome.done(CONFIRMED), NO_REQUEST);
        storage.remove(PENDING.id(), order -> Optional.empty(), NO_REQUEST);
        assertEquals(
                List.of(
                        new Written(Optional.empty(), Optional.of(PENDING)),
                        new Written(Optional.of(PENDING), Optional.of(CONFIRMED)),
                        new Written(Optional.of(CONFIRMED), Optional.empty())),
                written);
    }

    @Test
    void whatIsRestoredOrRefusedIsNotWritten() {
        InMemoryOrderStorage storage = recording(PENDING);
        Refusal no = new Refusal.NotAllowed();
        storage.insert(PENDING, OrderStorage.InsertGuard.NONE, NO_REQUEST);
        storage.update(PENDING.id(), order -> Outcome.refused(no), NO_REQUEST);
        storage.remove(PENDING.id(), order -> Optional.of(no), NO_REQUEST);
        assertEquals(List.of(), written);
    }

    @Test
    void aChangeIsInvisibleUntilItIsWritten() {
        List<Optional<Order>> seen = new ArrayList<>();
        InMemoryOrderStorage[] storage = new InMemoryOrderStorage[1];
        storage[0] = restored(
                (before, after) -> seen.addAll(Samples.race(1, reader -> storage[0].get(PENDING.id()))), PENDING);
        storage[0].update(PENDING.id(), order -> Outcome.done(CONFIRMED), NO_REQUEST);
        assertEquals(List.of(Optional.of(PENDING)), seen);
        assertEquals(Optional.of(CONFIRMED), storage[0].get(PENDING.id()));
    }

    @Test
    void aChangeThatCouldNotBeWrittenNeverWas() {
        boolean[] full = {true};
        InMemoryOrderStorage storage = restored(
                (before, after) -> {
                    if (full[0]) {
                        throw StorageException.retryable("the disk is full", null);
                    }
                },
                PENDING);
        Optional<RequestId> once = Optional.of(RequestId.of("confirm"));
        StorageException failed = assertThrows(
                StorageException.class, () -> storage.update(PENDING.id(), order -> Outcome.done(CONFIRMED), once));
        assertTrue(failed.isRetryable());
        assertEquals(StorageException.Outcome.REJECTED, failed.outcome());
        assertEquals(List.of(PENDING), Samples.all(storage));
        full[0] = false;
        assertEquals(
                WriteResult.Kind.DONE,
                storage.update(PENDING.id(), order -> Outcome.done(CONFIRMED), once)
                        .kind());
    }

    @Test
    void aSnapshotRestoresTheStore() {
        Order second = Samples.pending(2, Samples.siti(), Samples.NOON.minusSeconds(60));
        InMemoryOrderStorage storage = recording(PENDING, second);
        storage.update(PENDING.id(), order -> Outcome.done(CONFIRMED), NO_REQUEST);
        assertEquals(List.of(second, CONFIRMED), Samples.all(storage));
        InMemoryOrderStorage again = recording(Samples.all(storage).toArray(Order[]::new));
        assertEquals(Samples.all(storage), Samples.all(again));
        assertEquals(
                storage.statistics(StatisticsPeriod.Unit.ALL, Samples.NOON),
                again.statistics(StatisticsPeriod.Unit.ALL, Samples.NOON));
    }

    @Test
    void twoOrdersWithOneIdAreNotRestored() {
        assertThrows(IllegalArgumentException.class, () -> recording(PENDING, CONFIRMED));
    }

    @Test
    void aTokenIsGoodAgainOnlyForTheSameOpening() {
        ChangePage.Token token =
                recording(PENDING).changes(ChangePage.Token.START, 10).next();
        assertEquals(List.of(), recording(PENDING).changes(token, 10).changes());
        ChangePage later = named("test", "2").changes(token, 10);
        assertFalse(later.changes().isEmpty());
        assertFalse(later.foreign());
        ChangePage other = named("other", "1").changes(token, 10);
        assertFalse(other.changes().isEmpty());
        assertTrue(other.foreign());
    }

    private static InMemoryOrderStorage named(String store, String opening) {
        return InMemoryOrderStorage.restored(
                Samples.JAKARTA, List.of(PENDING), store, opening, InMemoryOrderStorage.WriteAhead.NONE);
    }

    @Test
    void whetherAChangeTookPlaceCanBeUnknown() {
        StorageException lost = StorageException.unknown("the connection broke", null);
        assertEquals(StorageException.Outcome.UNKNOWN, lost.outcome());
        assertFalse(lost.isRetryable());
    }
}
