package io.pteroorders.core.statistics;

import com.google.common.base.Preconditions;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import java.util.Optional;

/**
 * The span of days that statistics are about, in the store's time zone. Immutable and thread-safe.
 *
 * @param unit how long it is
 * @param first its first day
 */
public record StatisticsPeriod(Unit unit, LocalDate first) {

    /** The kinds of periods. Weeks begin on Monday. */
    public enum Unit {
        DAY,
        WEEK,
        MONTH,
        /** Since ever. */
        ALL
    }

    /** Everything, since ever. */
    public static final StatisticsPeriod ALL = new StatisticsPeriod(Unit.ALL, LocalDate.MIN);

    /** @throws IllegalArgumentException if no period of this kind begins on that day */
    public StatisticsPeriod {
        Objects.requireNonNull(first, "first");
        Preconditions.checkArgument(firstDay(unit, first).equals(first), "no %s begins on %s", unit, first);
    }

    private static LocalDate firstDay(Unit unit, LocalDate day) {
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case ALL -> LocalDate.MIN;
        };
    }

    /** The period of this kind that a day lies in. */
    public static StatisticsPeriod containing(LocalDate day, Unit unit) {
        return new StatisticsPeriod(unit, firstDay(unit, day));
    }

    /** The period's last day. */
    public LocalDate last() {
        return switch (unit) {
            case DAY -> first;
            case WEEK -> first.plusDays(6);
            case MONTH -> first.with(TemporalAdjusters.lastDayOfMonth());
            case ALL -> LocalDate.MAX;
        };
    }

    /** The period of the same kind just before; empty for {@link #ALL}. */
    public Optional<StatisticsPeriod> previous() {
        return unit == Unit.ALL ? Optional.empty() : Optional.of(containing(first.minusDays(1), unit));
    }
}
