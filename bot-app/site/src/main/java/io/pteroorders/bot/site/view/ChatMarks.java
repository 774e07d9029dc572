package io.pteroorders.bot.site.view;

import java.util.regex.Pattern;

/** The marks of the chat for bold letters and the like, which pages do not show. */
public final class ChatMarks {

    /** Around words, and not within a number that is masked. */
    private static final Pattern BOLD =
            Pattern.compile("(?<![\\p{Alnum}*])\\*([^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\p{Alnum}*])");

    private static final Pattern CODE = Pattern.compile("`+([^`\\n]+)`+");

    private ChatMarks() {}

    /** A text without them. */
    public static String without(String text) {
        return CODE.matcher(BOLD.matcher(text).replaceAll("$1")).replaceAll("$1");
    }
}
