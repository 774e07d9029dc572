package io.pteroorders.bot.console;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message as it is drawn on a screen: a frame at its left, lines broken between words, bold where phones show it. */
final class Bubble {

    private static final String FRAME = "│ ";
    private static final int NARROWEST = 20;
    private static final Pattern BOLD = Pattern.compile("(?<![\\w*])\\*(?! )([^*\n]+)(?<! )\\*(?![\\w*])");

    private Bubble() {}

    /**
     * A message to somebody.
     *
     * @param columns of the screen; lines are not broken on one that does not say
     * @param styled whether the screen can show letters in bold
     */
    static String of(String receiver, String text, int columns, boolean styled) {
        String framed = text.lines()
                .flatMap(line -> broken(line, columns - FRAME.length()))
                .map(line -> FRAME + line)
                .collect(Collectors.joining("\n"));
        String drawn = "╭─ to " + receiver + "\n" + framed + "\n╰─";
        return styled ? BOLD.matcher(drawn).replaceAll("\u001B[1m$1\u001B[0m") : drawn;
    }

    /** A line in pieces that fit; a word that is too long is broken. */
    private static Stream<String> broken(String line, int width) {
        if (width < NARROWEST || line.length() <= width) {
            return Stream.of(line);
        }
        return Pattern.compile("(.{1," + width + "})(?:\\s+|$)|(\\S{" + width + "})")
                .matcher(line)
                .results()
                .map(Bubble::piece);
    }

    private static String piece(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}
