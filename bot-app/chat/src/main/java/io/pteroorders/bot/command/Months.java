package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of months as people type it: {@code 3}, {@code 3bln}, {@code 3 bulan}, {@code setahun}, {@code 1 month}.
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
    private static final ImmutableMap<String, Integer> WORDS = ImmutableMap.of("sebulan", 1, "setahun", 12);
    private static final int MONTHS_A_YEAR = 12;

    /** The duration at a place of a command line; one month if nothing stands there. */
    static Months at(int place, TypedCommand line) {
        Optional<String> first = line.word(place).map(word -> word.toLowerCase(Locale.ROOT));
        if (first.isEmpty()) {
            return new Months(Optional.of(1), 0);
        }
        if (WORDS.containsKey(first.get())) {
            return new Months(Optional.ofNullable(WORDS.get(first.get())), 1);
        }
        Matcher number = NUMBER.matcher(first.get());
        if (!number.matches() || number.group(1).matches("-?0.*")) {
            return new Months(Optional.empty(), 1);
        }
        Integer count = Ints.tryParse(number.group(1));
        boolean joined = !number.group(2).isEmpty();
        String unit = joined
                ? number.group(2)
                : line.word(place + 1).map(w -> w.toLowerCase(Locale.ROOT)).orElse("");
        boolean isUnit = MONTH.contains(unit) || YEAR.contains(unit);
        if ((joined && !isUnit) || OTHER_UNITS.contains(unit)) {
            return new Months(Optional.empty(), joined ? 1 : 2);
        }
        int wordsUsed = !joined && isUnit ? 2 : 1;
        return new Months(Optional.ofNullable(count).map(n -> YEAR.contains(unit) ? n * MONTHS_A_YEAR : n), wordsUsed);
    }
}
