package io.pteroorders.core.task;

import com.google.common.base.Preconditions;

/**
 * A rule for which logs are worth making shorter. Immutable and thread-safe.
 *
 * @param shortLog not those of fewer records
 * @param timesTooLong not those that are less often too long
 */
public record Compaction(int shortLog, int timesTooLong) {

    /** Logs of 10,000 records and four times as many as matter. */
    public static final Compaction DEFAULT = new Compaction(10_000, 4);

    /** @throws IllegalArgumentException if a number is not positive */
    public Compaction {
        Preconditions.checkArgument(shortLog > 0 && timesTooLong > 0, "a log has records");
    }
}
