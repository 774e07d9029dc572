package io.pteroorders.bot.payment;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.life.ProgramRun;
import io.pteroorders.bot.payment.RealTill.Kind;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No order is confirmed without its money, no money is forgotten, none is counted twice, and the sums are those of the
 * gateways' books, whatever happens: gateways misbehave, the clock jumps, and the program is killed at any moment.
 */
class PaymentLivesTest {

    private static final int SOME = 60;
    private static final boolean ALL = System.getProperty("faults", "").equals("all");
    private static final int MANY = ALL ? 10_000 : 500;
    private static final int MANY_MOMENTS = ALL ? 1 : 43;
    private static final int LIVES_UNTIL_CAUGHT = 15;
    private static final int SOME_MOMENTS = 61;

    /** Each so many lives are by gateways that come along, over HTTP. */
    private static final int REAL = 8;

    /** Each so many lives are on files. */
    private static final int ON_FILES = 64;

    @TempDir
    Path directory;

    private PaymentLife life(long seed) {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        ShopStorage storage = seed % ON_FILES == ON_FILES - 2 ? files(clock, seed) : memory(clock);
        return PaymentLife.of(seed, PlantedBug.NONE, clock, storage, kinds(seed));
    }

    private static ShopStorage memory(ManualClock clock) {
        return InMemoryShopStorage.create(JAKARTA, clock);
    }

    private ShopStorage files(ManualClock clock, long seed) {
        return JsonShopStorage.open(
                directory.resolve("shop" + seed), JsonStorageOptions.defaults(clock), ImmutableSet.of());
    }

    /** Two gateways of those that come along, or none. */
    private static Kind[] kinds(long seed) {
        Kind[] all = Kind.values();
        int first = (int) (seed / REAL);
        return seed % REAL == REAL - 1
                ? new Kind[] {all[first % all.length], all[(first + 2) % all.length]}
                : new Kind[0];
    }

    private void live(int orders) {
        int lived = 0;
        long paid = 0;
        int kills = 0;
        for (long seed = 0; lived < orders; seed++) {
            try (PaymentLife life = life(seed)) {
                life.live();
                assertEquals(List.of(), PaymentTruth.wrong(life), "seed " + seed);
                lived += life.orders().size();
                paid += life.orders().stream().filter(Order::wasPaid).count();
                kills += life.kills();
            }
        }
        System.out.println(lived + " orders lived: " + paid + " were paid, " + kills + " kills");
        assertTrue(paid > orders / 10 && kills > orders / 20, paid + " orders paid, " + kills + " kills");
    }

    @Test
    void nothingIsLostAndNothingCountedTwice() {
        live(SOME);
    }

    @Test
    @Tag("hunt")
    void norIsItInManyOrders() {
        live(MANY);
    }

    /** A tour whose first program is killed at a moment. */
    private static PaymentLife tour(PlantedBug bug, int killed, Kind... kinds) {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        return tour(bug, memory(clock), clock, new ProgramRun(killed), kinds);
    }

    private static PaymentLife tour(
            PlantedBug bug, ShopStorage storage, ManualClock clock, ProgramRun first, Kind... kinds) {
        PaymentLife life = PaymentLife.of(7, bug, clock, storage, kinds);
        life.goesOnTour(first);
        return life;
    }

    private static void assertRight(PaymentLife life, Object when) {
        assertEquals(List.of(), PaymentTruth.wrong(life), when::toString);
        assertTrue(life.orders().stream().filter(Order::wasPaid).count() >= 3, life.orders()::toString);
    }

    private static int moments() {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        ProgramRun run = new ProgramRun(ProgramRun.FOREVER);
        try (PaymentLife life = tour(PlantedBug.NONE, memory(clock), clock, run)) {
            assertRight(life, "not killed");
        }
        return run.moments();
    }

    /** Kills at each so many moments, from the first. */
    private static void tours(int each) {
        int moments = moments();
        for (int killed = 0; killed < moments; killed += each) {
            try (PaymentLife life = tour(PlantedBug.NONE, killed)) {
                assertEquals(1, life.kills());
                assertRight(life, "killed at " + killed + " of " + moments);
            }
        }
    }

    @Test
    void theProgramMayBeKilledAtSomeMomentsOfATour() {
        tours(SOME_MOMENTS);
    }

    @Test
    @Tag("hunt")
    void theProgramMayBeKilledAtManyMomentsOfATour() {
        tours(MANY_MOMENTS);
    }

    @ParameterizedTest
    @EnumSource
    void aTourIsTheSameByEachGateway(Kind kind) {
        int killed = 100 * (Arrays.asList(Kind.values()).indexOf(kind) + 1);
        try (PaymentLife life = tour(PlantedBug.NONE, killed, kind)) {
            assertRight(life, kind);
        }
    }

    @Test
    void aTourIsTheSameOnFiles() {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        try (PaymentLife life = tour(PlantedBug.NONE, files(clock, 0), clock, new ProgramRun(300))) {
            assertRight(life, "on files");
        }
    }

    /** Most are seen in lives by chance; some do harm in a few moments alone, which a tour meets. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @Tag("hunt")
    void itIsSeen(PlantedBug bug) {
        boolean seen = LongStream.range(0, LIVES_UNTIL_CAUGHT).anyMatch(seed -> isSeen(lived(bug, seed)))
                || IntStream.range(0, moments()).anyMatch(killed -> isSeen(tour(bug, killed)));
        assertTrue(seen, "nothing was wrong");
    }

    private static PaymentLife lived(PlantedBug bug, long seed) {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        PaymentLife life = PaymentLife.of(seed, bug, clock, memory(clock));
        life.live();
        return life;
    }

    private static boolean isSeen(PaymentLife life) {
        try (life) {
            return !PaymentTruth.wrong(life).isEmpty();
        }
    }
}
