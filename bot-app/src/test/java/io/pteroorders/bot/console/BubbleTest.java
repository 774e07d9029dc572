package io.pteroorders.bot.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BubbleTest {

    private static final String TEXT = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh\n\n"
            + "https://example.com/a/very/long/address/that/no/narrow/screen/has/room/for";

    @ParameterizedTest
    @ValueSource(ints = {22, 30, 40, 79})
    void linesAreBrokenBetweenWordsAndKeepTheirFrame(int columns) {
        String drawn = Bubble.of("Budi", TEXT, columns, false);
        String[] lines = drawn.split("\n", -1);
        assertEquals("╭─ to Budi", lines[0]);
        assertEquals("╰─", lines[lines.length - 1]);
        for (int i = 1; i < lines.length - 1; i++) {
            assertTrue(lines[i].startsWith("│ ") && lines[i].length() <= columns, drawn);
        }
        String together = drawn.replaceAll("[^\\p{Alnum}:/.]", "");
        assertTrue(together.contains(TEXT.replaceAll("[^\\p{Alnum}:/.]", "")), drawn);
        assertTrue(columns < 30 || drawn.contains("sembilan"), drawn);
    }

    @Test
    void aScreenThatDoesNotSayHowWideItIsGetsLinesAsTheyAre() {
        assertEquals("╭─ to Budi\n│ " + TEXT.replace("\n", "\n│ ") + "\n╰─", Bubble.of("Budi", TEXT, 0, false));
    }

    @ParameterizedTest
    @CsvSource({
        "*Order received!*, <Order received!>",
        "Total: *IDR 25000*., Total: <IDR 25000>.",
        "a*b*c, a*b*c",
        "2 * 3 * 4, 2 * 3 * 4",
        "****789, ****789"
    })
    void whatPhonesShowInBoldIsBold(String text, String shown) {
        String drawn = Bubble.of("Budi", text, 80, true);
        String marked = drawn.replace("\u001B[1m", "<").replace("\u001B[0m", ">");
        assertEquals("╭─ to Budi\n│ " + shown + "\n╰─", marked);
    }
}
