package io.pteroorders.bot.command;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.notify.text.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Periods as people type them: {@code hari ini}, {@code kemarin}, {@code last week}, or a day that is over as
 * {@code 29/11/2026}. Immutable and thread-safe.
 */
public final class Periods {

    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    /** A period by how far back it lies. */
    private record Back(Unit unit, int periods) {}

    private static final ImmutableMap<String, Back> NAMES = ImmutableMap.<String, Back>builder()
            .put("day.today", new Back(Unit.DAY, 0))
            .put("day.yesterday", new Back(Unit.DAY, 1))
            .put("period.week", new Back(Unit.WEEK, 0))
            .put("period.last-week", new Back(Unit.WEEK, 1))
            .put("period.month", new Back(Unit.MONTH, 0))
            .put("period.last-month", new Back(Unit.MONTH, 1))
            .put("period.all", new Back(Unit.ALL, 0))
            .put("period.day", new Back(Unit.DAY, 0))
            .buildOrThrow();

    private final Phrases<Back> phrases;
    private final Days days;

    public Periods(Replies replies) {
        this.phrases = Phrases.of(replies, NAMES);
        this.days = new Days(replies);
    }

    /** The period; empty if it is none, or lies ahead. */
    public Optional<StatisticsPeriod> parse(String typed, LocalDate today) {
        return phrases.find(typed).map(back -> of(back, today)).or(() -> days.parse(typed, today)
                .filter(day -> !day.isAfter(today))
                .map(day -> StatisticsPeriod.containing(day, Unit.DAY)));
    }

    private static StatisticsPeriod of(Back back, LocalDate today) {
        StatisticsPeriod period = StatisticsPeriod.containing(today, back.unit());
        for (int i = 0; i < back.periods(); i++) {
            period = period.previous().orElseThrow();
        }
        return period;
    }

    /** The words of a text that name a period; empty if none does. */
    public String in(String text) {
        List<String> words = WORDS.splitToList(text.toLowerCase(Locale.ROOT));
        return IntStream.range(0, words.size())
                .filter(place -> wordsAt(words, place) > 0)
                .mapToObj(place -> String.join(" ", words.subList(place, place + wordsAt(words, place))))
                .findFirst()
                .orElse("");
    }

    /** How many words of a line name a period from a place on; 0 if none does. */
    int wordsAt(List<String> words, int place) {
        return phrases.at(words, place).map(Phrases.Found::wordsUsed).orElse(0);
    }

    /** The words for periods in a language, with commas between. */
    public String names(Language language) {
        return phrases.names(language);
    }
}
