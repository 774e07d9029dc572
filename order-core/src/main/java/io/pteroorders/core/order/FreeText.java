package io.pteroorders.core.order;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The rules for text that people type freely: names, notes and reasons. Cleaned text is one line in Unicode form NFC,
 * without control, bidirectional and zero-width characters, so it cannot forge or hide anything around it.
 */
public final class FreeText {

    /** The most code points of a note or reason. */
    public static final int MAX_NOTE = 500;

    /** The rule for a cleaned note or reason, as a regular expression, which counts code points. */
    public static final String NOTE_PATTERN = ".{0," + MAX_NOTE + "}";

    /** The most code points of a name; the rest is cut off. */
    public static final int MAX_NAME = 100;

    private static final Pattern LINE_BREAKS = Pattern.compile(
            "(?<![ \\u00a0])[ \\u00a0]*+[\\t\\n\\u000b\\f\\r\\u0085\\u2028\\u2029][\\s\\u00a0\\u0085\\u2028\\u2029]*");
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_PRESENTATION = 0xFE0F;
    private static final int REPLACEMENT = 0xFFFD;

    private FreeText() {}

    /** The text cleaned. Line breaks and tabs become one space; half surrogate pairs become U+FFFD. */
    public static String clean(String text) {
        return isPlainLine(text) ? text : cleanAnything(text);
    }

    /** Whether a text is visible ASCII with spaces only inside, as most are; cleaning leaves it as it is. */
    private static boolean isPlainLine(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return length == 0 || (text.charAt(0) != ' ' && text.charAt(length - 1) != ' ');
    }

    /** What {@link #clean} does to any text. */
    static String cleanAnything(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String oneLine = LINE_BREAKS.matcher(composed).replaceAll(" ");
        int[] points = oneLine.codePoints().toArray();
        StringBuilder kept = new StringBuilder(oneLine.length());
        int previous = -1;
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            boolean insideEmoji =
                    point == ZERO_WIDTH_JOINER && isEmoji(previous) && i + 1 < points.length && isEmoji(points[i + 1]);
            if (insideEmoji || isPlain(point)) {
                previous = Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point;
                kept.appendCodePoint(previous);
            }
        }
        String clean = Normalizer.normalize(kept, Normalizer.Form.NFC).strip();
        return clean.equals(text) ? text : clean;
    }

    /** A name: cleaned and cut to {@value #MAX_NAME} code points. */
    public static String name(String text) {
        String clean = clean(text);
        return clean.length() <= MAX_NAME || length(clean) <= MAX_NAME
                ? clean
                : clean(clean.substring(0, clean.offsetByCodePoints(0, MAX_NAME)));
    }

    /** The length in code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Format characters are the invisible ones: joiners, direction marks, soft hyphens, byte order marks, tags. */
    private static boolean isPlain(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL && type != Character.FORMAT;
    }

    private static boolean isEmoji(int point) {
        return point == EMOJI_PRESENTATION
                || (point >= 0x1F3FB && point <= 0x1F3FF)
                || (point >= 0x2190 && Character.getType(point) == Character.OTHER_SYMBOL);
    }
}
