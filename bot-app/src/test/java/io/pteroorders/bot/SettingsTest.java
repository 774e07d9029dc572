package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings as the program finds them: around what was meant there may be more. */
class SettingsTest {

    @TempDir
    Path directory;

    private BotConfig read(Map<String, String> environment) {
        return new Settings(environment, directory.resolve(".env")).read(Map.of());
    }

    private String problem(Map<String, String> environment) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> read(environment)).getMessage());
    }

    /** Programs that read a file of settings for others may leave the quotes around a value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"Toko Budi\" | Toko Budi",
                "'Toko Budi' | Toko Budi",
                "Toko \"Budi\" | Toko \"Budi\"",
                "\"Toko\" dan \"Kafe\" | \"Toko\" dan \"Kafe\"",
                "Toko#1 | Toko#1",
                "Toko 🎮 Kafé | Toko 🎮 Kafé"
            })
    void aPairOfQuotesAroundAVariableIsNoneOfIt(String variable, String name) {
        assertEquals(name, read(Map.of("STORE_NAME", variable)).storeName());
    }

    @Test
    void everythingThatIsWrongAnywhereIsNamedAtOnce() throws IOException {
        Files.writeString(
                directory.resolve(".env"),
                "OWNER_NUMER=0812\nSTORE_NAME=\"Toko\nLOG_LEVEL=DEBUG\nSTORE_TIMEZONE=Mars\n");
        String problem = problem(Map.of("BOT_PREFIX", "bot", "LOG_LEVEL", "loud", "DATA_DIR", "kaf\uFFFD\uFFFD"));
        for (String said : new String[] {
            "OWNER_NUMER in .env is no setting; did you mean OWNER_NUMBER?",
            "line 2 begins the value of STORE_NAME",
            "line 3 sets LOG_LEVEL",
            "STORE_TIMEZONE must be",
            "BOT_PREFIX must be",
            "LOG_LEVEL must be ERROR, WARN",
            "DATA_DIR has characters that this process cannot read: start it with LC_ALL=C.UTF-8"
        }) {
            assertTrue(problem.contains(said), problem);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202A+62 812\u20113456\u20117890\u202C",
                "\u200E0812-3456-7890",
                "0812\u20133456\u20137890",
                "\u2066+62\u00A0812\u00A03456\u00A07890\u2069",
                "+62 812\u200B3456\u200B7890",
                "\uFF0B62 812 3456 7890",
                "\uFEFF6281234567890@s.whatsapp.net"
            })
    void aNumberIsReadThroughWhatNobodySees(String pasted) {
        assertEquals(
                "6281234567890",
                read(Map.of("OWNER_NUMBER", pasted))
                        .roster()
                        .notified()
                        .iterator()
                        .next()
                        .phoneDigits()
                        .orElseThrow());
    }

    @Test
    void whatNobodySeesIsTrimmedAndOtherwiseNamedByItsCode() {
        assertEquals(
                "en",
                read(Map.of("STORE_LANGUAGE", "\u200Een\u00A0")).language().code());
        String problem = problem(Map.of("STORE_LANGUAGE", "e\u200Bn"));
        assertTrue(problem.contains("\"e<U+200B>n\""), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA_DIR", "CATALOG_FILE", "TEMPLATES_DIR", "BACKUP_DIR"})
    void whatNoFileCanBeCalledIsNamed(String setting) {
        String problem = problem(Map.of(setting, "a\0b"));
        assertTrue(problem.contains(setting + " must be") && problem.contains("a<U+0000>b"), problem);
    }
}
