package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.SettingsInForce.Source;
import io.pteroorders.bot.panel.PanelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's choice of a panel: what is wrong is named, and no key is shown. */
class PanelConfigTest {

    private static final ImmutableMap<String, String> GOOD = ImmutableMap.of(
            "PANEL_URL", "https://panel.example.com", "PANEL_API_KEY", "ptla_hush", "PANEL_SHOP", "tokobudi");

    private static PanelSettings read(Map<String, String> settings) {
        return BotConfig.read(settings).panel().orElseThrow();
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(name, value);
        return settings;
    }

    private static List<String> problems(Map<String, String> settings) {
        return assertThrows(ConfigException.class, () -> BotConfig.read(settings))
                .problems();
    }

    @Test
    void withoutAnAddressThereIsNoPanel() {
        assertEquals(
                Optional.empty(),
                BotConfig.read(Map.of("PANEL_SHOP", "tokobudi")).panel());
    }

    @Test
    void threeSettingsAreAPanel() {
        PanelSettings panel = read(GOOD);
        assertEquals("tokobudi", panel.shop());
        assertEquals(Duration.ofMinutes(30), panel.hold());
        assertEquals(Duration.ofDays(7), panel.deleteAfter());
        assertTrue(panel.deleteConfirm());
        assertFalse(panel.hasPower(), "without a client key nothing is started");
        assertEquals(Optional.empty(), panel.mailDomain());
    }

    @Test
    void aShopSaysHowItUsesItsPanel() {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.putAll(Map.of(
                "PANEL_KIND", "Pelican",
                "PANEL_API_KEY", "papp_hush",
                "PANEL_CLIENT_KEY", "pacc_hush",
                "PANEL_MAIL_DOMAIN", "mail.tokobudi.example",
                "PANEL_HOLD", "10m",
                "PANEL_DELETE_AFTER", "3d",
                "DELETE_CONFIRM", "off"));
        PanelSettings panel = read(settings);
        assertTrue(panel.hasPower());
        assertEquals(Optional.of("mail.tokobudi.example"), panel.mailDomain());
        assertEquals(Duration.ofMinutes(10), panel.hold());
        assertEquals(Duration.ofDays(3), panel.deleteAfter());
        assertFalse(panel.deleteConfirm());
    }

    @Test
    void aKeyMayLieInAFile(@TempDir Path directory) throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "ptla_hush\n");
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.remove("PANEL_API_KEY");
        settings.put("PANEL_API_KEY_FILE", key.toString());
        assertEquals("tokobudi", read(settings).shop());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PANEL_URL | panel.example.com | PANEL_URL must be an address such as https://panel.example",
                "PANEL_URL | https://panel example | PANEL_URL must be an address",
                "PANEL_URL | http://panel.example.com | http:// is for this machine alone",
                "PANEL_URL | https://panel.example.com/?a=b | the address of the panel has a host and a path, and no more",
                "PANEL_KIND | pufferpanel | PANEL_KIND must be pterodactyl or pelican, is \"pufferpanel\"",
                "PANEL_API_KEY | ptla_hush hush | PANEL_API_KEY must be a key without spaces",
                "PANEL_API_KEY | ptlc_hush | the panel's application key begins with ptla_; a client key was given",
                "PANEL_CLIENT_KEY | ptlc_hush hush | PANEL_CLIENT_KEY must be a key without spaces",
                "PANEL_CLIENT_KEY | ptla_hush | the panel's client key begins with ptlc_; an application key was given",
                "PANEL_CLIENT_KEY_FILE | no/such/file | PANEL_CLIENT_KEY_FILE must be a file that can be read",
                "PANEL_SHOP | Toko Budi | PANEL_SHOP must be 2 to 32 lower-case letters, digits and dashes",
                "PANEL_SHOP | b | PANEL_SHOP must be 2 to 32",
                "PANEL_MAIL_DOMAIN | budi@mail.example | PANEL_MAIL_DOMAIN must be a domain of yours",
                "PANEL_MAIL_DOMAIN | localhost | PANEL_MAIL_DOMAIN must be a domain of yours",
                "PANEL_HOLD | half an hour | PANEL_HOLD must be a duration such as 90m, 24h or 7d",
                "PANEL_DELETE_AFTER | never | PANEL_DELETE_AFTER must be a duration such as 90m, 24h or 7d",
                "DELETE_CONFIRM | maybe | DELETE_CONFIRM must be on or off, is \"maybe\""
            })
    void whatIsWrongIsNamedWithItsRule(String name, String value, String says) {
        List<String> problems = problems(with(name, value));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains(says), problems::toString);
        assertFalse(problems.get(0).contains("hush"), "a key is not shown");
    }

    @ParameterizedTest
    @CsvSource({"PANEL_API_KEY, also as PANEL_API_KEY_FILE", "PANEL_SHOP, a short name for this shop"})
    void whatIsNeededIsAskedFor(String name, String says) {
        List<String> problems = problems(with(name, ""));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith(name + " is missing: "), problems::toString);
        assertTrue(problems.get(0).contains(says), problems::toString);
    }

    @Test
    void everyWrongValueIsNamedAtOnce() {
        List<String> problems = problems(Map.of(
                "PANEL_URL", "https://panel.example.com",
                "PANEL_KIND", "whmcs",
                "PANEL_HOLD", "1 hour",
                "PANEL_DELETE_AFTER", "",
                "DELETE_CONFIRM", "1"));
        for (String name : List.of("PANEL_KIND", "PANEL_HOLD", "DELETE_CONFIRM", "PANEL_API_KEY", "PANEL_SHOP")) {
            assertTrue(problems.stream().anyMatch(problem -> problem.startsWith(name)), name + " in " + problems);
        }
    }

    @ParameterizedTest
    @CsvSource({"PANEL_API_KEY, ****", "PANEL_CLIENT_KEY, ****", "PANEL_API_KEY_FILE, hush"})
    void keysAreHiddenWhereSettingsAreListed(String name, String shown) {
        assertTrue(new SettingsInForce(new Source("environment", Map.of(name, "hush")))
                .all().stream()
                        .anyMatch(setting ->
                                setting.name().equals(name) && setting.value().equals(shown)));
    }
}
