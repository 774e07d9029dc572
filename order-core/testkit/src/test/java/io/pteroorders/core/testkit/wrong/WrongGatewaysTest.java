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
class WrongGatewaysTest {

    @Test
    void theContractPassesAnAdapterWithoutAFault() {
        Trial.Verdict verdict = GatewayContractOnTrial.of(GatewayFault.NONE);
        assertEquals(ImmutableList.of(), verdict.failed());
        assertTrue(verdict.passed() >= 15, "only " + verdict.passed() + " tests ran");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theContractCatchesAnAdapterThat(GatewayFault fault) {
        Trial.Verdict verdict = GatewayContractOnTrial.of(fault);
        assertFalse(verdict.failed().isEmpty(), "nothing in the contract catches it");
        System.out.printf("%-40s | %s%n", fault, verdict.failed().get(0));
    }
}
