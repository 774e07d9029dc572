package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.SettingsInForce.Source;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the operator wants the orders to be kept. */
class DatabaseConfigTest {

    private static final String URL = "jdbc:postgresql://db.example.com/shop";

    private static String problems(Map<String, String> settings) {
        return String.valueOf(assertThrows(ConfigException.class, () -> BotConfig.read(settings))
                .getMessage());
    }

    @Test
    void ordersAreKeptInFilesUnlessADatabaseIsChosen() {
        assertEquals(Optional.empty(), BotConfig.read(Map.of()).database());
        assertEquals(
                Optional.empty(),
                BotConfig.read(Map.of("STORAGE", "json", "DB_URL", URL)).database());
    }

    @Test
    void aDatabaseNeedsAUrlAndAUser() {
        String problems = problems(Map.of("STORAGE", "sql"));
        assertTrue(problems.contains("DB_URL is missing") && problems.contains("DB_USER is missing"), problems);
    }

    @Test
    void whatIsNoUrlOfADatabaseIsNamed() {
        String problems = problems(Map.of("STORAGE", "mongo", "DB_URL", "postgres://db/shop"));
        assertTrue(problems.contains("STORAGE must be json (files) or sql"), problems);
        problems = problems(Map.of("STORAGE", "sql", "DB_USER", "shop", "DB_URL", "postgres://db/shop"));
        assertTrue(problems.contains("DB_URL must be a URL such as jdbc:postgresql://"), problems);
    }

    @Test
    void thePasswordMayBeAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "s3cret word\n");
        SqlStorageOptions options = BotConfig.read(
                        Map.of("STORAGE", "sql", "DB_URL", URL, "DB_USER", "shop", "DB_PASSWORD_FILE", file.toString()))
                .database()
                .orElseThrow();
        assertEquals("s3cret word", options.password());
        assertEquals("Asia/Jakarta", options.zone().getId());
    }

    @Test
    void whatIsInForceShowsNoPassword() {
        Map<String, String> settings = Map.of("DB_URL", URL + "?password=s3cret", "DB_PASSWORD", "s3cret");
        String shown =
                new SettingsInForce(new Source("environment", settings)).all().toString();
        assertTrue(shown.contains(URL), shown);
        assertFalse(shown.contains("s3cret"), shown);
    }
}
