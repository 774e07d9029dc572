package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as people type them: {@code 2026-11-29}, {@code 29-11-2026}, {@code 29/11/2026}, {@code hari ini}, {@code kemarin}. */
public final class Days {

    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})");
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})");

    private static final Pattern DAY_AND_MONTH = Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})");

    private static final ImmutableMap<String, Integer> DAYS_AGO =
            ImmutableMap.of("hari ini", 0, "today", 0, "kemarin", 1, "kemaren", 1, "yesterday", 1);

    private Days() {}

    /** The day; empty if it is none. */
    static Optional<LocalDate> parse(String typed, LocalDate today) {
        Integer ago = DAYS_AGO.get(typed.toLowerCase(Locale.ROOT));
        Matcher year = YEAR_FIRST.matcher(typed);
        Matcher day = DAY_FIRST.matcher(typed);
        if (ago != null) {
            return Optional.of(today.minusDays(ago));
        }
        return year.matches()
                ? date(year.group(1), year.group(2), year.group(3))
                : Optional.of(day).filter(Matcher::matches).flatMap(it -> date(it.group(3), it.group(2), it.group(1)));
    }

    /**
     * A day that lies ahead, as people type it: also {@code 28/12} without a year, for the next such day.
     */
    public static Optional<LocalDate> ahead(String typed, LocalDate today) {
        Matcher parts = DAY_AND_MONTH.matcher(typed);
        if (!parts.matches()) {
            return parse(typed, today);
        }
        return date(Integer.toString(today.getYear()), parts.group(2), parts.group(1))
                .map(day -> day.isBefore(today) ? day.plusYears(1) : day);
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
