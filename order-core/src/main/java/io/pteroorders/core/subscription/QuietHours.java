package io.pteroorders.core.subscription;

import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * The hours of a night in which nobody is written to without having asked. Immutable and thread-safe.
 *
 * @param from when they begin
 * @param to when they end; the same as {@code from} if there are none
 */
public record QuietHours(LocalTime from, LocalTime to) {

    /** No hour is quiet. */
    public static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private boolean contains(LocalTime time) {
        return from.isAfter(to) ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
    }

    /** The time itself, or the end of the quiet hours that it lies in. */
    public ZonedDateTime after(ZonedDateTime time) {
        if (!contains(time.toLocalTime())) {
            return time;
        }
        ZonedDateTime end = time.with(to);
        return end.isBefore(time) ? end.plusDays(1) : end;
    }
}
