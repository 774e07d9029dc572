package io.pteroorders.core.catalog;

import com.google.common.collect.Range;

/**
 * How many things its user may make for a server. Immutable and thread-safe.
 *
 * @param databases 0 or more
 * @param backups 0 or more
 * @param allocations ports, as the panel counts them; 0 or more
 */
public record ServerFeatures(int databases, int backups, int allocations) {

    /** None of them. */
    public static final ServerFeatures NONE = new ServerFeatures(0, 0, 0);

    private static final int MOST = 1000;

    /** @throws IllegalArgumentException if one is out of its range; the message says which and the range */
    public ServerFeatures {
        ServerLimits.within("databases", databases, Range.closed(0, MOST));
        ServerLimits.within("backups", backups, Range.closed(0, MOST));
        ServerLimits.within("allocations", allocations, Range.closed(0, MOST));
    }
}
