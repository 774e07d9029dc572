package io.pteroorders.bot.site.view;

import com.google.common.collect.ImmutableList;

/**
 * Bars beside each other, drawn without a script. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param bars from left to right
 */
public record Chart(String title, ImmutableList<Bar> bars) {

    /** The height of the highest bar. */
    public static final int HEIGHT = 120;

    private static final int FEWEST = 12;
    private static final int WIDTH = 20;
    private static final int GAP = 4;

    /**
     * A bar.
     *
     * @param name of what it stands for
     * @param value how much that is
     * @param text the value in the reader's words
     */
    public record Bar(String name, double value, String text) {}

    /** The width of all bars; a few leave space beside them. */
    public int width() {
        return Math.max(FEWEST, bars.size()) * (WIDTH + GAP);
    }

    /** The width of one bar. */
    public int barWidth() {
        return WIDTH;
    }

    /** Where a bar begins. */
    public int left(int place) {
        return place * (WIDTH + GAP);
    }

    /** How high a bar is: at least a line, so that it is seen that there is one. */
    public int height(int place) {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        double value = bars.get(place).value();
        return value <= 0 ? 0 : Math.max(1, (int) Math.round(value / most * HEIGHT));
    }
}
