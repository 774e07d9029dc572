package io.pteroorders.core.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final OptionalLong ENDLESS = OptionalLong.empty();

    private static PanelNode node(long id, long memory, long disk, long ports) {
        return new PanelNode(id, OptionalLong.of(id * 10), true, OptionalLong.of(memory), OptionalLong.of(disk), ports);
    }

    private static ServerPlan plan(int memory, int disk) {
        return plan(memory, disk, ImmutableSortedSet.of(), ImmutableSortedSet.of());
    }

    private static ServerPlan plan(
            int memory, int disk, ImmutableSortedSet<Integer> locations, ImmutableSortedSet<Integer> nodes) {
        return new ServerPlan(
                1,
                Optional.empty(),
                locations,
                nodes,
                new ServerLimits(memory, 0, disk, 500, 100),
                ServerFeatures.NONE,
                ServerStartup.OF_THE_EGG,
                true);
    }

    @Test
    void theMachineWithTheMostMemoryLeftComesFirst() {
        Room room = Room.of(ImmutableList.of(node(1, 2048, 9999, 5), node(2, 4096, 9999, 5), node(3, 512, 9999, 5)));
        assertEquals(ImmutableList.of(2L, 1L), room.nodesFor(plan(1024, 100)));
    }

    @Test
    void aServerThatFitsExactlyFits() {
        Room room = Room.of(ImmutableList.of(node(1, 1024, 2048, 1)));
        assertTrue(room.has(plan(1024, 2048)));
        assertFalse(room.has(plan(1025, 2048)));
        assertFalse(room.has(plan(1024, 2049)));
    }

    @Test
    void whatHasNoLimitAlwaysHasRoom() {
        Room room = Room.of(ImmutableList.of(new PanelNode(1, ENDLESS, true, ENDLESS, ENDLESS, 1)));
        assertTrue(room.has(plan(ServerLimits.MOST, ServerLimits.MOST)));
    }

    @Test
    void aServerWithoutALimitNeedsNoMemory() {
        assertTrue(Room.of(ImmutableList.of(node(1, 0, 0, 1))).has(plan(0, 0)));
    }

    @Test
    void aMachineWithoutAFreePortLacksNothingElse() {
        Room room = Room.of(ImmutableList.of(node(1, 1024, 2048, 0)));
        assertFalse(room.has(plan(1024, 2048)));
        assertTrue(room.lacksPortsAlone(plan(1024, 2048)));
        assertFalse(room.lacksPortsAlone(plan(2048, 2048)));
    }

    @Test
    void aPlanStandsWhereItMay() {
        Room room = Room.of(ImmutableList.of(node(1, 1024, 2048, 1), node(2, 1024, 2048, 1)));
        assertEquals(
                ImmutableList.of(2L),
                room.nodesFor(plan(512, 512, ImmutableSortedSet.of(20), ImmutableSortedSet.of())));
        assertEquals(
                ImmutableList.of(1L), room.nodesFor(plan(512, 512, ImmutableSortedSet.of(), ImmutableSortedSet.of(1))));
        assertFalse(room.hasMachine(plan(512, 512, ImmutableSortedSet.of(), ImmutableSortedSet.of(3))));
    }

    @Test
    void aClosedMachineIsForThoseWhoNameIt() {
        Room room = Room.of(ImmutableList.of(new PanelNode(1, OptionalLong.of(10), false, ENDLESS, ENDLESS, 1)));
        assertFalse(room.has(plan(512, 512)));
        assertFalse(room.has(plan(512, 512, ImmutableSortedSet.of(10), ImmutableSortedSet.of())));
        assertTrue(room.has(plan(512, 512, ImmutableSortedSet.of(), ImmutableSortedSet.of(1))));
    }

    @Test
    void whatIsPromisedTakesRoomTheLargestFirst() {
        Room room = Room.of(ImmutableList.of(node(1, 3072, 99_999, 9), node(2, 1024, 99_999, 9)));
        Room left = room.without(ImmutableList.of(plan(1024, 1), plan(3072, 1)));
        assertFalse(left.has(plan(1, 1)));
    }

    @Test
    void whatIsPromisedTakesPorts() {
        Room room = Room.of(ImmutableList.of(node(1, 9999, 9999, 3)));
        assertTrue(room.without(Collections.nCopies(2, plan(1, 1))).has(plan(1, 1)));
        assertFalse(room.without(Collections.nCopies(3, plan(1, 1))).has(plan(1, 1)));
    }

    @Test
    void whatWasPromisedWithoutRoomTakesNone() {
        Room room = Room.of(ImmutableList.of(node(1, 1024, 9999, 3)));
        assertTrue(room.without(ImmutableList.of(plan(2048, 1))).has(plan(1024, 1)));
    }
}
