package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.List;

/** What a crash may leave, by the number of operations that a disk had done when it came. */
final class Promises {

    private record Promise(int operations, boolean answered, ImmutableList<Shop> permitted) {}

    private final List<Promise> promises = new ArrayList<>();

    /** From the next operation on, the store may hold any of these. */
    void asked(int operations, Iterable<Shop> permitted) {
        promises.add(new Promise(operations, false, ImmutableList.copyOf(permitted)));
    }

    /** From now on the store holds one of these. */
    void answered(int operations, Iterable<Shop> permitted) {
        promises.add(new Promise(operations, true, ImmutableList.copyOf(permitted)));
    }

    /** What a crash may leave after so many operations; nothing if nothing is promised yet. */
    ImmutableList<Shop> at(int operations) {
        ImmutableList<Shop> permitted = ImmutableList.of();
        for (Promise promise : promises) {
            if (promise.operations < operations || (promise.operations == operations && promise.answered)) {
                permitted = promise.permitted;
            }
        }
        return permitted;
    }

    ImmutableList<Shop> now() {
        return Iterables.getLast(promises).permitted;
    }
}
