package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.storage.json.CrashHunt.Effort;
import io.pteroorders.storage.json.CrashStates.Names;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses of power after every operation on a simulated disk, also while the store recovers from one. */
@Tag("long")
@Tag("hunt")
class CrashTest {

    private static final int LIVES = Faults.amount(3, 30);
    private static final int STATES = Faults.amount(4, 16);
    private static final int RECOVERIES = Faults.amount(1000, 100);
    private static final int RECOVERIES_OF_A_LIFE = Faults.amount(1000, 400);

    @ParameterizedTest
    @EnumSource
    void nothingAcknowledgedIsLostByALossOfPower(Names names) {
        CrashHunt hunt = new CrashHunt(UnaryOperator.identity(), new Effort(names, STATES, RECOVERIES), 1);
        hunt.run(DiskImage.EMPTY, Shop.EMPTY, Workload.TOUR);
        report(names + ", a tour", hunt);
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatTheOperatorDidIsLostByALossOfPower(Names names) {
        CrashHunt hunt = new CrashHunt(UnaryOperator.identity(), new Effort(names, STATES, RECOVERIES), 1);
        hunt.run(DiskImage.EMPTY, Shop.EMPTY, Workload.OPERATED);
        report(names + ", an operator's day", hunt);
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsDoneNothingAcknowledgedIsLost(Names names) {
        for (int seed = 1; seed <= LIVES; seed++) {
            CrashHunt hunt =
                    new CrashHunt(UnaryOperator.identity(), new Effort(names, STATES, RECOVERIES_OF_A_LIFE), seed);
            hunt.run(DiskImage.EMPTY, Shop.EMPTY, Workload.steps(30, seed));
            report(names + ", steps by chance " + seed, hunt);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAdoptionCanBeCutOffAnywhere(Names names) throws Exception {
        List<Order> orders = ImmutableList.of(anOrder(1).pending(), anOrder(2).pending());
        SimulatedDisk elsewhere = SimulatedDisk.holding(DiskImage.EMPTY);
        try (JsonOrderStorage store = JsonOrderStorage.open(elsewhere, Workload.OPTIONS, () -> {})) {
            orders.forEach(order -> DataDirectory.insert(store, order));
        }
        String whole = new String(elsewhere.image().content(Snapshots.FILE), StandardCharsets.UTF_8);
        for (String file : List.of(whole, "[17,{\"id\":1}," + whole.substring(1))) {
            CrashHunt hunt = new CrashHunt(UnaryOperator.identity(), new Effort(names, STATES, RECOVERIES), 1);
            hunt.run(
                    DiskImage.EMPTY.with(Snapshots.FILE, file.getBytes(StandardCharsets.UTF_8)),
                    Shop.of(orders),
                    Workload.steps(6, 3));
            report(names + ", an adoption", hunt);
        }
    }

    @Test
    void aSnapshotIsEnoughToGoForwardFromTheOneBefore() throws Exception {
        Workload workload = new Workload(
                SimulatedDisk.holding(DiskImage.EMPTY),
                UnaryOperator.identity(),
                FaultyDisk.Plan.none(),
                Shop.EMPTY,
                1);
        workload.run(Workload.TOUR.subList(0, Workload.TOUR.indexOf(Workload.Step.RESTORE)));
        workload.close();
        SimulatedDisk left = SimulatedDisk.holding(workload.disk().image().without(Snapshots.FILE));
        Recovery.Found found = Recovery.rollForward(left, Workload.OPTIONS);
        assertTrue(workload.shop().differsFrom(found.memory()).equals(Optional.empty()));
    }

    private static void report(String what, CrashHunt hunt) {
        assertTrue(hunt.states() > 100 && hunt.acknowledged() > 0);
        Faults.say(
                "%s: %d operations on the disk, %d changes acknowledged, %d states, %d of them in recoveries: none lost",
                what, hunt.operations(), hunt.acknowledged(), hunt.states(), hunt.inRecovery());
    }
}
