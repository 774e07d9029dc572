package io.pteroorders.core.statistics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
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

    /** The period of this kind that a day lies in. */
    public static StatisticsPeriod containing(LocalDate day, Unit unit) {
        return switch (unit) {
            case DAY -> new StatisticsPeriod(unit, day);
            case WEEK -> new StatisticsPeriod(unit, day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> new StatisticsPeriod(unit, day.withDayOfMonth(1));
            case ALL -> ALL;
        };
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
