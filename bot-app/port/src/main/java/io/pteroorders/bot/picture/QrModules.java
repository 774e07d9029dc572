package io.pteroorders.bot.picture;

import io.nayuki.qrcodegen.QrCode;

/** The modules of a QR code with the margin that scanners need. Immutable and thread-safe. */
final class QrModules {

    private static final int QUIET_ZONE = 4;

    private final QrCode code;

    private QrModules(QrCode code) {
        this.code = code;
    }

    /**
     * The code of a text; a seventh of it, or more, may be hidden.
     *
     * @throws IllegalArgumentException if the text is longer than a code can hold: 2,331 bytes
     */
    static QrModules of(String text) {
        return new QrModules(QrCode.encodeText(text, QrCode.Ecc.MEDIUM));
    }

    /** How many there are in a row, and rows. */
    int size() {
        return code.size + 2 * QUIET_ZONE;
    }

    /** Whether one is dark; those outside are light. */
    boolean isDark(int x, int y) {
        return code.getModule(x - QUIET_ZONE, y - QUIET_ZONE);
    }
}
