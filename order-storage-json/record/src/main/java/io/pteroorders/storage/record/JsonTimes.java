package io.pteroorders.storage.record;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Instants as {@code 2026-01-01T00:00:00.000Z}, read and written by hand: every record has half a dozen. */
final class JsonTimes {

    /** The number of bytes of the exact form. */
    static final int LENGTH = 24;

    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final int SECOND = 1000;
    private static final int MINUTE = 60 * SECOND;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private JsonTimes() {}

    /** Writes an instant of the years 0 to 9999. */
    static void write(Instant time, byte[] to, int at) {
        long millis = time.toEpochMilli();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
        int ofDay = Math.floorMod(millis, DAY);
        System.arraycopy(FORM, 0, to, at, LENGTH);
        write(date.getYear(), to, at, 4);
        write(date.getMonthValue(), to, at + 5, 2);
        write(date.getDayOfMonth(), to, at + 8, 2);
        write(ofDay / HOUR, to, at + 11, 2);
        write(ofDay / MINUTE % 60, to, at + 14, 2);
        write(ofDay / SECOND % 60, to, at + 17, 2);
        write(ofDay % SECOND, to, at + 20, 3);
    }

    private static void write(int number, byte[] to, int at, int digits) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * Reads an instant in its exact form or any other that {@link Instant#parse} knows.
     *
     * @throws DateTimeException if it is none
     */
    static Instant read(byte[] from, int begin, int end) {
        if (!isExact(from, begin, end) || number(from, begin + 11) > 23 || number(from, begin + 17) > 59) {
            return Instant.parse(new String(from, begin, end - begin, StandardCharsets.UTF_8));
        }
        int year = 100 * number(from, begin) + number(from, begin + 2);
        LocalDate date = LocalDate.of(year, number(from, begin + 5), number(from, begin + 8));
        int minutes = number(from, begin + 14);
        if (minutes > 59) {
            throw new DateTimeException("an hour has 60 minutes");
        }
        int ofDay = number(from, begin + 11) * HOUR
                + minutes * MINUTE
                + number(from, begin + 17) * SECOND
                + number(from, begin + 20) * 10
                + from[begin + 22]
                - '0';
        return Instant.ofEpochMilli(date.toEpochDay() * DAY + ofDay);
    }

    private static boolean isExact(byte[] from, int begin, int end) {
        if (end - begin != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            byte b = from[begin + i];
            if (FORM[i] == '0' ? b < '0' || b > '9' : b != FORM[i]) {
                return false;
            }
        }
        return true;
    }

    /** A number of two digits. */
    private static int number(byte[] from, int at) {
        return 10 * (from[at] - '0') + from[at + 1] - '0';
    }
}
