package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days as people type them: {@code 2026-11-29}, {@code 29-11-2026}, {@code 29/11/2026}, {@code hari ini}, {@code kemarin}.
 * Immutable and thread-safe.
 */
public final class Days {

    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})");
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})");

    private static final Pattern DAY_AND_MONTH = Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})");

    /** How many days after today. */
    private static final ImmutableMap<String, Integer> NAMES =
            ImmutableMap.of("day.yesterday", -1, "day.today", 0, "day.tomorrow", 1, "day.after-tomorrow", 2);

    private final Phrases<Integer> phrases;

    public Days(Replies replies) {
        this.phrases = Phrases.of(replies, NAMES);
    }

    /** How many words of a line are for a day from a place on; 1 if they may be a date. */
    public int wordsAt(List<String> words, int place) {
        return phrases.at(words, place).map(Phrases.Found::wordsUsed).orElse(1);
    }

    /** The day; empty if it is none. */
    Optional<LocalDate> parse(String typed, LocalDate today) {
        Matcher year = YEAR_FIRST.matcher(typed);
        Matcher day = DAY_FIRST.matcher(typed);
        return phrases.find(typed)
                .map(today::plusDays)
                .or(() -> Optional.of(year)
                        .filter(Matcher::matches)
                        .flatMap(it -> date(it.group(1), it.group(2), it.group(3))))
                .or(() -> Optional.of(day)
                        .filter(Matcher::matches)
                        .flatMap(it -> date(it.group(3), it.group(2), it.group(1))));
    }

    /**
     * A day that lies ahead, as people type it: also {@code 28/12} without a year, for the next such day.
     */
    public Optional<LocalDate> ahead(String typed, LocalDate today) {
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
