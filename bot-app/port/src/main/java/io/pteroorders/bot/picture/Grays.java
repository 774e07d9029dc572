package io.pteroorders.bot.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/** Images of black, white and two grays between: enough for smooth letters, and a fifth of the bytes of all grays. */
final class Grays {

    /** The sample of white; that of black is 0. */
    static final int WHITE = 3;

    private static final int BITS = 2;
    private static final byte[] SHADES = {0, 0x55, (byte) 0xAA, (byte) 0xFF};

    private Grays() {}

    /** A black image. */
    static BufferedImage image(int width, int height) {
        return new BufferedImage(
                width,
                height,
                BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(BITS, SHADES.length, SHADES, SHADES, SHADES));
    }
}
