package io.pteroorders.core.testkit.wrong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("long")
class WrongIndexesTest {

    @Test
    void theContractPassesAnIndexWithoutAFault() {
        Trial.Verdict verdict = SubscriptionsOnTrial.of(IndexFault.NONE);
        assertEquals(ImmutableList.of(), verdict.failed());
        assertTrue(verdict.passed() >= 19, "only " + verdict.passed() + " tests ran");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theContractCatchesAnIndexThat(IndexFault fault) {
        Trial.Verdict verdict = SubscriptionsOnTrial.of(fault);
        assertFalse(verdict.failed().isEmpty(), "nothing in the contract catches it");
        System.out.printf("%-45s | %.120s%n", fault, verdict.failed().get(0).replace('\n', ' '));
    }
}
