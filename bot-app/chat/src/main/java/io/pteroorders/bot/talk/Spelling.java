package io.pteroorders.bot.talk;

import com.google.common.collect.ImmutableList;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text as they are compared: small, without marks and characters that nobody sees, and without letters that
 * were held down. Every pattern here reads each character once.
 */
final class Spelling {

    /** What nobody sees, or people leave out. */
    private static final Pattern NOTHING = Pattern.compile("[\\p{Cf}\\p{Mn}'’`]");

    /** A number with what is written to it, a word, a question mark, a picture. */
    private static final Pattern WORD =
            Pattern.compile("\\p{Nd}++(?:[.,]\\p{Nd}++)*+\\p{L}*+|\\p{L}[\\p{L}\\p{Nd}]*+|[?]|\\p{So}");

    /** A letter that was held down, and one that is typed twice, as it is in some words. */
    private static final Pattern HELD_DOWN = Pattern.compile("(\\p{L})\\1{2,}+");

    private static final Pattern TWICE = Pattern.compile("(\\p{L})\\1++");

    private Spelling() {}

    /** The words of a text; what it quotes of others, line by line behind an angle, is not its own. */
    static ImmutableList<String> words(String text) {
        String own = text.lines().filter(line -> !line.startsWith(">")).reduce("", (some, line) -> some + "\n" + line);
        String plain = NOTHING.matcher(Normalizer.normalize(own.isBlank() ? text : own, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT))
                .replaceAll("");
        ImmutableList.Builder<String> words = ImmutableList.builder();
        Matcher word = WORD.matcher(plain);
        while (word.find()) {
            words.add(HELD_DOWN.matcher(word.group()).replaceAll("$1"));
        }
        return words.build();
    }

    /** A word without letters that are typed twice. */
    static String once(String word) {
        return TWICE.matcher(word).replaceAll("$1");
    }
}
