package io.pteroorders.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.provisioning.PanelNode;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.panel.FakePanel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectsTest {

    private static OptionalLong memoryLeft(FakePanel fake, Function<PanelSettings, ServerPanel> made) {
        try (fake) {
            long node = fake.world().addNode("n", fake.world().addLocation("id"), 1_000, 1_000);
            fake.world().setOverallocation(node, -1, 20);
            PanelNode read = made.apply(PterodactylPanelTest.settings(fake, true))
                    .nodes()
                    .get(0);
            assertEquals(OptionalLong.of(1_200), read.diskLeft());
            return read.memoryLeft();
        }
    }

    @Test
    void minusOneIsOnePercentLessAtOnePanelAndNoLimitAtTheOther() {
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        assertEquals(OptionalLong.of(990), memoryLeft(FakePanel.pterodactyl(clock), PterodactylPanel::new));
        assertEquals(OptionalLong.empty(), memoryLeft(FakePanel.pelican(clock), PelicanPanel::new));
    }

    @Test
    void aMachineOfSizeZeroIsFullAtOnePanelAndHasNoLimitAtTheOther() {
        assertEquals(OptionalLong.of(0), new PterodactylDialect().capacity(0, 0));
        assertEquals(OptionalLong.empty(), new PelicanDialect().capacity(0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "required|string|max:3, '', needs a value",
        "required|string|max:3, ' ', needs a value",
        "required|string|max:3, abcd, has at most 3 characters",
        "required|string|max:3, abc, ''",
        "nullable|string|max:3, '', ''",
        "'required|in:a,b', c, 'is one of a,b'",
        "'required|in:a,b', b, ''",
        "required|numeric|max:3, 4, ''",
        "required|integer|max:3, 1000, ''",
        "string|max:lots, abcdef, ''",
        "required|boolean, 7, ''",
        "'', anything, ''",
    })
    void onlySimpleRulesAreCheckedBeforehand(String rules, String value, String problem) {
        assertEquals(
                Optional.of(problem).filter(text -> !text.isEmpty()),
                VariableRules.parse(rules).problem(value));
    }
}
