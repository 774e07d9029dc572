package io.pteroorders.bot.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.PaymentCode;
import io.pteroorders.notify.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes are read again as a phone reads them. */
class CodePicturesTest {

    private static final String QRIS = "00020101021226610014COM.GO-JEK.WWW01189360091434506469550210G4506469550303UMI"
            + "51440014ID.CO.QRIS.WWW0215ID10243136428960303UMI5204581253033605405250375802ID5914PTERODACTYL ID6007JAKARTA"
            + "61051024062070703A016304C1D9";
    private static final String AMOUNT = "Rp 25.037";

    private final CodePictures pictures = CodePictures.of("Pterodactyl Store");

    private static PaymentCode code(String text) {
        return new PaymentCode(text, Fixtures.anOrder(1).pending().totalAmount(), Optional.of(Fixtures.NOON));
    }

    private static BufferedImage image(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.content()));
    }

    static Stream<String> texts() {
        return Stream.of(
                QRIS, "A", "https://example.com/pay?a=1&b=2", "Toko Héllo 店", QRIS.repeat(5), "x".repeat(2331));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aPhoneReadsTheCodeThatWasDrawn(String text) throws Exception {
        Picture picture = pictures.draw(code(text), AMOUNT);
        BufferedImage image = image(picture);
        assertEquals(text, Scan.read(image));
        assertTrue(image.getWidth() >= 600 && image.getWidth() <= 800, image.getWidth() + " pixels wide");
        assertEquals("image/png", picture.mediaType());
        assertEquals(Optional.of(code(text)), picture.code());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aPhoneReadsTheBlocksOfATerminal(String text) throws Exception {
        List<String> lines = CodeBlocks.lines(text);
        assertEquals(text, Scan.read(terminal(lines)));
        assertEquals(1, lines.stream().map(String::length).distinct().count());
    }

    /** A dark terminal, with a margin of its own colour. */
    private static BufferedImage terminal(List<String> lines) {
        int scale = 4;
        BufferedImage screen = new BufferedImage(
                (lines.get(0).length() + 2) * scale, (lines.size() + 1) * 2 * scale, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < lines.size(); y++) {
            for (int x = 0; x < lines.get(y).length(); x++) {
                char block = lines.get(y).charAt(x);
                fill(screen, x + 1, 2 * y + 1, scale, block == '█' || block == '▀');
                fill(screen, x + 1, 2 * y + 2, scale, block == '█' || block == '▄');
            }
        }
        return screen;
    }

    private static void fill(BufferedImage screen, int x, int y, int scale, boolean light) {
        IntStream.range(0, scale * scale)
                .forEach(i -> screen.setRGB(
                        x * scale + i % scale, y * scale + i / scale, (light ? Color.WHITE : Color.BLACK).getRGB()));
    }

    @Test
    void aCodeOfQrisFitsATerminalOfEightyColumns() {
        assertTrue(CodeBlocks.lines(QRIS).get(0).length() <= 78);
    }

    @Test
    void sameWordsAreTheSamePictureAndOthersAnother() {
        Picture picture = pictures.draw(code(QRIS), AMOUNT);
        assertEquals(picture, CodePictures.of("Pterodactyl Store").draw(code(QRIS), AMOUNT));
        assertNotEquals(picture, pictures.draw(code(QRIS), "Rp 25.036"));
        assertNotEquals(picture, CodePictures.of("Another Store").draw(code(QRIS), AMOUNT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\uD83E\uDD96", "A name of a shop that is very very long, and longer than any code is wide"})
    void wordsOfAnyLengthStayBelowTheCode(String shop) throws Exception {
        BufferedImage image = image(CodePictures.of(shop).draw(code(QRIS), AMOUNT));
        assertEquals(QRIS, Scan.read(image));
        int edge = image.getRGB(0, 0);
        for (int y = 0; y < image.getHeight(); y++) {
            assertEquals(edge, image.getRGB(10, y));
            assertEquals(edge, image.getRGB(image.getWidth() - 10, y));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Error.class, InternalError.class, UnsatisfiedLinkError.class, NullPointerException.class})
    void withoutFontsTheCodeGoesWithoutWords(Class<? extends Throwable> thrown) throws Exception {
        Throwable failure = thrown.getConstructor(String.class).newInstance("No physical fonts found");
        Optional<String> missing = Fonts.missing(() -> {
            Throwables.throwIfUnchecked(failure);
        });
        BufferedImage image = image(new CodePictures("Pterodactyl Store", () -> missing).draw(code(QRIS), AMOUNT));
        assertEquals(Optional.of("No physical fonts found"), missing);
        assertEquals(QRIS, Scan.read(image));
        assertEquals(image.getWidth(), image.getHeight());
    }

    @Test
    void aTextThatNoCodeHoldsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> pictures.draw(code("x".repeat(2332)), AMOUNT));
    }

    @Test
    void aCodeThatIsNotToPayByHasNoWords() throws Exception {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(
                CodePictures.bare("https://wa.me/6281100000009?text=!portal").content()));
        assertEquals("https://wa.me/6281100000009?text=!portal", Scan.read(picture));
        assertEquals(picture.getWidth(), picture.getHeight());
    }
}
