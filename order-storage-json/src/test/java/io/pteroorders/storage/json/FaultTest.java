package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.storage.json.FaultyDisk.Fault;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls to the disk that fail, each in turn. */
@Tag("long")
@Tag("hunt")
class FaultTest {

    /** Of so many calls one fails. */
    private static final int ONE_IN = Faults.amount(97, 1);

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsEveryAnswerIsTrue(Fault fault) {
        sweep(fault, Workload.TOUR, ONE_IN);
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsNothingThatTheOperatorDidIsLost(Fault fault) {
        sweep(fault, Workload.OPERATED, ONE_IN);
    }

    private static void sweep(Fault fault, List<Workload.Step> tour, int oneIn) {
        FaultSweep sweep = new FaultSweep(UnaryOperator.identity(), tour);
        long calls = sweep.calls();
        for (long call = 1; call <= calls; call += oneIn) {
            sweep.run(fault, call, false);
            sweep.run(fault, call, true);
        }
        assertTrue(sweep.states() > calls / oneIn);
        Faults.say(
                "%s at one of %d calls, once or for good: %d lives, %d changes acknowledged, %d states: none lost",
                fault, calls, sweep.lives(), sweep.acknowledged(), sweep.states());
    }
}
