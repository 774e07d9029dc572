package io.pteroorders.payment.qris;

import com.google.common.collect.ImmutableMap;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Pictures of QRIS codes, such as the one that hangs by a till. */
public final class QrisPicture {

    private QrisPicture() {}

    /**
     * The code in a picture.
     *
     * @param file a PNG, JPEG, GIF or BMP
     * @throws QrisException if it is no such picture, there is no QR code in it, or that is none of QRIS: the message says so
     * @throws IOException if the file cannot be read
     */
    public static QrisText read(Path file) throws IOException {
        File readable = file.toFile();
        @Nullable BufferedImage image = ImageIO.read(readable);
        if (image == null) {
            throw new QrisException("the file is no picture that can be read: save it as PNG or JPEG");
        }
        return QrisText.parse(text(image));
    }

    private static String text(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        try {
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                            ImmutableMap.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (ReaderException e) {
            throw new QrisException(
                    "no QR code can be read in the picture: cut it to the code alone, straight and sharp");
        }
    }
}
