package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of {@code .env} means, and which lines mean nothing. */
class EnvFileTest {

    @TempDir
    Path directory;

    private EnvFile.Content read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private EnvFile.Content read(byte[] bytes) throws IOException {
        return EnvFile.read(Files.write(directory.resolve(".env"), bytes));
    }

    private Map<String, String> settings(String text) throws IOException {
        EnvFile.Content content = read(text);
        assertEquals(ImmutableList.of(), content.problems());
        return content.settings();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Toko Budi | Toko Budi",
                "  Toko Budi   | Toko Budi",
                "\"Toko Budi\" | Toko Budi",
                "'Toko Budi' | Toko Budi",
                "\"Toko \\\"Budi\\\"\" | Toko \"Budi\"",
                "Toko \"Budi\" | Toko \"Budi\"",
                "\"Budi's\" | Budi's",
                "Budi's | Budi's",
                "'C:\\data' | C:\\data",
                "C:\\data | C:\\data",
                "Toko#1 | Toko#1",
                "ab#cd | ab#cd",
                "# | #",
                "\"#\" | #",
                "Toko # the best | Toko",
                "\"Toko # 1\" # the best | Toko # 1",
                "'Toko' # Budi's | Toko",
                "a=b=c | a=b=c",
                "$HOME | $HOME",
                "Toko 🎮 Kafé | Toko 🎮 Kafé",
                "\"\" | ^^",
                "^ # nothing^ | ^^",
                "^^ | ^^"
            })
    void aValueIsWhatStandsThere(String written, String meant) throws IOException {
        assertEquals(ImmutableMap.of("STORE_NAME", meant), settings("STORE_NAME=" + written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFSTORE_NAME=Toko\nMAX_PENDING_ORDERS=3\n",
                "STORE_NAME=Toko\r\nMAX_PENDING_ORDERS=3\r\n",
                "# a shop\n\n  STORE_NAME = Toko\n   #\nMAX_PENDING_ORDERS=3",
                "\u200ESTORE_NAME=Toko\u202C\nMAX_PENDING_ORDERS=3\u00A0"
            })
    void linesAreReadAsEditorsOfEverySystemWriteThem(String text) throws IOException {
        assertEquals(ImmutableMap.of("STORE_NAME", "Toko", "MAX_PENDING_ORDERS", "3"), settings(text));
    }

    /** One quote too many must not take the lines after it along. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "DB_PASSWORD=\"secret | does not end it",
                "DB_PASSWORD='secret | does not end it",
                "DB_PASSWORD=\" | does not end it",
                "DB_PASSWORD=\"se\"cret | does not end it",
                "DB_PASSWORD='se' cret | does not end it",
                "DB_PASSWORD=\"secret\\\" | does not end it",
                "secret | is not NAME=value",
                "DB_PASSWORD secret | is not NAME=value",
                "DB_PASSWORD: secret | is not NAME=value",
                "=secret | is not NAME=value",
                "DB-PASSWORD=secret | is not NAME=value",
                "export DB_PASSWORD=secret | leave that out",
                "STORE_NAME=secret | as line 1 does",
                "LOG_LEVEL=secret | from the environment only",
                "JAVA_OPTS=secret | from the environment only"
            })
    void aLineThatIsNoSettingIsNamedByItsNumberAndNotQuoted(String line, String says) throws IOException {
        EnvFile.Content content = read("STORE_NAME=Toko\n" + line + "\nOWNER_NUMBER=0811-0000-0001\n");
        assertEquals(1, content.problems().size(), content.problems()::toString);
        String problem = content.problems().get(0);
        assertTrue(problem.contains(".env, line 2 ") && problem.contains(says), problem);
        assertFalse(problem.contains("secret"), problem);
        assertEquals("0811-0000-0001", content.settings().get("OWNER_NUMBER"));
    }

    @Test
    void everyWrongLineIsNamed() throws IOException {
        assertEquals(3, read("a b\nSTORE_NAME=\"Toko\n=\n").problems().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16LE", "windows-1252"})
    void anotherEncodingIsNamedWithTheLine(String encoding) throws IOException {
        byte[] text = "STORE_LANGUAGE=id\nSTORE_NAME=\u00E9\n".getBytes(Charset.forName(encoding));
        ImmutableList<String> problems = read(text).problems();
        assertTrue(problems.get(0).contains("line 2 is not UTF-8"), problems::toString);
    }

    @Test
    void aDirectoryIsNoFileAndNoFileSaysNothing() throws IOException {
        Path none = directory.resolve("none");
        assertEquals(new EnvFile.Content(ImmutableMap.of(), ImmutableList.of()), EnvFile.read(none));
        Files.createDirectory(none);
        assertTrue(EnvFile.read(none).problems().get(0).contains("must be a file"));
    }
}
