package io.pteroorders.storage.json;

import io.pteroorders.storage.json.CrashHunt.Effort;
import io.pteroorders.storage.json.CrashStates.Names;
import io.pteroorders.storage.json.FaultyDisk.Fault;
import org.junit.jupiter.api.Test;

class MutantTest {

    @Test
    void eachPlantedBugIsCaught() {
        for (Mutant mutant : Mutant.values()) {
            long[] looked = new long[1];
            String caught = "MISSED";
            try {
                switch (mutant.harness()) {
                    case CRASH -> {
                        CrashHunt hunt = new CrashHunt(mutant::plant, new Effort(Names.IN_ORDER, 8, 20), 1);
                        try {
                            hunt.run(DiskImage.EMPTY, Shop.EMPTY, Workload.TOUR);
                        } finally {
                            looked[0] = hunt.states();
                        }
                    }
                    case FAULTS -> {
                        FaultSweep sweep = new FaultSweep(mutant::plant);
                        try {
                            for (long call = 1; call < 400; call++) {
                                sweep.run(Fault.ERROR, call, false);
                                sweep.run(Fault.SHORT_WRITE, call, false);
                            }
                        } finally {
                            looked[0] = sweep.lives() + sweep.states();
                        }
                    }
                    case DAMAGE -> {
                        DamageSweep sweep = DamageTest.sweep(false, mutant::plant);
                        try {
                            sweep.cut();
                            sweep.flipBits();
                        } finally {
                            looked[0] = sweep.cases();
                        }
                    }
                }
            } catch (BrokenPromise e) {
                caught = e.getMessage();
            }
            System.out.println(mutant + " | " + mutant.harness() + " | " + looked[0] + " | "
                    + caught.substring(0, Math.min(420, caught.length())));
        }
    }
}
