package io.pteroorders.bot.edit;

import com.google.common.base.Ascii;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody typed, as it is shown to them when it is wrong. */
public final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    /** In quotes, not too long, and with the codes of characters that are not seen. */
    public static String quoted(String text) {
        String visible = text.chars()
                .mapToObj(
                        c -> isHidden((char) c) ? String.format(Locale.ROOT, "<U+%04X>", c) : String.valueOf((char) c))
                .collect(Collectors.joining());
        return "\"" + Ascii.truncate(visible, LONGEST, "...") + "\"";
    }

    /** Whether nobody sees a character. */
    public static boolean isHidden(char c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.CONTROL || c == '\u00A0' || c == '\u2011';
    }
}
