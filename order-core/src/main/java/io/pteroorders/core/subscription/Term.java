package io.pteroorders.core.subscription;

import com.google.common.base.Preconditions;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * The days that one payment gives. Months are counted as people do: from one day of a month to the same day of another, or to
 * that month's last day if it is too short. The day that is counted from never shrinks, so that one month from 31 January is
 * 28 February, and one month more is 31 March. Immutable and thread-safe.
 *
 * <pre>{@code
 * Term term = Term.beginning(LocalDate.of(2027, 1, 31), 1);
 * term.last(); // 2027-02-28
 * term.next(1).last(); // 2027-03-31
 * }</pre>
 *
 * @param anchorDay the day of a month that is counted from, 1 to 31
 * @param first the first day
 * @param last the last day
 */
public record Term(int anchorDay, LocalDate first, LocalDate last) {

    private static final int LONGEST_MONTH = 31;

    /** @throws IllegalArgumentException if no month has such a day, or the term ends before it begins */
    public Term {
        Preconditions.checkArgument(anchorDay >= 1 && anchorDay <= LONGEST_MONTH, "a month has 1 to 31 days");
        Preconditions.checkArgument(!last.isBefore(first), "a term ends before it begins");
    }

    /**
     * A term counted from its first day. As the last day has the number of the first, it is a part of a day longer than
     * those that follow on it.
     *
     * @param months 0 or more
     */
    public static Term beginning(LocalDate first, int months) {
        return new Term(first.getDayOfMonth(), first, after(first, months, first.getDayOfMonth()));
    }

    private static LocalDate after(LocalDate day, int months, int anchorDay) {
        YearMonth month = YearMonth.from(day).plusMonths(months);
        return month.atDay(Math.min(anchorDay, month.lengthOfMonth()));
    }

    /**
     * The term that follows on this one.
     *
     * @param months 1 or more
     */
    public Term next(int months) {
        return new Term(anchorDay, last.plusDays(1), after(last, months, anchorDay));
    }

    /** The term with days more; from now on it is counted from its new last day. */
    public Term extended(int days) {
        return endingOn(last.plusDays(days));
    }

    /** The term with another last day, from which it is counted from now on. */
    public Term endingOn(LocalDate day) {
        return new Term(day.getDayOfMonth(), first.isAfter(day) ? day : first, day);
    }

    /** How many days it has. */
    public int days() {
        return (int) ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** How many of its days come after a day. */
    public int daysAfter(LocalDate day) {
        return (int) Math.min(days(), Math.max(0, ChronoUnit.DAYS.between(day, last)));
    }
}
