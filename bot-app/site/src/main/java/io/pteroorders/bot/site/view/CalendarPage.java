package io.pteroorders.bot.site.view;

import com.google.common.collect.ImmutableList;

/**
 * A month and what ends in it. Immutable and thread-safe.
 *
 * @param title of the month
 * @param before the month before, for an address
 * @param after the month after, for an address
 * @param weeks from Monday to Sunday, as many as the month needs
 */
public record CalendarPage(String title, String before, String after, ImmutableList<ImmutableList<Day>> weeks) {

    /**
     * A day.
     *
     * @param number of the day in its month
     * @param name of it, in full
     * @param isOfMonth whether it is one of the month's own
     * @param ending what ends on it, as many as are shown
     * @param more how many more there are
     */
    public record Day(
            int number, String name, boolean isOfMonth, boolean isToday, ImmutableList<Ending> ending, int more) {}
}
