package io.pteroorders.bot.command;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of months as people type it: {@code 3}, {@code 3bln}, {@code 3 bulan}, {@code dua bulan}, {@code setahun},
 * {@code setengah tahun}, {@code 1 month}.
 *
 * @param months the number; empty if what was typed is none. Its range is not checked here.
 * @param wordsUsed how many words it took
 */
record Months(Optional<Integer> months, int wordsUsed) {

    private static final Pattern NUMBER = Pattern.compile("(-?[0-9]{1,9})([a-z]*)");
    private static final ImmutableSet<String> MONTH = ImmutableSet.of("bulan", "bln", "bl", "month", "months", "mo");
    private static final ImmutableSet<String> YEAR = ImmutableSet.of("tahun", "thn", "th", "year", "years");
    private static final ImmutableSet<String> OTHER_UNITS =
            ImmutableSet.of("jam", "hari", "minggu", "hour", "hours", "day", "days", "week", "weeks");
    private static final ImmutableMap<String, Integer> ALONE = ImmutableMap.of("sebulan", 1, "setahun", 12);
    private static final ImmutableSet<String> HALF = ImmutableSet.of("setengah", "half");

    /** Numbers as they are said, from one on. */
    private static final ImmutableMap<String, Integer> COUNTS = counts(
            "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
            "one two three four five six seven eight nine ten eleven twelve");

    private static final int MONTHS_A_YEAR = 12;

    /** What stands between two things of a list. */
    private static final CharMatcher LIST = CharMatcher.anyOf(",;&+");

    private static ImmutableMap<String, Integer> counts(String... languages) {
        ImmutableMap.Builder<String, Integer> counts = ImmutableMap.builder();
        for (String language : languages) {
            int count = 0;
            for (String word : Splitter.on(' ').split(language)) {
                counts.put(word, ++count);
            }
        }
        return counts.buildOrThrow();
    }

    /** The duration at a place of a command line; one month if nothing stands there. */
    static Months at(int place, TypedCommand line) {
        Optional<String> first = word(place, line);
        if (first.isEmpty()) {
            return new Months(Optional.of(1), 0);
        }
        Integer inWords = COUNTS.get(first.get());
        Matcher number = NUMBER.matcher(inWords == null ? first.get() : inWords.toString());
        if (ALONE.containsKey(first.get())) {
            return new Months(Optional.ofNullable(ALONE.get(first.get())), 1);
        }
        if (HALF.contains(first.get())
                && word(place + 1, line).filter(YEAR::contains).isPresent()) {
            return new Months(Optional.of(MONTHS_A_YEAR / 2), 2);
        }
        return number.matches() && !number.group(1).matches("-?0.*")
                ? counted(number, place, line)
                : new Months(Optional.empty(), 1);
    }

    /** The duration that a text says, and nothing else; empty if it is none. */
    static Optional<Integer> of(String text) {
        return TypedCommand.parse("months " + text, "")
                .filter(line -> !line.words().isEmpty())
                .filter(line -> at(0, line).wordsUsed() == line.words().size())
                .flatMap(line -> at(0, line).months());
    }

    private static Months counted(Matcher number, int place, TypedCommand line) {
        Optional<Integer> count = Optional.ofNullable(Ints.tryParse(number.group(1)));
        boolean joined = !number.group(2).isEmpty();
        String unit = joined ? number.group(2) : word(place + 1, line).orElse("");
        boolean isUnit = MONTH.contains(unit) || YEAR.contains(unit);
        if ((joined && !isUnit) || OTHER_UNITS.contains(unit)) {
            return new Months(Optional.empty(), joined ? 1 : 2);
        }
        int wordsUsed = !joined && isUnit ? 2 : 1;
        return new Months(count.map(n -> YEAR.contains(unit) ? n * MONTHS_A_YEAR : n), wordsUsed);
    }

    private static Optional<String> word(int place, TypedCommand line) {
        return line.word(place).map(word -> LIST.trimTrailingFrom(word.toLowerCase(Locale.ROOT)));
    }
}
