package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.storage.json.CrashStates.Names;
import io.pteroorders.storage.json.log.CloseMark;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cases that the fault suite found, one by one. */
class CheckpointFaultTest {

    private static JsonOrderStorage open(Disk disk) throws IOException {
        return JsonOrderStorage.open(disk, Workload.OPTIONS, () -> {});
    }

    private static OrderMemory memory(int... numbers) {
        OrderMemory memory = new OrderMemory(Workload.OPTIONS.flow(), Workload.OPTIONS.zone());
        for (int number : numbers) {
            memory.load(new StoredOrder(anOrder(number).pending(), Optional.empty()), number);
        }
        return memory;
    }

    @Test
    void anIdStaysTakenThroughARestoreAndTheCheckpointsAfterIt() throws Exception {
        SimulatedDisk disk = SimulatedDisk.holding(DiskImage.EMPTY);
        try (JsonOrderStorage store = open(disk)) {
            DataDirectory.insert(store, anOrder(1).pending());
            DataDirectory.insert(store, anOrder(2).pending());
            store.remove(orderId(1), order -> Optional.empty(), Optional.empty());
            store.restore(memory(3));
            for (int checkpoint = 0; checkpoint < 3; checkpoint++) {
                store.checkpoint();
            }
        }
        try (JsonOrderStorage store = open(disk)) {
            for (int number = 1; number <= 2; number++) {
                assertEquals(
                        WriteResult.Kind.ID_TAKEN,
                        store.insert(anOrder(number).pending(), InsertGuard.NONE, Optional.empty())
                                .kind());
            }
        }
    }

    /** A disk on which no snapshot gets its place. */
    private static final class NoSnapshots extends ForwardingDisk {
        NoSnapshots(Disk disk) {
            super(disk);
        }

        @Override
        public void move(String from, String to) throws IOException {
            if (from.equals(Snapshots.TEMPORARY)) {
                throw new IOException("not now");
            }
            disk.move(from, to);
        }
    }

    @Test
    void aJournalThatIsMissingUnderAReplacedSnapshotIsNoticed() throws Exception {
        SimulatedDisk disk = SimulatedDisk.holding(DiskImage.EMPTY);
        try (JsonOrderStorage store = open(disk)) {
            DataDirectory.insert(store, anOrder(1).pending());
        }
        try (JsonOrderStorage store = open(new NoSnapshots(disk))) {
            DataDirectory.insert(store, anOrder(2).pending());
            assertThrows(IOException.class, store::checkpoint);
        }
        List<String> journals = disk.list().stream()
                .filter(name -> name.matches(JournalSurvey.NAME))
                .toList();
        DiskImage lacking = disk.image();
        for (String journal : journals.subList(0, journals.size() - 1)) {
            lacking = lacking.without(journal);
        }
        SimulatedDisk left = SimulatedDisk.holding(lacking);
        DataRefusedException refusal = assertThrows(DataRefusedException.class, () -> open(left));
        assertTrue(String.valueOf(refusal.getMessage()).contains("cannot be read"), refusal::toString);
        assertEquals(0, left.operations());
    }

    @Test
    void anAdoptedFileIsDurableBeforeTheStoreIsOpen() throws Exception {
        SimulatedDisk disk = SimulatedDisk.holding(DiskImage.EMPTY);
        SimulatedDisk elsewhere = SimulatedDisk.holding(DiskImage.EMPTY);
        try (JsonOrderStorage store = open(elsewhere)) {
            DataDirectory.insert(store, anOrder(1).pending());
        }
        try (Disk.OpenFile copy = disk.create(Snapshots.FILE)) {
            copy.write(ByteBuffer.wrap(elsewhere.image().content(Snapshots.FILE)), 0);
        }
        JsonOrderStorage store = open(disk);
        int opened = disk.operations();
        store.close();
        List<DiskImage> states = new ArrayList<>();
        new CrashStates(DiskImage.EMPTY, Names.IN_ORDER, 100, 1)
                .at(disk.log(), moment -> moment == opened, (moment, state) -> states.add(state));
        for (DiskImage state : states) {
            try (JsonOrderStorage reopened = open(SimulatedDisk.holding(state))) {
                assertEquals(ImmutableList.of(anOrder(1).pending()), DataDirectory.orders(reopened));
            }
        }
    }

    @Test
    void aCheckpointIsNoReasonForAnother() throws IOException {
        SimulatedDisk disk = SimulatedDisk.holding(DiskImage.EMPTY);
        Set<String> afterCheckpoint;
        try (JsonOrderStorage store = open(disk)) {
            DataDirectory.insert(store, anOrder(1).pending());
            store.checkpoint();
            afterCheckpoint = disk.list();
        }
        assertEquals(Sets.union(afterCheckpoint, Set.of(CloseMark.FILE)), disk.list());
    }
}
