package io.pteroorders.panel;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("hunt")
class WrongPanelsTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theContractCatchesAnAdapterThat(PanelFault fault) {
        ImmutableList<String> failed = PanelContractOnTrial.failed(fault);
        assertFalse(failed.isEmpty(), "nothing in the contract catches it");
        System.out.printf("%-40s | %s%n", fault, failed.get(0));
    }
}
