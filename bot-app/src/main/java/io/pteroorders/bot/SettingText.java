package io.pteroorders.bot;

import com.google.common.base.CharMatcher;
import io.pteroorders.bot.edit.Shown;
import java.util.regex.Pattern;

/** The text of a setting: what counts of it, and how it is shown to whoever typed it. */
final class SettingText {

    /** A text between quotes, in which a backslash stands before a quote of the same kind, as a regular expression. */
    static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'";

    private static final Pattern PAIR = Pattern.compile(QUOTED);
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\$`])");

    /** What nobody sees around a text: spaces, and marks that come along when it is copied. */
    private static final CharMatcher AROUND = CharMatcher.whitespace()
            .or(CharMatcher.anyOf("\u00A0\u202F"))
            .or(CharMatcher.forPredicate(Shown::isHidden));

    private SettingText() {}

    /** Without what nobody sees at both ends. */
    static String trimmed(String text) {
        return AROUND.trimFrom(text);
    }

    /** What stands between a pair of quotes; any other text is itself. */
    static String unquoted(String text) {
        if (!PAIR.matcher(text).matches()) {
            return text;
        }
        String inside = text.substring(1, text.length() - 1);
        return text.startsWith("\"") ? ESCAPED.matcher(inside).replaceAll("$1") : inside;
    }

    /** For a message: in quotes, not too long, and with the codes of characters that are not seen. */
    static String shown(String text) {
        return Shown.quoted(text);
    }
}
