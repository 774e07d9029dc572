package io.pteroorders.bot.command;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;

/**
 * A command as somebody typed it after the prefix, cut into words at any white space.
 *
 * @param name the command's name, in lower case; empty if only the prefix was typed
 * @param words the words after it
 * @param typed all of it as it was typed, with its spaces and lines
 */
public record TypedCommand(String name, ImmutableList<String> words, String typed) {

    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    /** The command line in a text; empty if the text does not begin with the prefix. */
    public static Optional<TypedCommand> parse(String text, String prefix) {
        String trimmed = CharMatcher.whitespace().trimFrom(text);
        if (!trimmed.startsWith(prefix)) {
            return Optional.empty();
        }
        String typed = trimmed.substring(prefix.length());
        ImmutableList<String> all = ImmutableList.copyOf(WORDS.split(typed));
        return Optional.of(
                all.isEmpty()
                        ? new TypedCommand("", all, typed)
                        : new TypedCommand(all.get(0).toLowerCase(Locale.ROOT), all.subList(1, all.size()), typed));
    }

    /** A word by its place, counted from 0. */
    public Optional<String> word(int place) {
        return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
    }

    /** The words from a place on, with single spaces between them. */
    public String rest(int place) {
        return String.join(" ", words.subList(Math.min(place, words.size()), words.size()));
    }

    /** Like {@link #rest}, with the lines and spaces as they were typed. */
    public String restAsTyped(int place) {
        String rest = typed;
        for (int words = 0; words <= place; words++) {
            String trimmed = CharMatcher.whitespace().trimLeadingFrom(rest);
            int end = CharMatcher.whitespace().indexIn(trimmed);
            rest = end < 0 ? "" : trimmed.substring(end);
        }
        return CharMatcher.whitespace().trimFrom(rest);
    }
}
