package io.pteroorders.core.testkit.wrong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderStorageContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("long")
class WrongStoresTest {

    private static final Duration HANGING = Duration.ofSeconds(3);

    private static final ImmutableMap<String, Supplier<ForwardingStorage>> RIGHT = ImmutableMap.of(
            "forwards",
            ForwardingStorage::new,
            "scans",
            ScanningStorage::new,
            "filters",
            FilteringStorage::new,
            "reads its journal",
            JournalStorage::new,
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
                    .putAll(WrongColumns.ALL)
                    .putAll(WrongEquality.ALL)
                    .putAll(WrongPages.ALL)
                    .putAll(WrongTransactions.ALL)
                    .putAll(WrongTokens.ALL)
                    .putAll(WrongSums.ALL)
                    .putAll(WrongDisks.ALL)
                    .putAll(WrongErasures.ALL)
                    .buildOrThrow();

    @TestFactory
    Stream<DynamicTest> theContractPassesAStoreThat() {
        return RIGHT.entrySet().stream()
                .map(store -> DynamicTest.dynamicTest(
                        store.getKey(), () -> assertPassed(ContractOnTrial.of(store.getValue(), 1))));
    }

    private static void assertPassed(ContractOnTrial.Verdict verdict) {
        assertEquals(ImmutableList.of(), verdict.failed());
        assertTrue(verdict.passed() >= 110, "only " + verdict.passed() + " tests ran");
    }

    @TestFactory
    @Tag("hunt")
    Stream<DynamicTest> theContractCatchesAStoreThat() {
        return WRONG.entrySet().stream()
                .map(store -> DynamicTest.dynamicTest(
                        store.getKey(), () -> assertCaught(store.getKey(), ContractOnTrial.of(store.getValue(), 50))));
    }

    @TestFactory
    @Tag("hunt")
    Stream<DynamicTest> theContractTellsWhereAStoreHangsThat() {
        return WrongTransactions.HANGING.entrySet().stream()
                .map(store -> DynamicTest.dynamicTest(store.getKey(), () -> {
                    String failed = ContractOnTrial.of(store.getValue(), 1, HANGING)
                            .failed()
                            .get(0);
                    assertTrue(failed.contains("nothing came back in 3 s; the stack says where it stays"), failed);
                }));
    }

    @Test
    void theContractSkipsWhatAVolatileStoreCannotShow() {
        Trial.Verdict verdict = Trial.of(VolatileOnTrial.class);
        assertEquals(ImmutableList.of(), verdict.failed());
        assertTrue(verdict.skipped() >= 10, "only " + verdict.skipped() + " tests were skipped");
    }

    /** A store of which nothing outlives its closing. */
    static class VolatileOnTrial extends OrderStorageContract {
        @Override
        protected OrderStorage open() {
            return InMemoryOrderStorage.create(zone());
        }
    }

    @Test
    void areAsManyAsThePageSays() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "testing.md"));
        int all = WRONG.size() + WrongTransactions.HANGING.size();
        assertTrue(page.contains(all + " stores that are wrong on purpose"), "there are " + all);
    }

    private static void assertCaught(String wrong, ContractOnTrial.Verdict verdict) {
        assertFalse(verdict.failed().isEmpty(), "nothing in the contract catches a store that " + wrong);
        System.out.printf(
                Locale.ROOT,
                "%-55s | %-155.155s | %.2f s%n",
                wrong,
                verdict.failed().get(0).lines().findFirst().orElseThrow(),
                verdict.took().toNanos() / 1e9);
    }
}
