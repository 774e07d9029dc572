package io.pteroorders.core.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** Times as orders keep them. */
final class Times {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final Instant EARLIEST = Instant.EPOCH;
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {}

    /**
     * A day that a record can hold.
     *
     * @throws IllegalArgumentException if it lies outside the years 1970 to 9999; the message names the field
     */
    static LocalDate checked(String field, LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException(field + " lies outside the years 1970 to 9999");
        }
        return day;
    }

    /** A time cut to milliseconds; one that has no more stays the same object. */
    static Instant cut(Instant time) {
        return time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI == 0 ? time : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The same of a time that a record can hold.
     *
     * @throws IllegalArgumentException if it lies outside the years 1970 to 9999; the message names the field
     */
    static Instant checked(String field, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException(field + " lies outside the years 1970 to 9999");
        }
        return cut(time);
    }
}
