package io.pteroorders.bot.panel;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.life.ProgramRun;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each paid order ends with one server or is shown as one without, what has ended does not run, and no password is anywhere but
 * in its message, whatever happens: panels and bridges misbehave, admins edit, the clock jumps, and the program is killed at any
 * moment.
 */
class ServerLivesTest {

    private static final boolean ALL = System.getProperty("faults", "").equals("all");
    private static final int SOME = 40;
    private static final int MANY = ALL ? 5_000 : 300;
    private static final int MANY_MOMENTS = ALL ? 1 : 61;
    private static final int SOME_MOMENTS = 151;
    private static final int LIVES_UNTIL_CAUGHT = 15;
    private static final int TOURS_UNTIL_CAUGHT = 60;
    private static final int EACH_MOMENT = 7;

    /** Each so many lives are by the second kind of panel. */
    private static final int PELICAN = 4;

    /** Each so many lives are on files. */
    private static final int ON_FILES = 16;

    @TempDir
    Path directory;

    private static ShopStorage memory(ManualClock clock) {
        return InMemoryShopStorage.create(JAKARTA, clock);
    }

    private static ShopStorage files(Path data, ManualClock clock) {
        return JsonShopStorage.open(data, JsonStorageOptions.defaults(clock), ImmutableSet.of());
    }

    private static PanelKind kind(long seed) {
        return seed % PELICAN == PELICAN - 1 ? PanelKind.PELICAN : PanelKind.PTERODACTYL;
    }

    /** What is wrong when a life is over. */
    private interface Living {
        void live(ServerLife life);
    }

    private static ImmutableList<String> wrong(ServerLife life, Living living, Optional<Path> data) {
        try (TaintLog log = new TaintLog()) {
            living.live(life);
            return ImmutableList.<String>builder()
                    .addAll(ServerTruth.wrong(life))
                    .addAll(Taint.found(life.shop(), log.text(), data))
                    .build();
        }
    }

    /** @param orders so many are paid, at least */
    private void live(int orders) {
        int lived = 0;
        long paid = 0;
        long served = 0;
        int kills = 0;
        for (long seed = 0; paid < orders; seed++) {
            try (ServerLife life = lived(seed)) {
                lived += life.orders().size();
                paid += life.orders().stream().filter(Order::wasPaid).count();
                served +=
                        life.orders().stream().filter(ServerLivesTest::isServed).count();
                kills += life.kills();
            }
        }
        System.out.println(
                lived + " orders lived: " + paid + " were paid, " + served + " have servers, " + kills + " kills");
        assertTrue(served > orders / 10 && kills > orders / 20, served + " servers, " + kills + " kills");
    }

    private static boolean isServed(Order order) {
        return order.status() == OrderStatus.COMPLETED;
    }

    /** A life that was right. */
    private ServerLife lived(long seed) {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        Optional<Path> data =
                Optional.of(directory.resolve("shop" + seed)).filter(any -> seed % ON_FILES == ON_FILES / 2);
        ShopStorage storage = data.map(directory -> files(directory, clock)).orElseGet(() -> memory(clock));
        ServerLife life = ServerLife.of(seed, PlantedBug.NONE, kind(seed), clock, storage);
        assertEquals(ImmutableList.of(), wrong(life, ServerLife::live, data), "seed " + seed);
        return life;
    }

    @Test
    void eachPaidOrderHasItsServerOrIsShown() {
        live(SOME);
    }

    @Test
    @Tag("hunt")
    void soHaveManyOrders() {
        live(MANY);
    }

    private static ServerLife tour(PlantedBug bug, PanelKind kind) {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        return ServerLife.of(7, bug, kind, clock, memory(clock));
    }

    private static void assertRight(ServerLife life, ProgramRun first, Object when) {
        try (life) {
            assertEquals(ImmutableList.of(), wrong(life, it -> it.goesOnTour(first), Optional.empty()), when::toString);
            assertEquals(
                    2, life.orders().stream().filter(ServerLivesTest::isServed).count(), when::toString);
        }
    }

    private static int moments() {
        ProgramRun run = new ProgramRun(ProgramRun.FOREVER);
        assertRight(tour(PlantedBug.NONE, PanelKind.PTERODACTYL), run, "not killed");
        return run.moments();
    }

    /** Kills at each so many moments, from the first. */
    private static void tours(int each) {
        int moments = moments();
        for (int killed = 0; killed < moments; killed += each) {
            ServerLife life = tour(PlantedBug.NONE, PanelKind.PTERODACTYL);
            assertRight(life, new ProgramRun(killed), "killed at " + killed + " of " + moments);
            assertEquals(1, life.kills());
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
    void aTourIsTheSameByEachPanel(PanelKind kind) {
        assertRight(tour(PlantedBug.NONE, kind), new ProgramRun(300), kind);
    }

    /** Most are seen in a tour or in lives by chance; some do harm in a few moments alone, at which a tour is killed. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @Tag("hunt")
    void itIsSeen(PlantedBug bug) {
        Optional<String> seen = Stream.of(
                        Stream.of(ProgramRun.FOREVER).map(killed -> toured(bug, killed)),
                        LongStream.range(0, LIVES_UNTIL_CAUGHT).mapToObj(seed -> lived(bug, seed)),
                        IntStream.iterate(0, killed -> killed + EACH_MOMENT)
                                .limit(TOURS_UNTIL_CAUGHT)
                                .mapToObj(killed -> toured(bug, killed)))
                .flatMap(tries -> tries)
                .flatMap(Optional::stream)
                .findFirst();
        System.out.println(bug + " " + seen.orElse("was not seen"));
        assertTrue(seen.isPresent(), "nothing was wrong");
    }

    private static Optional<String> toured(PlantedBug bug, int killed) {
        return firstWrong(tour(bug, PanelKind.PTERODACTYL), life -> life.goesOnTour(new ProgramRun(killed)))
                .map(what -> "tour killed at " + killed + ": " + what);
    }

    private static Optional<String> lived(PlantedBug bug, long seed) {
        return firstWrong(buggy(bug, seed), ServerLife::live).map(what -> "life " + seed + ": " + what);
    }

    private static ServerLife buggy(PlantedBug bug, long seed) {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        return ServerLife.of(seed, bug, PanelKind.PTERODACTYL, clock, memory(clock));
    }

    private static Optional<String> firstWrong(ServerLife life, Living living) {
        try (life) {
            return wrong(life, living, Optional.empty()).stream().findFirst();
        }
    }
}
