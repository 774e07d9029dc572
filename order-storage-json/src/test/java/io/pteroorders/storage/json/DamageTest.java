package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.storage.json.Workload.Step;
import io.pteroorders.storage.json.log.Disk;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged files: each bit, each length, each record. */
@Tag("long")
@Tag("hunt")
class DamageTest {

    private static final int OPENS_ONE_IN = Faults.amount(96, 1);
    private static final int BITS_ONE_IN = Faults.amount(27, 1);

    /** A small store that is not running. */
    enum Store {
        CLOSED(
                Step.INSERT_ONCE,
                Step.INSERT,
                Step.CHECKPOINT,
                Step.REMOVE_ONCE,
                Step.CHECKPOINT,
                Step.INSERT,
                Step.CLOSE),
        KILLED(
                Step.INSERT_ONCE,
                Step.CHECKPOINT,
                Step.BATCH,
                Step.REMOVE_ONCE,
                Step.RESTORE,
                Step.INSERT,
                Step.INSERT_ONCE);

        private final ImmutableList<Step> steps;

        Store(Step... steps) {
            this.steps = ImmutableList.copyOf(steps);
        }

        DamageSweep sweep(UnaryOperator<Disk> wrapping, int opensOneIn) {
            Workload workload = new Workload(
                    SimulatedDisk.holding(DiskImage.EMPTY),
                    UnaryOperator.identity(),
                    FaultyDisk.Plan.none(),
                    Shop.EMPTY,
                    1);
            workload.run(steps);
            DiskImage killed = workload.disk().image();
            workload.close();
            return new DamageSweep(
                    wrapping,
                    this == KILLED ? killed : workload.disk().image(),
                    workload.shop(),
                    opensOneIn,
                    BITS_ONE_IN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void damageIsNoticedOrHarmless(Store store) {
        DamageSweep sweep = store.sweep(UnaryOperator.identity(), OPENS_ONE_IN);
        sweep.all();
        assertTrue(sweep.refused() > 1000 && sweep.refused() < sweep.cases());
        Faults.say(
                "a store that was %s: %d cases of damage, %d refused, %d harmless: none lost",
                store, sweep.cases(), sweep.refused(), sweep.cases() - sweep.refused());
    }
}
