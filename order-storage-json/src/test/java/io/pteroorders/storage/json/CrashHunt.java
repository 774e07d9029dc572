package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.storage.json.CrashStates.Names;
import io.pteroorders.storage.json.log.Disk;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Lets a {@link Workload} crash after each of its operations on the disk, in all ways that {@link CrashStates} finds, and
 * opens what is left: the store must hold all that was acknowledged, and go on. Crashes again while it recovers.
 */
final class CrashHunt {

    private static final Order PROBE = anOrder(99).pending();

    /** How thoroughly to look. */
    record Effort(Names names, int statesAtAMoment, int oneInRecoveries) {}

    private final UnaryOperator<Disk> wrapping;
    private final Effort effort;
    private final long seed;
    private final Seen seen = new Seen();
    private long states;
    private long inRecovery;
    private long acknowledged;
    private long operations;

    /** The states that were looked at since what is permitted last changed. */
    private static final class Seen {

        private final Set<HashCode> digests = new HashSet<>();
        private ImmutableList<Shop> permitted = ImmutableList.of();

        @SuppressWarnings("ReferenceEquality") // another promise, even if it permits the same
        boolean isNew(DiskImage state, ImmutableList<Shop> permittedNow) {
            if (permitted != permittedNow) {
                digests.clear();
                permitted = permittedNow;
            }
            return digests.add(state.digest());
        }
    }

    /** @param wrapping what is between the store and the disk, for planted bugs */
    CrashHunt(UnaryOperator<Disk> wrapping, Effort effort, long seed) {
        this.wrapping = wrapping;
        this.effort = effort;
        this.seed = seed;
    }

    /** States that were opened, those of crashes in a recovery among them. */
    long states() {
        return states;
    }

    long inRecovery() {
        return inRecovery;
    }

    long acknowledged() {
        return acknowledged;
    }

    long operations() {
        return operations;
    }

    /** @throws BrokenPromise if a state was not recovered as promised */
    void run(DiskImage before, Shop shop, List<Workload.Step> steps) {
        Workload workload = new Workload(SimulatedDisk.holding(before), wrapping, FaultyDisk.Plan.none(), shop, seed);
        workload.run(steps);
        workload.close();
        acknowledged += workload.answered();
        operations += workload.disk().operations();
        new CrashStates(before, effort.names(), effort.statesAtAMoment(), seed)
                .at(workload.disk().log(), moment -> true, (moment, state) -> take(moment, state, workload));
    }

    private void take(int moment, DiskImage state, Workload workload) {
        ImmutableList<Shop> permitted = workload.promises().at(moment);
        if (permitted.isEmpty() || !seen.isNew(state, permitted)) {
            return;
        }
        states++;
        try {
            recover(new Left(moment, state, workload.operator()), permitted, states % effort.oneInRecoveries() == 0);
        } catch (BrokenPromise e) {
            throw new BrokenPromise("after " + moment + " operations, with " + state + ": " + e.getMessage(), e);
        }
    }

    /** What a crash left at a moment, and whose work must not be lost. */
    record Left(int moment, DiskImage state, Operator operator) {

        /** The same moment, and what another crash left later. */
        Left later(DiskImage later) {
            return new Left(moment, later, operator);
        }

        void requireKept(String when) {
            operator.requireKept(moment, state, when);
        }
    }

    private void recover(Left left, ImmutableList<Shop> permitted, boolean again) {
        left.requireKept("after a crash");
        SimulatedDisk disk = SimulatedDisk.holding(left.state());
        Promises promises = new Promises();
        promises.answered(0, permitted);
        try (JsonOrderStorage store = open(disk, wrapping, left.operator())) {
            Shop found = Workload.found(store, permitted, "after a crash");
            promises.answered(disk.operations(), List.of(found));
            Shop next = found.with(PROBE, Optional.empty());
            promises.asked(disk.operations(), List.of(found, next));
            insertProbe(store);
            promises.answered(disk.operations(), List.of(next));
        }
        left.later(disk.image()).requireKept("after recovering and closing");
        try (JsonOrderStorage store = open(disk, wrapping, left.operator())) {
            Workload.found(store, promises.now(), "after recovering and closing");
            if (!store.notices().isEmpty()) {
                throw new BrokenPromise("after closing in order: " + store.notices(), null);
            }
        }
        if (again) {
            Seen seenHere = new Seen();
            new CrashStates(left.state(), effort.names(), effort.statesAtAMoment(), seed)
                    .at(
                            disk.log(),
                            moment -> moment > 0,
                            (moment, state) -> recoverAgain(left.later(state), promises.at(moment), seenHere));
        }
    }

    private void recoverAgain(Left left, ImmutableList<Shop> permitted, Seen seenHere) {
        if (!seenHere.isNew(left.state(), permitted)) {
            return;
        }
        states++;
        inRecovery++;
        requirePromised(left, wrapping, permitted, "after a crash in a recovery");
    }

    /** A disk in this state is opened, and holds one of these shops and all that the operator did. */
    static void requirePromised(Left left, UnaryOperator<Disk> wrapping, ImmutableList<Shop> permitted, String when) {
        left.requireKept(when);
        try (JsonOrderStorage store = open(SimulatedDisk.holding(left.state()), wrapping, left.operator())) {
            Workload.found(store, permitted, when);
        }
    }

    private static JsonOrderStorage open(SimulatedDisk disk, UnaryOperator<Disk> wrapping, Operator operator) {
        try {
            return operator.open(disk, wrapping.apply(new FaultyDisk(disk, FaultyDisk.Plan.none())));
        } catch (IOException | RuntimeException e) {
            throw new BrokenPromise("it is not opened: " + e.getMessage(), e);
        }
    }

    private static void insertProbe(JsonOrderStorage store) {
        try {
            WriteResult answer = store.insert(PROBE, InsertGuard.NONE, Optional.empty());
            if (answer.kind() != WriteResult.Kind.DONE) {
                throw new BrokenPromise("a new order was " + answer.kind(), null);
            }
        } catch (StorageException e) {
            throw new BrokenPromise("a new order was " + e, e);
        }
    }
}
