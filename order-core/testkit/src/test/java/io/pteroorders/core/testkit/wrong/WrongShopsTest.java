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
class WrongShopsTest {

    @Test
    void theContractPassesAShopWithoutAFault() {
        Trial.Verdict verdict = ShopContractOnTrial.of(ShopFault.NONE);
        assertEquals(ImmutableList.of(), verdict.failed());
        assertTrue(verdict.passed() >= 35, "only " + verdict.passed() + " tests ran");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theContractCatchesAShopThat(ShopFault fault) {
        Trial.Verdict verdict = ShopContractOnTrial.of(fault);
        assertFalse(verdict.failed().isEmpty(), "nothing in the contract catches it");
        System.out.printf("%-40s | %s%n", fault, verdict.failed().get(0));
    }
}
