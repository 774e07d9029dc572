package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.panel.DemoPanel;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.core.testkit.panel.KeyTrouble;
import io.pteroorders.panel.PanelKey;
import io.pteroorders.panel.PanelSettings;
import io.pteroorders.panel.PelicanPanel;
import io.pteroorders.panel.PterodactylPanel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shop does not open that sells what its panel cannot make. */
class PanelCheckTest {

    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "catalog-of-a-panel.json");

    private final FakePanel fake = FakePanel.pterodactyl(ManualClock.at(Fixtures.NOON));

    @TempDir
    Path directory;

    @BeforeEach
    void furnish() {
        DemoPanel.furnish(fake.world());
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static PanelSettings at(FakePanel panel) {
        return new PanelSettings(panel.address(), PanelKey.of(panel.applicationKey()), Optional.empty());
    }

    private ServerPanel panel() {
        return new PterodactylPanel(at(fake));
    }

    private static PackageCatalog read(Path file) {
        return CatalogFile.read(file, CurrencyUnit.of("IDR"));
    }

    /** The example with something else in it. */
    private PackageCatalog catalog(String good, String bad) throws IOException {
        String example = Files.readString(EXAMPLE);
        String changed = example.replace(good, bad);
        assertNotEquals(example, changed, good);
        return read(Files.writeString(directory.resolve("catalog.json"), changed));
    }

    @Test
    void thePanelForTryingThingsOutMakesWhatTheDocsShow() {
        assertDoesNotThrow(() -> PanelCheck.check(panel(), read(EXAMPLE)));
    }

    @Test
    void aPanelWithoutNestsAndLocationsMakesItToo() throws IOException {
        try (FakePanel pelican = FakePanel.pelican(ManualClock.at(Fixtures.NOON))) {
            DemoPanel.furnish(pelican.world());
            PackageCatalog anywhere = catalog("\"locations\": [1]", "\"nodes\": [1]");
            assertDoesNotThrow(() -> PanelCheck.check(new PelicanPanel(at(pelican)), anywhere));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"nest\": 1, \"egg\": 1 | \"egg\": 15 | package bot, panel: the panel has no egg 15",
                "\"egg\": 2 | \"egg\": 1 | package minecraft, panel: the panel has no egg 1 in nest 2",
                "\"MAIN_FILE\" | \"MAIN\" | package bot, panel: egg 1 has no variable MAIN, it has",
                "\"index.js\" | \"\" | package bot, panel: environment MAIN_FILE of egg 1 needs a value",
                "[1, 2] | [7] | package minecraft, panel: the panel has no machine there: see \"locations\" and \"nodes\"",
                "[1], | [9], | package bot, panel: the panel has no machine there"
            })
    void whatThePanelCannotMakeIsNamedWithItsPackage(String good, String bad, String says) throws IOException {
        PackageCatalog wrong = catalog(good, bad);
        List<String> problems = assertThrows(ConfigException.class, () -> PanelCheck.check(panel(), wrong))
                .problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith(says), problems::toString);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() throws IOException {
        PackageCatalog wrong = catalog("\"egg\": ", "\"egg\": 1");
        assertEquals(
                2,
                assertThrows(ConfigException.class, () -> PanelCheck.check(panel(), wrong))
                        .problems()
                        .size());
    }

    @Test
    void whatIsNotForSaleIsNotLookedAt() throws IOException {
        String off = Files.readString(EXAMPLE).replace("\"forSale\": true", "\"forSale\": false");
        PackageCatalog closed =
                read(Files.writeString(directory.resolve("closed.json"), off.replace("\"egg\": ", "\"egg\": 1")));
        assertDoesNotThrow(() -> PanelCheck.check(panel(), closed));
    }

    @Test
    void aPanelThatIsSilentHoldsUpNoStart() throws IOException {
        PackageCatalog wrong = catalog("\"egg\": ", "\"egg\": 1");
        fake.goDown();
        assertDoesNotThrow(() -> PanelCheck.check(panel(), wrong));
        fake.comeBack();
        fake.world().setKeyTrouble(KeyTrouble.REVOKED);
        assertDoesNotThrow(() -> PanelCheck.check(panel(), wrong));
        ServerPanel nowhere = new PterodactylPanel(
                new PanelSettings(URI.create("http://127.0.0.1:1"), PanelKey.of("ptla_hush"), Optional.empty()));
        assertDoesNotThrow(() -> PanelCheck.check(nowhere, wrong));
    }
}
