package io.pteroorders.bot.picture;

import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;

/**
 * A code to pay by as lines of text: a character is a module wide and two high. What is light is printed and what is dark
 * left out, because most terminals are dark.
 */
public final class CodeBlocks {

    private static final String BOTH_DARK = " ";
    private static final String UPPER_LIGHT = "▀";
    private static final String LOWER_LIGHT = "▄";
    private static final String BOTH_LIGHT = "█";

    private CodeBlocks() {}

    /**
     * The lines of a code, all of the same length.
     *
     * @param text what the code says
     * @throws IllegalArgumentException if the text is longer than a code can hold
     */
    public static ImmutableList<String> lines(String text) {
        QrModules modules = QrModules.of(text);
        return IntStream.iterate(0, y -> y < modules.size(), y -> y + 2)
                .mapToObj(y -> line(modules, y))
                .collect(ImmutableList.toImmutableList());
    }

    private static String line(QrModules modules, int y) {
        StringBuilder line = new StringBuilder();
        for (int x = 0; x < modules.size(); x++) {
            line.append(block(modules.isDark(x, y), modules.isDark(x, y + 1)));
        }
        return line.toString();
    }

    private static String block(boolean upperDark, boolean lowerDark) {
        if (upperDark) {
            return lowerDark ? BOTH_DARK : LOWER_LIGHT;
        }
        return lowerDark ? UPPER_LIGHT : BOTH_LIGHT;
    }
}
