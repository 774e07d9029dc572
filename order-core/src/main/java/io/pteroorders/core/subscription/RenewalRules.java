package io.pteroorders.core.subscription;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableSortedSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;

/**
 * When a shop reminds, warns, suspends and deletes. Days are days of the shop's zone. Immutable and thread-safe.
 *
 * @param zone in which days are counted
 * @param remindDays how many days before the last day customers are reminded; 0 is that day, empty for never
 * @param remindAt at what time of such a day
 * @param graceDays how many days after the last day a server runs on, 0 to {@value #MAX_GRACE}
 * @param deleteAfter how many days after its suspension a server is to be deleted, 1 to {@value #MAX_DELETE_AFTER}
 * @param quiet when nobody is written to
 * @param restartFromPayment whether a term that follows on a suspension begins with the payment, and the days of grace that
 *     were used are free
 * @param trackedFrom nothing is done about the end of what was completed before that, until somebody says until when it is paid
 */
public record RenewalRules(
        ZoneId zone,
        ImmutableSortedSet<Integer> remindDays,
        LocalTime remindAt,
        int graceDays,
        int deleteAfter,
        QuietHours quiet,
        boolean restartFromPayment,
        Instant trackedFrom) {

    /** The most days of grace. */
    public static final int MAX_GRACE = 14;

    /** The longest that a suspended server is kept, in days. */
    public static final int MAX_DELETE_AFTER = 365;

    /** The earliest reminder, in days. */
    public static final int MAX_REMIND = 60;

    /** @throws IllegalArgumentException if days are out of range */
    public RenewalRules {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(remindAt, "remindAt");
        Objects.requireNonNull(quiet, "quiet");
        Objects.requireNonNull(trackedFrom, "trackedFrom");
        Preconditions.checkArgument(
                graceDays >= 0 && graceDays <= MAX_GRACE, "there are 0 to %s days of grace", MAX_GRACE);
        Preconditions.checkArgument(
                deleteAfter >= 1 && deleteAfter <= MAX_DELETE_AFTER,
                "a server is kept for 1 to %s days",
                MAX_DELETE_AFTER);
        Preconditions.checkArgument(
                remindDays.stream().allMatch(day -> day >= 0 && day <= MAX_REMIND),
                "reminders come 0 to %s days before",
                MAX_REMIND);
    }

    /** Reminders 7, 3, 1 and 0 days before, at nine; 3 days of grace; deletion after 7 days; quiet from 21 to 8 o'clock. */
    public static RenewalRules defaults(ZoneId zone) {
        return new RenewalRules(
                zone,
                ImmutableSortedSet.of(0, 1, 3, 7),
                LocalTime.of(9, 0),
                3,
                7,
                new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)),
                false,
                Instant.EPOCH);
    }

    /** The same for a shop that tracks subscriptions since then. */
    public RenewalRules trackingFrom(Instant since) {
        return new RenewalRules(zone, remindDays, remindAt, graceDays, deleteAfter, quiet, restartFromPayment, since);
    }

    /** The day in the shop at a time. */
    public LocalDate day(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    /** When a day is over in the shop. */
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
