package io.pteroorders.storage.json;

import com.google.common.base.Stopwatch;
import io.pteroorders.storage.json.Workload.Step;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Damaged files: each bit, each length, each record. */
class DamageTest {

    private static final List<Step> STEPS = List.of(
            Step.INSERT_ONCE,
            Step.INSERT,
            Step.CHECKPOINT,
            Step.REMOVE_ONCE,
            Step.CHECKPOINT,
            Step.UPDATE,
            Step.INSERT);

    @Test
    void damageIsNoticedOrHarmless() {
        for (boolean closed : new boolean[] {true, false}) {
            Stopwatch watch = Stopwatch.createStarted();
            DamageSweep sweep = sweep(closed, UnaryOperator.identity());
            String bad = "";
            for (Runnable r : List.<Runnable>of(
                    sweep::losesFiles, sweep::movesRecords, sweep::losesSectors, sweep::cut, sweep::flipBits)) {
                try {
                    r.run();
                } catch (BrokenPromise e) {
                    System.out.println(e.getMessage());
                    Throwable c = e;
                    while (c.getCause() != null) c = c.getCause();
                    if (c != e) {
                        System.out.println("   root " + c);
                        for (int i = 0; i < 8 && i < c.getStackTrace().length; i++)
                            System.out.println("      " + c.getStackTrace()[i]);
                    }
                }
            }
            System.out.println(sweep.cases() + " cases, " + sweep.refused() + " refused, " + watch);
        }
    }

    static DamageSweep sweep(boolean closed, UnaryOperator<Disk> wrapping) {
        Workload workload = new Workload(
                SimulatedDisk.holding(DiskImage.EMPTY),
                UnaryOperator.identity(),
                FaultyDisk.Plan.none(),
                Shop.EMPTY,
                1);
        workload.run(STEPS);
        DiskImage killed = workload.disk().image();
        workload.close();
        System.out.println(closed ? workload.disk().image() : killed);
        return new DamageSweep(wrapping, closed ? workload.disk().image() : killed, workload.shop(), 16);
    }
}
