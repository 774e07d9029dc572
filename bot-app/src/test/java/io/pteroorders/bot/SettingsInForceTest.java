package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pteroorders.bot.SettingsInForce.Source;
import io.pteroorders.bot.cli.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsInForceTest {

    private static Setting setting(String name, Source... sources) {
        return new SettingsInForce(sources)
                .all().stream()
                        .filter(setting -> setting.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void theFirstSourceThatSaysSomethingCounts() {
        Source line = new Source("command line", Map.of("DATA_DIR", "here"));
        Source environment = new Source("environment", Map.of("DATA_DIR", "there", "STORE_NAME", "Toko"));
        assertEquals(new Setting("DATA_DIR", "here", "command line"), setting("DATA_DIR", line, environment));
        assertEquals(new Setting("STORE_NAME", "Toko", "environment"), setting("STORE_NAME", line, environment));
    }

    @Test
    void whatNobodySaysOrSomebodyEmptiedHasItsDefault() {
        Source environment = new Source("environment", Map.of("STORE_LANGUAGE", " "));
        Source file = new Source(".env", Map.of("STORE_LANGUAGE", "en"));
        assertEquals(new Setting("STORE_LANGUAGE", "id", "default"), setting("STORE_LANGUAGE", environment, file));
        assertEquals(new Setting("BOT_PREFIX", "!", "default"), setting("BOT_PREFIX"));
    }

    @Test
    void numbersOfPersonsAreMasked() {
        Source environment = new Source("environment", Map.of("OWNER_NUMBER", "0812-3456-7890, +62 811 0000 0002"));
        assertEquals(
                "6281****890,6281****002", setting("OWNER_NUMBER", environment).value());
    }

    @Test
    void secretsAreHiddenAndTheNamesOfTheirFilesAreNot() {
        Source environment = new Source(
                "environment",
                Map.of("WHATSAPP_ACCESS_TOKEN", "EAAG", "WHATSAPP_APP_SECRET_FILE", "secrets/app", "DB_PASSWORD", "x"));
        assertEquals("****", setting("WHATSAPP_ACCESS_TOKEN", environment).value());
        assertEquals("****", setting("DB_PASSWORD", environment).value());
        assertEquals(
                "secrets/app", setting("WHATSAPP_APP_SECRET_FILE", environment).value());
    }

    @Test
    void theDefaultsAreAConfiguration() {
        assertEquals(BotConfig.read(Map.of()), BotConfig.read(BotConfig.DEFAULTS));
        List<Setting> all = new SettingsInForce().all();
        assertEquals(BotConfig.DEFAULTS.size(), all.size());
        assertFalse(all.stream().anyMatch(setting -> !setting.origin().equals("default")));
    }
}
