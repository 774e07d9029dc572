package io.pteroorders.bot.renewal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nobody is stopped who paid, or whom no warning reached, no step is taken twice, and no paid day and no money is lost,
 * whatever happens for years: people pay early, late and twice, admins give and take, panels and messengers misbehave, and the
 * program is killed at any moment and away for days.
 */
class RenewalLivesTest {

    private static final boolean ALL = System.getProperty("faults", "").equals("all");
    private static final int YEAR = 365;
    private static final int YEARS = 5;

    /** Servers, all lives together. */
    private static final int SOME = 10;

    private static final int MANY = ALL ? 1_000 : 25;

    /** Servers of one life at a time. */
    private static final int FEW = 5;

    private static final int USUAL = 25;
    private static final int LIVES_UNTIL_CAUGHT = 40;

    /**
     * Lives until so many servers were lived through.
     *
     * @param each how many at a time
     */
    private static void live(int servers, int each, int days) {
        int lived = 0;
        int sold = 0;
        int renewals = 0;
        int kills = 0;
        int messages = 0;
        for (long seed = 0; lived < servers; seed++) {
            try (RenewalLife life = new RenewalLife(seed, each, days, PlantedBug.NONE)) {
                life.live();
                assertEquals(ImmutableList.of(), life.wrong(), "seed " + seed);
                lived += each;
                sold += life.sold();
                renewals += life.renewals();
                kills += life.kills();
                messages += life.messages();
            }
        }
        System.out.println(lived + " servers at a time for " + days + " days: " + sold + " were sold, " + renewals
                + " renewals paid, " + messages + " messages arrived, " + kills + " kills");
        assertTrue(renewals > servers && kills > 0, renewals + " renewals, " + kills + " kills");
    }

    @Test
    void whoPaysIsNotStoppedAndNobodyIsWithoutAWarning() {
        live(SOME, FEW, YEAR);
    }

    @Test
    @Tag("hunt")
    void soItIsForYears() {
        live(MANY, USUAL, YEARS * YEAR);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @Tag("hunt")
    void itIsSeen(PlantedBug bug) {
        Optional<String> seen = LongStream.range(0, LIVES_UNTIL_CAUGHT)
                .mapToObj(seed -> wrong(bug, seed))
                .flatMap(Optional::stream)
                .findFirst();
        System.out.println(bug + " " + seen.orElse("was not seen"));
        assertTrue(seen.isPresent(), "nothing was wrong");
    }

    private static Optional<String> wrong(PlantedBug bug, long seed) {
        try (RenewalLife life = new RenewalLife(seed, 2 * FEW, YEAR, bug)) {
            life.live();
            return life.wrong().stream().findFirst().map(what -> "life " + seed + ": " + what);
        }
    }
}
