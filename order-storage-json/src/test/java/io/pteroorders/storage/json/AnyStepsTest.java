package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.storage.json.CrashHunt.Effort;
import io.pteroorders.storage.json.CrashStates.Names;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever follows upon whatever, with the store closed, killed and opened, the power lost and the clock put back: a
 * store holds what a plain {@link Shop} holds. Of steps that go wrong, those that matter are left.
 */
@Tag("long")
class AnyStepsTest {

    private static final Effort EFFORT_OF_ALL = new Effort(Names.ANY, 12, 40);
    private static final Effort EFFORT = new Effort(Names.ANY, 1, 400);
    private static final AtomicLong STATES = new AtomicLong();
    private static final AtomicLong CHANGES = new AtomicLong();

    @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void aStoreHoldsWhatTheModelHolds(@ForAll("steps") List<Workload.Step> steps, @ForAll long seed) {
        hunt(steps, seed);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    @Tag("hunt")
    void aStoreHoldsForLongWhatTheModelHolds(@ForAll("steps") List<Workload.Step> steps, @ForAll long seed) {
        hunt(steps, seed);
    }

    private static void hunt(List<Workload.Step> steps, long seed) {
        CrashHunt hunt = new CrashHunt(UnaryOperator.identity(), Faults.ALL ? EFFORT_OF_ALL : EFFORT, seed);
        hunt.run(DiskImage.EMPTY, Shop.EMPTY, steps);
        STATES.addAndGet(hunt.states());
        CHANGES.addAndGet(hunt.acknowledged());
    }

    @Provide
    Arbitrary<List<Workload.Step>> steps() {
        return Arbitraries.of(Workload.Step.class).list().ofMinSize(3).ofMaxSize(Faults.ALL ? 50 : 14);
    }

    @AfterContainer
    static void count() {
        Faults.say("any steps: %d changes acknowledged, %d states: none lost", CHANGES.get(), STATES.get());
        assertTrue(STATES.get() > 100);
    }
}
