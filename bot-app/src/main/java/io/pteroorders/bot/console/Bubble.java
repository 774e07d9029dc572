package io.pteroorders.bot.console;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.picture.CodeBlocks;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.Picture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message as it is drawn on a screen: a frame at its left, lines broken between words, bold where phones show it. */
final class Bubble {

    private static final String FRAME = "│ ";
    private static final int NARROWEST = 20;
    private static final String WHITE_ON_BLACK = "\u001B[38;5;231;48;5;16m";
    private static final String PLAIN = "\u001B[0m";
    private static final Pattern BOLD = Pattern.compile("(?<![\\w*])\\*(?! )([^*\n]+)(?<! )\\*(?![\\w*])");

    private Bubble() {}

    /**
     * A message to somebody, its picture above its text.
     *
     * @param columns of the screen; 0 for one that does not say, where every line fits
     * @param styled whether the screen can show letters in bold and colours
     */
    static String of(String receiver, OutgoingMessage message, int columns, boolean styled) {
        int width = columns == 0 ? Integer.MAX_VALUE : columns - FRAME.length();
        Stream<String> picture = message.picture().stream().flatMap(shown -> shown(shown, width, styled));
        Stream<String> text = message.text().lines().flatMap(line -> broken(line, width));
        String drawn = Stream.concat(picture, text)
                .map(line -> FRAME + line)
                .collect(Collectors.joining("\n", "╭─ to " + receiver + "\n", "\n╰─"));
        return styled ? BOLD.matcher(drawn).replaceAll("\u001B[1m$1\u001B[0m") : drawn;
    }

    /** A code to scan; any other picture by its name. */
    private static Stream<String> shown(Picture picture, int width, boolean styled) {
        return picture.code()
                .map(code -> drawn(code.text(), width, styled))
                .orElseGet(() -> Stream.of("[picture: " + picture + "]"));
    }

    /** Where a code is too wide, what it says. Without colours its light is the letters', as on a dark screen. */
    private static Stream<String> drawn(String code, int width, boolean styled) {
        ImmutableList<String> blocks = CodeBlocks.lines(code);
        if (blocks.get(0).length() > width) {
            return broken(code, width);
        }
        return blocks.stream().map(line -> styled ? WHITE_ON_BLACK + line + PLAIN : line);
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
