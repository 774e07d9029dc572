package io.pteroorders.bot.command;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command as somebody typed it after the prefix, cut into words at any white space.
 *
 * @param name the command's name, in lower case; empty if only the prefix was typed
 * @param words the words after it, without characters around them that nobody sees; dashes are all alike
 * @param typed all of it as it was typed, with its spaces and lines
 */
public record TypedCommand(String name, ImmutableList<String> words, String typed) {

    /** Ends a line that is to be asked about first. */
    public static final String ASK = "?";

    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    /** What has no shape of its own: directions, joiners, marks of order, the choice between two looks of a sign. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cf}\\uFE00-\\uFE0F]");

    private static final Pattern HIDDEN_AROUND = Pattern.compile("^" + HIDDEN + "+|" + HIDDEN + "+$");

    private static final Pattern DASH = Pattern.compile("[\\p{Pd}\u2212]");
    private static final Pattern COMMAND =
            Pattern.compile("\\s*\\p{Alnum}.*", Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

    /** The command line in a text; empty if the text does not begin with the prefix and something like a name. */
    public static Optional<TypedCommand> parse(String text, String prefix) {
        String trimmed = text.substring(begin(text));
        String typed = CharMatcher.whitespace()
                .trimTrailingFrom(trimmed.substring(Math.min(prefix.length(), trimmed.length())));
        boolean named = typed.isBlank()
                || prefix.isEmpty()
                || COMMAND.matcher(visible(typed)).matches();
        return trimmed.startsWith(prefix) && named ? Optional.of(of(typed)) : Optional.empty();
    }

    /** Where the first character stands that is seen. */
    private static int begin(String text) {
        int begin = 0;
        while (begin < text.length()
                && (CharMatcher.whitespace().matches(text.charAt(begin))
                        || HIDDEN.matcher(text.substring(begin, begin + 1)).matches())) {
            begin++;
        }
        return begin;
    }

    private static TypedCommand of(String typed) {
        ImmutableList<String> all = WORDS.splitToStream(typed)
                .map(word ->
                        DASH.matcher(HIDDEN_AROUND.matcher(word).replaceAll("")).replaceAll("-"))
                .filter(word -> !word.isEmpty())
                .collect(ImmutableList.toImmutableList());
        return all.isEmpty()
                ? new TypedCommand("", all, typed)
                : new TypedCommand(all.get(0).toLowerCase(Locale.ROOT), all.subList(1, all.size()), typed);
    }

    /** A text without characters that nobody sees. */
    public static String visible(String typed) {
        return HIDDEN.matcher(typed).replaceAll("");
    }

    /** A text in which a point stands for each character that nobody sees: to show what was typed. */
    static String shown(String typed) {
        return HIDDEN.matcher(typed).replaceAll("·");
    }

    /** A word without characters that nobody sees, and with plain dashes. */
    public static String plain(String word) {
        return DASH.matcher(visible(word)).replaceAll("-");
    }

    /** A line with a question mark at its end: ask me first. */
    public static String asking(String line) {
        return line + " " + ASK;
    }

    /** Whether a question mark by itself ends it: ask me first. */
    public boolean asksFirst() {
        return !words.isEmpty() && words.get(words.size() - 1).equals(ASK);
    }

    /** The same without a question mark at its end. */
    public TypedCommand withoutAsking() {
        return asksFirst()
                ? of(CharMatcher.whitespace().trimTrailingFrom(typed.substring(0, typed.lastIndexOf(ASK))))
                : this;
    }

    /** A word by its place, counted from 0. */
    public Optional<String> word(int place) {
        return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
    }

    /** The words from a place on as they were typed, with single spaces between them. */
    public String rest(int place) {
        return String.join(" ", WORDS.split(restAsTyped(place)));
    }

    /** Like {@link #rest}, with the lines and spaces as they were typed. */
    public String restAsTyped(int place) {
        String rest = typed;
        for (int words = 0; words <= place; ) {
            String trimmed = CharMatcher.whitespace().trimLeadingFrom(rest);
            int end = CharMatcher.whitespace().indexIn(trimmed);
            boolean seen =
                    !visible(end < 0 ? trimmed : trimmed.substring(0, end)).isEmpty();
            rest = end < 0 ? "" : trimmed.substring(end);
            words += seen || rest.isEmpty() ? 1 : 0;
        }
        return CharMatcher.whitespace().trimFrom(rest);
    }
}
