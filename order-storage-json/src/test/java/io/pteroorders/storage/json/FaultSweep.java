package io.pteroorders.storage.json;

import io.pteroorders.storage.json.CrashHunt.Left;
import io.pteroorders.storage.json.CrashStates.Names;
import io.pteroorders.storage.json.FaultyDisk.Fault;
import io.pteroorders.storage.json.FaultyDisk.Plan;
import io.pteroorders.storage.json.log.Disk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Lets the n-th call to the disk fail under a {@link Workload}, for every n, once or for good, and then looks whether
 * every answer was true: at once, after the fault is over, after opening anew, and after a loss of power.
 */
final class FaultSweep {

    private static final int MOMENTS = 6;

    private final UnaryOperator<Disk> wrapping;
    private final List<Workload.Step> steps;
    private long lives;
    private long states;
    private long acknowledged;

    /** @param tour what is done; the disk is never full in it by itself */
    FaultSweep(UnaryOperator<Disk> wrapping, List<Workload.Step> tour) {
        this.wrapping = wrapping;
        this.steps = tour.stream().filter(step -> step != Workload.Step.FULL).toList();
    }

    long lives() {
        return lives;
    }

    long states() {
        return states;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** How many calls there are without a fault. */
    long calls() {
        Plan counting = Plan.none();
        Workload workload = workload(counting);
        workload.run(steps);
        workload.close();
        return counting.calls();
    }

    private Workload workload(Plan plan) {
        return new Workload(SimulatedDisk.holding(DiskImage.EMPTY), wrapping, plan, Shop.EMPTY, 1);
    }

    /** @throws BrokenPromise if an answer was not true */
    void run(Fault fault, long call, boolean forGood) {
        try {
            live(fault, call, forGood);
        } catch (BrokenPromise e) {
            throw new BrokenPromise(
                    fault + " at call " + call + (forGood ? " and after it: " : ": ") + e.getMessage(), e);
        }
    }

    private void live(Fault fault, long call, boolean forGood) {
        lives++;
        Plan plan = Plan.failing(fault, call, forGood ? Long.MAX_VALUE : call);
        Workload workload = workload(plan);
        workload.run(steps);
        int ended = workload.disk().operations();
        int mended = workload.mend();
        workload.closeAndOpen();
        workload.close();
        acknowledged += workload.answered();
        Set<Integer> moments = new HashSet<>();
        for (int i = 0; i < MOMENTS; i++) {
            moments.add(workload.failedAt() + i);
            moments.add(ended + i);
        }
        for (int moment = workload.failedAt(); moment < ended; moment += MOMENTS + 1) {
            moments.add(moment);
        }
        moments.add(mended);
        SimulatedDisk disk = workload.disk();
        new CrashStates(DiskImage.EMPTY, Names.IN_ORDER, 3, call).at(disk.log(), moments::contains, (moment, state) -> {
            states++;
            CrashHunt.requirePromised(
                    new Left(moment, state, workload.operator()),
                    wrapping,
                    workload.promises().at(moment),
                    "after a loss of power");
        });
    }
}
