package io.pteroorders.storage.json;

import com.google.common.base.Stopwatch;
import io.pteroorders.storage.json.CrashHunt.Effort;
import io.pteroorders.storage.json.CrashStates.Names;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Losses of power at every moment, on a simulated disk. */
class CrashTest {

    @Test
    void nothingAcknowledgedIsLostByALossOfPower() {
        Stopwatch watch = Stopwatch.createStarted();
        CrashHunt hunt = new CrashHunt(UnaryOperator.identity(), new Effort(Names.IN_ORDER, 8, 80), 1);
        hunt.run(DiskImage.EMPTY, Shop.EMPTY, Workload.TOUR);
        System.out.println(hunt.states() + " states, " + hunt.inRecovery() + " in recovery, " + hunt.operations()
                + " operations, " + hunt.acknowledged() + " acknowledged, " + watch);
    }
}
