package io.pteroorders.bot.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** The words below a code: an amount, and under it a name. */
final class CodeCaption {

    private static final int HEIGHT = 130;
    private static final int MARGIN = 40;
    private static final Font AMOUNT = new Font(Font.SANS_SERIF, Font.BOLD, 52);
    private static final int AMOUNT_LINE = 45;
    private static final Font NAME = new Font(Font.SANS_SERIF, Font.PLAIN, 32);
    private static final int NAME_LINE = 100;

    private CodeCaption() {}

    /** A code with words below. What the system's font has no letters for is left out. */
    static BufferedImage below(BufferedImage code, String amount, String name) {
        BufferedImage whole = Grays.image(code.getWidth(), code.getHeight() + HEIGHT);
        Graphics2D canvas = whole.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, whole.getWidth(), whole.getHeight());
        canvas.setColor(Color.BLACK);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        write(amount, AMOUNT, code.getWidth(), code.getHeight() + AMOUNT_LINE, canvas);
        write(name, NAME, code.getWidth(), code.getHeight() + NAME_LINE, canvas);
        canvas.dispose();
        whole.getRaster().setRect(code.getRaster());
        return whole;
    }

    /** Centred; a long text is smaller. */
    private static void write(String text, Font font, int width, int line, Graphics2D canvas) {
        String letters = letters(text, font);
        int room = width - 2 * MARGIN;
        int needed = canvas.getFontMetrics(font).stringWidth(letters);
        canvas.setFont(needed > room ? font.deriveFont((float) font.getSize() * room / needed) : font);
        canvas.drawString(letters, (width - Math.min(needed, room)) / 2, line);
    }

    private static String letters(String text, Font font) {
        return text.codePoints()
                .filter(font::canDisplay)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
