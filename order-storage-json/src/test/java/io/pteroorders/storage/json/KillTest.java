package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.WriteResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, ended by SIGKILL. */
@Tag("long")
@Tag("hunt")
class KillTest {

    private static final int MANY = 10_000;

    @TempDir
    Path parent;

    @Test
    void aKilledStoreHasEverythingThatItAcknowledged() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        List<Order> acknowledged = new ArrayList<>();
        for (int kill = 1; kill <= 6; kill++) {
            int first = kill * MANY;
            for (int number : acknowledgedUntilKilled(data, first, kill * 3)) {
                acknowledged.add(anOrder(number).pending());
            }
            ImmutableList<Order> found = data.reopened();
            assertTrue(ImmutableSet.copyOf(found).containsAll(acknowledged), "after kill " + kill);
            assertTrue(found.size() - acknowledged.size() <= kill, "one order a kill may be there unacknowledged");
        }
        assertEquals(data.json().size(), data.reopened().size());
    }

    @Test
    void aStoreKilledInTheMidstOfManyThreadsAndCheckpointsHasEverythingThatItAcknowledged() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        Set<Integer> acknowledged = new HashSet<>();
        int kills = Faults.amount(4, 60);
        int found = 0;
        for (int kill = 0; kill < kills; kill++) {
            int first = kill * (99_999 / kills);
            try (ChildStore child = ChildStore.Busy.start(data, first, 99_999 / kills)) {
                acknowledged.addAll(acknowledgedUntilKilled(child, 40 + 37 * kill));
            }
            try (JsonOrderStorage store = data.open()) {
                for (int number : acknowledged) {
                    assertEquals(Optional.of(anOrder(number).pending()), store.get(orderId(number)));
                    WriteResult again = store.insert(
                            anOrder(0).pending(), InsertGuard.NONE, Optional.of(ChildStore.Busy.request(number)));
                    assertEquals(WriteResult.Kind.REPLAYED, again.kind());
                }
                found = DataDirectory.orders(store).size();
            }
            assertTrue(
                    found - acknowledged.size() <= (kill + 1) * ChildStore.Busy.THREADS,
                    "each thread may have one order that it did not acknowledge, at each kill");
        }
        Faults.say(
                "%d kills, %d orders acknowledged by %d threads, %d found: none lost",
                kills, acknowledged.size(), ChildStore.Busy.THREADS, found);
    }

    private static ImmutableList<Integer> acknowledgedUntilKilled(DataDirectory data, int first, int heard)
            throws Exception {
        try (ChildStore child = ChildStore.creating(data, first, MANY)) {
            return acknowledgedUntilKilled(child, heard);
        }
    }

    private static ImmutableList<Integer> acknowledgedUntilKilled(ChildStore child, int heard) throws Exception {
        assertEquals(Optional.of(ChildStore.READY), child.hear());
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < heard; i++) {
            numbers.add(child.hear().orElseThrow());
        }
        return Stream.concat(numbers.stream(), child.kill().stream())
                .map(Integer::valueOf)
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void aStoreHeldByAnotherProcessIsRefusedAndItsHolderNamed() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        try (ChildStore holder = ChildStore.creating(data, 1, 1)) {
            holder.hear();
            holder.hear();
            DataRefusedException refusal = assertThrows(DataRefusedException.class, data::open);
            assertTrue(
                    String.valueOf(refusal.getMessage()).contains("in use by pid " + holder.pid()), refusal::toString);
            holder.kill();
        }
        assertEquals(ImmutableList.of(anOrder(1).pending()), data.reopened());
    }

    @Test
    void aStoreHeldByThisProcessIsRefusedToAnother() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            DataDirectory.insert(store, anOrder(1).pending());
            for (int attempt = 1; attempt <= 2; attempt++) {
                assertRefused(data);
            }
            DataDirectory.insert(store, anOrder(2).pending());
        }
        assertEquals(2, data.reopened().size());
    }

    private static void assertRefused(DataDirectory data) throws Exception {
        try (ChildStore child = ChildStore.creating(data, 1, 1)) {
            String said = child.hear().orElseThrow();
            assertTrue(said.contains("in use by pid " + ProcessHandle.current().pid()), said);
        }
    }

    @Test
    void anOpeningRefusedToThisProcessLeavesTheLockInPlace() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        JsonOrderStorage closedBefore = data.open();
        closedBefore.close();
        try (JsonOrderStorage store = data.open()) {
            closedBefore.close();
            assertThrows(DataRefusedException.class, data::open);
            assertRefused(data);
            DataDirectory.insert(store, anOrder(1).pending());
        }
    }
}
