package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held is known from the orders alone, whichever way they come to be in memory. */
class ClaimsTest {

    private static final Claim SLOT = new Claim("slots", "1", NOON.plusSeconds(86_400));
    private static final Claim SHORTER = new Claim("slots", "1", NOON.plusSeconds(3_600));

    @TempDir
    Path parent;

    private static Order holding(int number, Claim... claims) {
        return anOrder(number).pending().withClaims(NOON, List.of(claims));
    }

    private static WriteResult insert(JsonOrderStorage store, Order order) {
        return store.insert(order, InsertGuard.NONE, Optional.empty());
    }

    private static void assertTaken(JsonOrderStorage store) {
        Order order = holding(99, SLOT);
        assertEquals(
                WriteResult.refused(order.id(), Optional.empty(), new Refusal.Claimed(SLOT)), insert(store, order));
    }

    private static void assertFree(JsonOrderStorage store) {
        assertEquals(WriteResult.Kind.DONE, insert(store, holding(99, SLOT)).kind());
    }

    /** Neither is the start refused, nor does it matter which of them is read first. */
    @Test
    void ofSeveralOrdersInAFileFromElsewhereTheClaimThatLastsLongestCounts() throws Exception {
        for (List<Order> orders : List.of(
                List.of(holding(1, SLOT), holding(2, SHORTER)), List.of(holding(1, SHORTER), holding(2, SLOT)))) {
            DataDirectory data = DataDirectory.in(Files.createTempDirectory(parent, "case"));
            data.holdingWritten(orders.toArray(Order[]::new));
            Order longest = orders.stream()
                    .filter(order -> order.claims().contains(SLOT))
                    .findFirst()
                    .orElseThrow();
            try (JsonOrderStorage store = data.open()) {
                assertEquals(ImmutableList.copyOf(orders), DataDirectory.orders(store));
                assertEquals(Optional.of(longest), store.holder("slots", "1"));
                assertTaken(store);
                store.remove(longest.id(), order -> Optional.empty(), Optional.empty());
                assertFree(store);
            }
        }
    }

    @Test
    void aJournalThatIsReadAgainTellsWhatIsHeld() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        Path copy = parent.resolve("copy");
        try (JsonOrderStorage store = data.open()) {
            insert(store, holding(1, SLOT));
            insert(store, holding(2, new Claim("slots", "2", NOON.plusSeconds(86_400))));
            store.update(orderId(1), order -> Outcome.done(order.withClaims(NOON, List.of())), Optional.empty());
            store.update(orderId(2), order -> Outcome.done(order.withClaims(NOON, List.of(SLOT))), Optional.empty());
            Files.createDirectories(copy);
            for (Path file : data.files("journal")) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (JsonOrderStorage crashed = new DataDirectory(copy).open()) {
            assertTaken(crashed);
            assertEquals(
                    WriteResult.Kind.DONE,
                    insert(crashed, holding(3, new Claim("slots", "2", NOON.plusSeconds(86_400))))
                            .kind());
        }
    }

    @Test
    void aRestoreBringsBackWhatWasHeldThen() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            insert(store, holding(1, SLOT));
        }
        Path backup = data.maintenance().backup().file();
        try (JsonOrderStorage store = data.open()) {
            store.remove(orderId(1), order -> Optional.empty(), Optional.empty());
            insert(store, holding(2, SLOT));
        }
        data.maintenance().restore(backup);
        try (JsonOrderStorage store = data.open()) {
            assertTaken(store);
            store.update(orderId(1), order -> Outcome.done(order.withClaims(NOON, List.of())), Optional.empty());
            assertFree(store);
        }
    }

    /** The first waits for the disk while the others are decided. */
    @Test
    void whatWaitsForTheDiskHoldsAlready() {
        DataDirectory data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            List<CompletableFuture<WriteResult>> writes = IntStream.range(0, 50)
                    .mapToObj(number -> store.submitInsert(holding(number, SLOT), InsertGuard.NONE, Optional.empty())
                            .toCompletableFuture())
                    .toList();
            List<WriteResult.Kind> kinds =
                    writes.stream().map(write -> write.join().kind()).toList();
            assertEquals(WriteResult.Kind.DONE, kinds.get(0));
            assertEquals(
                    49, kinds.stream().filter(WriteResult.Kind.REFUSED::equals).count());
        }
    }

    @Test
    void whatIsGivenBackIsFreeBeforeTheDiskHasIt() {
        DataDirectory data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            insert(store, holding(1, SLOT));
            CompletableFuture<WriteResult> last = CompletableFuture.completedFuture(WriteResult.notFound(orderId(1)));
            for (int number = 2; number < 50; number++) {
                store.submitUpdate(
                        orderId(number - 1),
                        order -> Outcome.done(order.withClaims(NOON, List.of())),
                        Optional.empty());
                last = store.submitInsert(holding(number, SLOT), InsertGuard.NONE, Optional.empty())
                        .toCompletableFuture();
            }
            assertEquals(WriteResult.Kind.DONE, last.join().kind());
            assertTaken(store);
        }
    }

    @Test
    void whatAFullDiskRejectsHoldsNothing() throws Exception {
        FaultyDisk.Plan plan = FaultyDisk.Plan.none();
        FaultyDisk disk = new FaultyDisk(SimulatedDisk.holding(DiskImage.EMPTY), plan);
        try (JsonOrderStorage store = JsonOrderStorage.open(disk, Workload.OPTIONS, () -> {})) {
            plan.fillOnce();
            StorageException full = assertThrows(StorageException.class, () -> insert(store, holding(1, SLOT)));
            assertEquals(StorageException.Outcome.REJECTED, full.outcome());
            assertFree(store);
        }
    }
}
