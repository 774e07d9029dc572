package io.pteroorders.core.catalog;

import com.google.common.collect.Range;

/**
 * How much of its machine a server may use, as the panel takes it. Immutable and thread-safe.
 *
 * @param memory MB, from 0, which is without a limit
 * @param swap MB, from -1, which is without a limit
 * @param disk MB, from 0, which is without a limit
 * @param io the weight of its disk among others', 10 to 1000
 * @param cpu percent of one core, from 0, which is without a limit
 */
public record ServerLimits(int memory, int swap, int disk, int io, int cpu) {

    /** The weight of a server's disk if nothing is said. */
    public static final int USUAL_IO = 500;

    /** The bounds of every number of a server. */
    public static final int MOST = 100_000_000;

    /** @throws IllegalArgumentException if one is out of its range; the message says which and the range */
    public ServerLimits {
        within("memory", memory, Range.closed(0, MOST));
        within("swap", swap, Range.closed(-1, MOST));
        within("disk", disk, Range.closed(0, MOST));
        within("io", io, Range.closed(10, 1000));
        within("cpu", cpu, Range.closed(0, MOST));
    }

    static void within(String name, int value, Range<Integer> range) {
        if (!range.contains(value)) {
            throw new IllegalArgumentException(
                    name + " is " + range.lowerEndpoint() + " to " + range.upperEndpoint() + ", was " + value);
        }
    }
}
