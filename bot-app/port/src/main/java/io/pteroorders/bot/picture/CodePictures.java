package io.pteroorders.bot.picture;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.pteroorders.notify.PaymentCode;
import io.pteroorders.notify.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws codes to pay by, with the amount and the shop's name below; without words on a system that has no fonts. On one
 * system the same code is the same picture to the byte. Needs no screen and writes no file. Thread-safe.
 */
public final class CodePictures {

    private static final Logger LOG = LoggerFactory.getLogger(CodePictures.class);

    private static final int NARROWEST = 600;

    private final String shop;
    private final Supplier<Boolean> hasFonts;

    CodePictures(String shop, Supplier<Optional<String>> missingFonts) {
        this.shop = shop;
        this.hasFonts = Suppliers.memoize(() -> isNothingMissing(missingFonts.get()));
    }

    private static boolean isNothingMissing(Optional<String> fonts) {
        fonts.ifPresent(
                why -> LOG.warn("codes to pay by are drawn without amount and name, for lack of fonts: {}", why));
        return fonts.isEmpty();
    }

    /**
     * Pictures of a shop. Fonts are looked for when the first is drawn.
     *
     * @param shop its name, which stands below every code
     */
    public static CodePictures of(String shop) {
        return new CodePictures(shop, Fonts::missing);
    }

    /**
     * A code as a picture in PNG, 600 to 800 pixels wide.
     *
     * @param amount the code's amount as its payer reads it, for example {@code Rp 25.037}
     * @throws IllegalArgumentException if the text is longer than a code can hold: 2,331 bytes
     */
    public Picture draw(PaymentCode code, String amount) {
        BufferedImage picture = modules(QrModules.of(code.text()));
        return Picture.of("image/png", png(hasFonts.get() ? CodeCaption.below(picture, amount, shop) : picture))
                .showing(code);
    }

    /**
     * A code that is not to pay by, as a picture in PNG without words.
     *
     * @throws IllegalArgumentException if the text is longer than a code can hold: 2,331 bytes
     */
    public static Picture bare(String text) {
        return Picture.of("image/png", png(modules(QrModules.of(text))));
    }

    private static BufferedImage modules(QrModules modules) {
        int scale = (NARROWEST + modules.size() - 1) / modules.size();
        int width = scale * modules.size();
        BufferedImage picture = Grays.image(width, width);
        WritableRaster pixels = picture.getRaster();
        int[] light = new int[scale * scale];
        Arrays.fill(light, Grays.WHITE);
        for (int y = 0; y < modules.size(); y++) {
            for (int x = 0; x < modules.size(); x++) {
                if (!modules.isDark(x, y)) {
                    pixels.setPixels(x * scale, y * scale, scale, scale, light);
                }
            }
        }
        return picture;
    }

    private static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }
}
