package io.pteroorders.payment.qris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrisPictureTest {

    private static final int SIDE = 400;
    private static final int WHITE = 0xFFFFFF;

    @TempDir
    Path directory;

    private Path picture(String text, String type) throws IOException, WriterException {
        BitMatrix dots = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIDE, SIDE);
        BufferedImage image = new BufferedImage(2 * SIDE, 2 * SIDE, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 2 * SIDE; x++) {
            for (int y = 0; y < 2 * SIDE; y++) {
                boolean dark = x < SIDE && y < SIDE && dots.get(x, y);
                image.setRGB(x, y, dark ? 0 : WHITE);
            }
        }
        Path file = directory.resolve("picture");
        ImageIO.write(image, type, file.toFile());
        return file;
    }

    private static String refusal(Path file) {
        return String.valueOf(
                assertThrows(QrisException.class, () -> QrisPicture.read(file)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void theCodeInAPictureIsRead(String type) throws IOException, WriterException {
        assertEquals(
                QrisText.parse(QrisTextTest.BY_THE_TILL), QrisPicture.read(picture(QrisTextTest.BY_THE_TILL, type)));
    }

    @Test
    void aCodeOfAnotherKindIsTold() throws IOException, WriterException {
        assertEquals(
                "the QRIS text cannot be read from its character 1 on: copy it whole, from 000201 to the four"
                        + " characters behind 6304",
                refusal(picture("https://example.org", "png")));
    }

    @Test
    void aPictureWithoutACodeIsTold() throws IOException {
        Path file = directory.resolve("empty.png");
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        assertEquals(
                "no QR code can be read in the picture: cut it to the code alone, straight and sharp", refusal(file));
    }

    @Test
    void whatIsNoPictureIsTold() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "hello");
        assertEquals("the file is no picture that can be read: save it as PNG or JPEG", refusal(file));
        assertThrows(IOException.class, () -> QrisPicture.read(directory.resolve("missing.png")));
    }
}
