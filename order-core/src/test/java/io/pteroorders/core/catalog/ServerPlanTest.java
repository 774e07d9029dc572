package io.pteroorders.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.OrderItem;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerPlanTest {

    private static final ServerLimits LIMITS = new ServerLimits(1024, 0, 2048, ServerLimits.USUAL_IO, 100);
    private static final ImmutableSortedSet<Integer> NONE = ImmutableSortedSet.of();

    private static ServerPlan plan(
            int egg, Optional<Integer> nest, Iterable<Integer> locations, Iterable<Integer> nodes) {
        return new ServerPlan(
                egg,
                nest,
                ImmutableSortedSet.copyOf(locations),
                ImmutableSortedSet.copyOf(nodes),
                LIMITS,
                new ServerFeatures(1, 2, 3),
                ServerStartup.with(Map.of("MAIN_FILE", "index.js")),
                false);
    }

    private static void assertRefused(String why, Executable wrong) {
        assertEquals(why, assertThrows(IllegalArgumentException.class, wrong).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, 10, 0, memory is 0 to 100000000",
        "100000001, 0, 0, 10, 0, memory is 0 to 100000000",
        "0, -2, 0, 10, 0, swap is -1 to 100000000",
        "0, 100000001, 0, 10, 0, swap is -1 to 100000000",
        "0, 0, -1, 10, 0, disk is 0 to 100000000",
        "0, 0, 100000001, 10, 0, disk is 0 to 100000000",
        "0, 0, 0, 9, 0, io is 10 to 1000",
        "0, 0, 0, 1001, 0, io is 10 to 1000",
        "0, 0, 0, 10, -1, cpu is 0 to 100000000",
        "0, 0, 0, 10, 100000001, cpu is 0 to 100000000"
    })
    void aLimitOutOfItsRangeIsRefused(int memory, int swap, int disk, int io, int cpu, String why) {
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> new ServerLimits(memory, swap, disk, io, cpu));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(why + ", was "), refused.getMessage());
    }

    @Test
    void limitsReachTheEndsOfTheirRanges() {
        assertEquals(-1, new ServerLimits(0, -1, 0, 10, 0).swap());
        int most = ServerLimits.MOST;
        assertEquals(most, new ServerLimits(most, most, most, 1000, most).cpu());
    }

    @Test
    void featuresAreCountedFromZeroToAThousand() {
        assertRefused("databases is 0 to 1000, was -1", () -> new ServerFeatures(-1, 0, 0));
        assertRefused("backups is 0 to 1000, was 1001", () -> new ServerFeatures(0, 1001, 0));
        assertRefused("allocations is 0 to 1000, was -1", () -> new ServerFeatures(0, 0, -1));
        assertEquals(new ServerFeatures(0, 0, 0), ServerFeatures.NONE);
    }

    @Test
    void thePanelsNumbersBeginWithOne() {
        String why = "egg, nest, locations and nodes are the panel's numbers, from 1";
        assertRefused(why, () -> plan(0, Optional.empty(), NONE, NONE));
        assertRefused(why, () -> plan(1, Optional.of(0), NONE, NONE));
        assertRefused(why, () -> plan(1, Optional.empty(), ImmutableSortedSet.of(0, 1), NONE));
        assertRefused(why, () -> plan(1, Optional.empty(), NONE, ImmutableSortedSet.of(-1)));
    }

    @Test
    void aServerStandsAtAHundredPlacesOfOneKindAtMost() {
        ImmutableSortedSet<Integer> many =
                ImmutableSortedSet.copyOf(IntStream.rangeClosed(1, 101).boxed().toList());
        assertRefused("a server has at most 100 places to stand", () -> plan(1, Optional.empty(), many, NONE));
        assertRefused("a server has at most 100 places to stand", () -> plan(1, Optional.empty(), NONE, many));
        assertEquals(
                100,
                plan(1, Optional.empty(), many.headSet(101), NONE).locations().size());
        assertRefused(
                "a server stands at locations or on nodes: give one of them",
                () -> plan(1, Optional.empty(), ImmutableSortedSet.of(1), ImmutableSortedSet.of(1)));
    }

    @Test
    void withoutItsPlaceNothingTellsWhereAndHowItIsMade() {
        ServerPlan seen =
                plan(15, Optional.of(1), NONE, ImmutableSortedSet.of(7)).withoutPlace();
        assertEquals(
                new ServerPlan(
                        15,
                        Optional.empty(),
                        NONE,
                        NONE,
                        LIMITS,
                        new ServerFeatures(1, 2, 3),
                        ServerStartup.OF_THE_EGG,
                        false),
                seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "1A", "A-B", "é", "A="})
    void aVariableHasANameOfLettersDigitsAndUnderscores(String name) {
        assertRefused(
                "environment has names like SERVER_JAR, of letters, digits and _",
                () -> ServerStartup.with(Map.of(name, "x")));
    }

    @Test
    void aValueIsOneLineOfTwoThousandCharactersAtMost() {
        String why = "environment A has at most 2000 characters on one line";
        assertRefused(why, () -> ServerStartup.with(Map.of("A", "x".repeat(2_001))));
        assertRefused(why, () -> ServerStartup.with(Map.of("A", "x\ny")));
        assertRefused(why, () -> ServerStartup.with(Map.of("A", "half \ud83d")));
        assertEquals("🎮", ServerStartup.with(Map.of("A", "🎮")).environment().get("A"));
        assertEquals("", ServerStartup.with(Map.of("A", "")).environment().get("A"));
    }

    @Test
    void thereAreAHundredVariablesAtMost() {
        Map<String, String> many =
                IntStream.rangeClosed(1, 101).boxed().collect(Collectors.toMap(n -> "A" + n, String::valueOf));
        assertRefused("environment has at most 100 variables", () -> ServerStartup.with(many));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "é", "a;b", "a\nb", "a~b"})
    void anImageIsTheNameOfADockerImage(String image) {
        assertRefused(
                "image is the name of a Docker image, at most 191 characters",
                () -> new ServerStartup(ImmutableSortedMap.of(), Optional.of(image), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\u0000"})
    void aCommandIsALine(String command) {
        assertRefused(
                "startup is a command of at most 2000 characters on one line",
                () -> new ServerStartup(ImmutableSortedMap.of(), Optional.empty(), Optional.of(command)));
    }

    @Test
    void anItemTakesThePlanThatItsPackageHasNow() {
        PackageInfo gold = PackageCatalog.PACKAGE_CATALOG.find(PackageType.GOLD).orElseThrow();
        ServerPlan plan = plan(15, Optional.empty(), NONE, NONE);
        PackageInfo planned = new PackageInfo(
                gold.type(), gold.name(), gold.specifications(), Samples.rupiah(1), "", true, Optional.of(plan));
        assertEquals(Optional.of(plan), OrderItem.of(planned, 1).plan());
        assertEquals(Optional.empty(), gold.plan());
        assertEquals(Optional.empty(), OrderItem.of(gold, 1).plan());
    }
}
