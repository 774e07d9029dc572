package io.pteroorders.core.subscription;

import com.google.common.base.Preconditions;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.StatusChange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Months as people count them: from one day of a month to the same day of another, or to that month's last day if it is too
 * short. The day that is counted from never shrinks, so that one month from 31 January is 28 February, and one month more is
 * 31 March. Immutable and thread-safe.
 *
 * <pre>{@code
 * Term term = Term.beginning(LocalDate.of(2027, 1, 31));
 * term.lastDay(1); // 2027-02-28
 * term.lastDay(2); // 2027-03-31
 * }</pre>
 *
 * @param anchorDay the day of a month that is counted from, 1 to 31
 * @param begins the first day
 */
public record Term(int anchorDay, LocalDate begins) {

    private static final int LONGEST_MONTH = 31;

    /** @throws IllegalArgumentException if no month has such a day */
    public Term {
        Preconditions.checkArgument(anchorDay >= 1 && anchorDay <= LONGEST_MONTH, "a month has 1 to 31 days");
    }

    /** A term counted from its first day. */
    public static Term beginning(LocalDate first) {
        return new Term(first.getDayOfMonth(), first);
    }

    /**
     * The term that an order gives its customer: it begins on the day on which they got their server, not on that on which
     * they paid.
     *
     * @param zone in which days are counted
     * @return empty if they have not got it
     */
    public static Optional<Term> of(Order order, ZoneId zone) {
        return order.statusHistory().stream()
                .filter(change -> change.status() == OrderStatus.COMPLETED)
                .map(StatusChange::timestamp)
                .map(time -> beginning(time.atZone(zone).toLocalDate()))
                .findFirst();
    }

    /**
     * The last day when so many months are paid for.
     *
     * @param months 0 or more
     */
    public LocalDate lastDay(int months) {
        YearMonth month = YearMonth.from(begins).plusMonths(months);
        return month.atDay(Math.min(anchorDay, month.lengthOfMonth()));
    }
}
