package io.pteroorders.storage.json;

import com.google.common.base.Preconditions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule for where backups go and which are kept: the newest ones, and the last of each day and each month. Immutable and
 * thread-safe.
 *
 * @param directory better on another disk; empty for the data directory itself
 * @param keepLast how many of the newest, at least 1
 * @param keepDaily of how many days that have a backup the last one
 * @param keepMonthly of how many months that have a backup the last one
 */
public record BackupPolicy(Optional<Path> directory, int keepLast, int keepDaily, int keepMonthly) {

    /** In the data directory; the newest 10, the last of 14 days and of 12 months. */
    public static final BackupPolicy BESIDE_THE_DATA = new BackupPolicy(Optional.empty(), 10, 14, 12);

    /** @throws IllegalArgumentException if a number is too small */
    public BackupPolicy {
        Preconditions.checkArgument(keepLast >= 1, "at least one backup is kept");
        Preconditions.checkArgument(keepDaily >= 0 && keepMonthly >= 0, "a number of backups is not negative");
    }

    /** Until when a backup is kept at the latest if one is made each day. */
    LocalDate keptUntil(Instant made) {
        LocalDate day = LocalDate.ofInstant(made, ZoneOffset.UTC);
        return Stream.of(
                        day.plusDays(keepLast),
                        day.plusDays(keepDaily),
                        day.withDayOfMonth(1).plusMonths(keepMonthly))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
