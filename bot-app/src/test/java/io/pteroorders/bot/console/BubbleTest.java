package io.pteroorders.bot.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.picture.CodeBlocks;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.PaymentCode;
import io.pteroorders.notify.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BubbleTest {

    private static final String TEXT = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh\n\n"
            + "https://example.com/a/very/long/address/that/no/narrow/screen/has/room/for";

    private static final String CODE = "00020101021226610014COM.GO-JEK.WWW".repeat(6);
    private static final Picture PICTURE = Picture.of("image/png", new byte[5120]);

    private static OutgoingMessage message(String text) {
        return OutgoingMessage.of("n1", "6281234567890@s.whatsapp.net", text, "help");
    }

    private static OutgoingMessage withCode() {
        Money amount = Money.of(CurrencyUnit.of("IDR"), 25_037);
        return message("Rp 25.037").withPicture(PICTURE.showing(new PaymentCode(CODE, amount, Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 30, 40, 79})
    void linesAreBrokenBetweenWordsAndKeepTheirFrame(int columns) {
        String drawn = Bubble.of("Budi", message(TEXT), columns, false);
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
        assertEquals(
                "╭─ to Budi\n│ " + TEXT.replace("\n", "\n│ ") + "\n╰─", Bubble.of("Budi", message(TEXT), 0, false));
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
        String drawn = Bubble.of("Budi", message(text), 80, true);
        String marked = drawn.replace("\u001B[1m", "<").replace("\u001B[0m", ">");
        assertEquals("╭─ to Budi\n│ " + shown + "\n╰─", marked);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80})
    void aCodeToPayByIsDrawnAboveTheText(int columns) {
        List<String> lines = new ArrayList<>(CodeBlocks.lines(CODE));
        lines.add("Rp 25.037");
        assertEquals(
                "╭─ to Budi\n│ " + String.join("\n│ ", lines) + "\n╰─", Bubble.of("Budi", withCode(), columns, false));
    }

    @Test
    void whereThereAreColoursACodeIsBlackOnWhiteWhateverTheyAre() {
        String drawn = Bubble.of("Budi", withCode(), 80, true);
        for (String line : CodeBlocks.lines(CODE)) {
            assertTrue(drawn.contains("│ \u001B[38;5;231;48;5;16m" + line + "\u001B[0m\n"), drawn);
        }
    }

    @Test
    void onANarrowScreenACodeIsWhatItSays() {
        String drawn = Bubble.of("Budi", withCode(), 40, false);
        assertEquals("toBudi" + CODE + "Rp25.037", drawn.replaceAll("[^\\w.-]|^╭─", ""));
    }

    @Test
    void anyOtherPictureIsNamed() {
        assertEquals(
                "╭─ to Budi\n│ [picture: image/png, 5120 bytes]\n│ Halo\n╰─",
                Bubble.of("Budi", message("Halo").withPicture(PICTURE), 80, false));
    }
}
