package io.pteroorders.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.StatisticsPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriteAheadTest {

    private static final Optional<RequestId> NO_REQUEST = Optional.empty();
    private static final Optional<RequestId> FIRST = Optional.of(RequestId.of("first"));
    private static final Optional<RequestId> SECOND = Optional.of(RequestId.of("second"));
    private static final Order PENDING = Samples.in(OrderStatus.PENDING);
    private static final Order CONFIRMED = Samples.in(OrderStatus.CONFIRMED);

    private record Written(Optional<Order> before, Optional<Order> after, Optional<RequestId> request) {}

    private static final Order GONE = Samples.pending(2, Samples.siti(), Samples.NOON.plusSeconds(60));
    private static final Order OTHER = Samples.pending(3, Samples.budi(), Samples.NOON);

    private final List<Written> written = new ArrayList<>();

    private static InMemoryOrderStorage restored(InMemoryOrderStorage.WriteAhead writeAhead, Order... orders) {
        return InMemoryOrderStorage.builder(Samples.JAKARTA)
                .named("test", "1")
                .orders(List.of(orders))
                .writeAhead(writeAhead)
                .build();
    }

    private InMemoryOrderStorage recording(Order... orders) {
        return restored((before, after, request) -> written.add(new Written(before, after, request)), orders);
    }

    @Test
    void everyChangeIsWrittenOnceInItsOrder() {
        InMemoryOrderStorage storage = recording();
        storage.insert(PENDING, OrderStorage.InsertGuard.NONE, FIRST);
        storage.update(PENDING.id(), order -> Outcome.done(CONFIRMED), NO_REQUEST);
        storage.remove(PENDING.id(), order -> Optional.empty(), SECOND);
        assertEquals(
                List.of(
                        new Written(Optional.empty(), Optional.of(PENDING), FIRST),
                        new Written(Optional.of(PENDING), Optional.of(CONFIRMED), NO_REQUEST),
                        new Written(Optional.of(CONFIRMED), Optional.empty(), SECOND)),
                written);
    }

    @Test
    void whatIsRestoredOrRefusedIsNotWritten() {
        InMemoryOrderStorage storage = recording(PENDING);
        Refusal no = new Refusal.NotAllowed();
        storage.insert(PENDING, OrderStorage.InsertGuard.NONE, FIRST);
        storage.update(PENDING.id(), order -> Outcome.refused(no), NO_REQUEST);
        storage.remove(PENDING.id(), order -> Optional.of(no), NO_REQUEST);
        assertEquals(List.of(), written);
    }

    @Test
    void aChangeIsInvisibleUntilItIsWritten() {
        List<Optional<Order>> seen = new ArrayList<>();
        InMemoryOrderStorage[] storage = new InMemoryOrderStorage[1];
        storage[0] = restored(
                (before, after, request) -> seen.addAll(Samples.race(1, reader -> storage[0].get(PENDING.id()))),
                PENDING);
        storage[0].update(PENDING.id(), order -> Outcome.done(CONFIRMED), NO_REQUEST);
        assertEquals(List.of(Optional.of(PENDING)), seen);
        assertEquals(Optional.of(CONFIRMED), storage[0].get(PENDING.id()));
    }

    @Test
    void aChangeThatCouldNotBeWrittenNeverWas() {
        boolean[] full = {true};
        InMemoryOrderStorage storage = restored(
                (before, after, request) -> {
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
        return InMemoryOrderStorage.builder(Samples.JAKARTA)
                .named(store, opening)
                .orders(List.of(PENDING))
                .build();
    }

    /** Goes on where another ended, of which the orders, the ids that were removed and the requests were kept. */
    private static InMemoryOrderStorage goingOn(RequestLog requests) {
        return InMemoryOrderStorage.builder(Samples.JAKARTA)
                .orders(List.of(PENDING))
                .removed(Map.of(GONE.id(), GONE.createdAt()))
                .requests(requests)
                .build();
    }

    private static RequestLog requests() {
        RequestLog requests = new RequestLog();
        requests.changed(Optional.empty(), Optional.of(PENDING), FIRST);
        requests.changed(Optional.of(GONE), Optional.empty(), SECOND);
        return requests;
    }

    @Test
    void whatWasCarriedOutOnceIsNotCarriedOutAgainAfterAnOpening() {
        InMemoryOrderStorage storage = goingOn(requests());
        assertEquals(
                WriteResult.replayed(PENDING.id(), Optional.of(PENDING)),
                storage.insert(OTHER, OrderStorage.InsertGuard.NONE, FIRST));
        assertEquals(
                WriteResult.replayed(GONE.id(), Optional.empty()),
                storage.remove(PENDING.id(), order -> Optional.empty(), SECOND));
        assertEquals(List.of(PENDING), Samples.all(storage));
    }

    @Test
    void aRequestGrowsNoYoungerByAnOpening() {
        RequestLog requests = requests();
        for (int day = 1; day <= 30; day++) {
            requests.passed(PENDING.updatedAt().plus(Duration.ofDays(day)));
        }
        InMemoryOrderStorage storage = goingOn(requests);
        Instant dayLater = PENDING.updatedAt().plus(Duration.ofDays(31));
        Order late = Samples.pending(4, Samples.budi(), dayLater);
        storage.insert(late, OrderStorage.InsertGuard.NONE, Optional.of(RequestId.of("late")));
        assertEquals(
                WriteResult.Kind.DONE,
                storage.insert(OTHER, OrderStorage.InsertGuard.NONE, FIRST).kind());
    }

    @Test
    void theIdOfARemovedOrderStaysTakenAfterAnOpening() {
        InMemoryOrderStorage storage = goingOn(new RequestLog());
        assertEquals(WriteResult.idTaken(GONE.id()), storage.insert(GONE, OrderStorage.InsertGuard.NONE, NO_REQUEST));
        OrderQuery afterIt = OrderQuery.oldestFirst().after(GONE.id()).build();
        assertEquals(ImmutableList.of(), storage.query(afterIt).orders());
    }

    @Test
    void aRemovedOrderIsNotRestored() {
        InMemoryOrderStorage.Builder builder = InMemoryOrderStorage.builder(Samples.JAKARTA)
                .orders(List.of(GONE))
                .removed(Map.of(GONE.id(), GONE.createdAt()));
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    static Stream<BiConsumer<InMemoryOrderStorage, Runnable>> decisions() {
        return Stream.of(
                (storage, ask) -> storage.insert(
                        OTHER,
                        pending -> {
                            ask.run();
                            return Optional.empty();
                        },
                        NO_REQUEST),
                (storage, ask) -> storage.update(
                        PENDING.id(),
                        order -> {
                            ask.run();
                            return Outcome.done(CONFIRMED);
                        },
                        NO_REQUEST),
                (storage, ask) -> storage.remove(
                        PENDING.id(),
                        order -> {
                            ask.run();
                            return Optional.empty();
                        },
                        NO_REQUEST));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void whatDecidesOnAChangeMayReadButNotChange(BiConsumer<InMemoryOrderStorage, Runnable> decision) {
        InMemoryOrderStorage storage = recording(PENDING);
        Runnable changes = () -> storage.update(PENDING.id(), order -> Outcome.done(CONFIRMED), NO_REQUEST);
        assertThrows(IllegalStateException.class, () -> decision.accept(storage, changes));
        assertEquals(List.of(PENDING), Samples.all(storage));
        decision.accept(storage, () -> storage.get(PENDING.id()));
        assertEquals(1, written.size());
    }

    @Test
    void whetherAChangeTookPlaceCanBeUnknown() {
        StorageException lost = StorageException.unknown("the connection broke", null);
        assertEquals(StorageException.Outcome.UNKNOWN, lost.outcome());
        assertFalse(lost.isRetryable());
    }
}
