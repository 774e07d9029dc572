package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.storage.json.CrashHunt.Effort;
import io.pteroorders.storage.json.CrashStates.Names;
import io.pteroorders.storage.json.FaultyDisk.Fault;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each planted bug is caught; if one is not, the harness has gone blind. */
@Tag("long")
@Tag("hunt")
class MutantTest {

    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsCaught(Mutant mutant) {
        switch (mutant.harness()) {
            case CRASH -> byCrashes(mutant, Workload.TOUR, 8);
            case OPERATED -> byCrashes(mutant, Workload.OPERATED, 3);
            case FAULTS -> byFaults(mutant);
            case DAMAGE -> byDamage(mutant);
        }
    }

    private static void byCrashes(Mutant mutant, List<Workload.Step> tour, int statesAtAMoment) {
        CrashHunt hunt = new CrashHunt(mutant::plant, new Effort(Names.IN_ORDER, statesAtAMoment, 20), 1);
        requireCaught(mutant, hunt::states, () -> hunt.run(DiskImage.EMPTY, Shop.EMPTY, tour));
    }

    private static void byFaults(Mutant mutant) {
        FaultSweep sweep = new FaultSweep(mutant::plant, Workload.TOUR);
        requireCaught(mutant, sweep::states, () -> {
            long calls = sweep.calls();
            for (long call = 1; call <= calls; call++) {
                sweep.run(Fault.ERROR, call, false);
                sweep.run(Fault.ERROR_AFTERWARDS, call, false);
                sweep.run(Fault.SHORT_WRITE, call, false);
            }
        });
    }

    private static void byDamage(Mutant mutant) {
        DamageSweep sweep = DamageTest.Store.KILLED.sweep(mutant::plant, Integer.MAX_VALUE);
        requireCaught(mutant, sweep::cases, sweep::all);
    }

    private static void requireCaught(Mutant mutant, LongSupplier looked, Executable harness) {
        BrokenPromise caught = assertThrows(BrokenPromise.class, harness, mutant::toString);
        Faults.say(
                "%-34s caught by %-8s at state %6d: %s",
                mutant, mutant.harness(), looked.getAsLong(), shortened(caught));
    }

    static String shortened(BrokenPromise caught) {
        String how = String.valueOf(caught.getMessage());
        return how.substring(0, Math.min(how.length(), 160));
    }
}
