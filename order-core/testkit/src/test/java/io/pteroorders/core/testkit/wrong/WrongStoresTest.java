package io.pteroorders.core.testkit.wrong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("long")
class WrongStoresTest {

    private static final ImmutableMap<String, Supplier<ForwardingStorage>> RIGHT = ImmutableMap.of(
            "forwards",
            ForwardingStorage::new,
            "scans",
            ScanningStorage::new,
            "filters",
            FilteringStorage::new,
            "reopens",
            RestoredStorage::new,
            "judges claims",
            ClaimingStorage::new);

    private static final ImmutableMap<String, Supplier<ForwardingStorage>> WRONG =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .putAll(WrongWrites.ALL)
                    .putAll(WrongClaims.ALL)
                    .putAll(WrongRequests.ALL)
                    .putAll(WrongQueries.ALL)
                    .putAll(WrongFilters.ALL)
                    .putAll(WrongFeeds.ALL)
                    .putAll(WrongFigures.ALL)
                    .buildOrThrow();

    @TestFactory
    Stream<DynamicTest> theContractPassesAStoreThat() {
        return RIGHT.entrySet().stream()
                .map(store -> DynamicTest.dynamicTest(
                        store.getKey(), () -> assertPassed(ContractOnTrial.of(store.getValue(), 1))));
    }

    private static void assertPassed(ContractOnTrial.Verdict verdict) {
        assertEquals(ImmutableList.of(), verdict.failed());
        assertTrue(verdict.passed() >= 70, "only " + verdict.passed() + " tests ran");
    }

    @TestFactory
    @Tag("hunt")
    Stream<DynamicTest> theContractCatchesAStoreThat() {
        return WRONG.entrySet().stream()
                .map(store -> DynamicTest.dynamicTest(
                        store.getKey(), () -> assertCaught(store.getKey(), ContractOnTrial.of(store.getValue(), 50))));
    }

    @Test
    void areAsManyAsThePageSays() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "testing.md"));
        assertTrue(page.contains(WRONG.size() + " stores that are wrong on purpose"), "there are " + WRONG.size());
    }

    private static void assertCaught(String wrong, ContractOnTrial.Verdict verdict) {
        assertFalse(verdict.failed().isEmpty(), "nothing in the contract catches a store that " + wrong);
        System.out.printf(
                Locale.ROOT,
                "%-55s | %-75s | %2d failed | %.2f s%n",
                wrong,
                verdict.failed().get(0),
                verdict.failed().size(),
                verdict.took().toNanos() / 1e9);
    }
}
