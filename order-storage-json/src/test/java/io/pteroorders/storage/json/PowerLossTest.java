package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.pteroorders.storage.json.LossyVolume.Data;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses of power on a file system as it is in use, where this user may make one. */
@Tag("hunt")
class PowerLossTest {

    private static final int ROUNDS = Faults.amount(8, 400);
    private static final int ROUNDS_FOR_A_BUG = 200;

    @TempDir
    Path parent;

    private LossyVolume volume(Data data) {
        try {
            return LossyVolume.in(parent, data);
        } catch (IOException e) {
            return abort(
                    "SKIPPED: no losses of power on ext4, as no such file system can be made here: " + e.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatWasAnsweredIsLostWhenThePowerGoes(Data data) throws Exception {
        try (LossyVolume volume = volume(data)) {
            PowerLoss losses =
                    new PowerLoss(volume, UnaryOperator.identity(), data.name().hashCode());
            losses.run(ROUNDS);
            assertEquals(ROUNDS, losses.losses());
            assertTrue(losses.answers() > ROUNDS);
            Faults.say(
                    "ext4, data %s: %d losses of power, %d of them while opening, %d changes answered: none lost",
                    data, losses.losses(), losses.whileOpening(), losses.answers());
        }
    }

    /** All bugs that this file system lets come out; some only after dozens of losses. */
    static Stream<Mutant> bugs() {
        Stream<Mutant> often =
                Stream.of(Mutant.RECORDS_NOT_FORCED, Mutant.SNAPSHOT_NOT_FORCED, Mutant.ANSWER_BEFORE_FORCE);
        Stream<Mutant> seldom = Stream.of(Mutant.CHECKPOINT_RECORD_NOT_FORCED, Mutant.NAMES_NEVER_SYNCED);
        return Faults.ALL ? Stream.concat(often, seldom) : often;
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void aPlantedBugIsCaught(Mutant mutant) throws Exception {
        try (LossyVolume volume = volume(Data.ORDERED)) {
            PowerLoss losses = new PowerLoss(volume, mutant::plant, 1);
            BrokenPromise caught =
                    assertThrows(BrokenPromise.class, () -> losses.run(ROUNDS_FOR_A_BUG), mutant::toString);
            Faults.say("%s is caught by loss of power %d: %s", mutant, losses.losses(), MutantTest.shortened(caught));
        }
    }
}
