package io.pteroorders.bot.edit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that is wrong with an edit, in any language. Immutable and thread-safe.
 *
 * @param word names the phrase, without {@code edit.}
 * @param values in the phrase's places {@code %1}, {@code %2} and so on; another problem stands there in its own words
 */
public record Problem(String word, ImmutableList<Object> values) {

    private static final Pattern PLACE = Pattern.compile("%([1-9])");

    /** The words of the program, which logs and the command line speak in. */
    private static final Texts PLAIN = Texts.loadLazily(ImmutableList.of(EditText.class), ImmutableSortedMap.of());

    /** What a panel says that it cannot make, in its own words. */
    public static Problem ofPanel(String words) {
        return of("panel.cannot", words);
    }

    /** There is a package with a code already. */
    public static Problem twice(String code) {
        return of("type-twice", code);
    }

    /** There is no package with a code. */
    public static Problem noPackage(String code) {
        return of("no-package", code);
    }

    /** Whether it is about a part that it names, and not about the whole. */
    public boolean isInside() {
        return word.startsWith("in-");
    }

    /** A problem or a part of one. */
    static Problem of(String word, Object... values) {
        return new Problem(word, ImmutableList.copyOf(values));
    }

    /**
     * The problem in words.
     *
     * @param texts have those of {@link EditText}
     */
    public String in(Texts texts, Language language) {
        return PLACE.matcher(texts.word("edit." + word, language))
                .replaceAll(place -> Matcher.quoteReplacement(value(place, texts, language)));
    }

    private String value(MatchResult place, Texts texts, Language language) {
        Object value = values.get(Integer.parseInt(place.group(1)) - 1);
        return value instanceof Problem other ? other.in(texts, language) : value.toString();
    }

    /** The problem in English, in the program's own words. */
    public String inEnglish() {
        return in(PLAIN, Language.ENGLISH);
    }

    /** Several in English, one after another. */
    public static List<String> inEnglish(List<Problem> problems) {
        return problems.stream().map(Problem::inEnglish).toList();
    }
}
