package io.pteroorders.storage.json.table;

import java.util.function.IntPredicate;

/** Ordinals by the hash of what they stand for: a table with open addressing. Not thread-safe. */
final class HashIndex {

    private static final int SMALLEST = 16;
    private static final int SPREAD = 0x9E3779B9;

    /** The spread hash in the upper half, the ordinal plus one in the lower; 0 is free. */
    private long[] slots = new long[SMALLEST];

    private int size;

    /** The ordinal with this hash that stands for what is sought, or -1. */
    int find(int hash, IntPredicate isIt) {
        int spread = hash * SPREAD;
        for (int i = home(spread); slots[i] != 0; i = next(i)) {
            if ((int) (slots[i] >>> 32) == spread && isIt.test(ordinal(slots[i]))) {
                return ordinal(slots[i]);
            }
        }
        return -1;
    }

    void add(int hash, int ordinal) {
        if (size >= slots.length - slots.length / 4) {
            grow();
        }
        int spread = hash * SPREAD;
        place((long) spread << 32 | (ordinal + 1));
        size++;
    }

    /** Puts one ordinal in the place of another with the same hash. */
    void replace(int hash, int from, int to) {
        int i = home(hash * SPREAD);
        while (ordinal(slots[i]) != from) {
            i = next(i);
        }
        slots[i] = slots[i] - from + to;
    }

    private void grow() {
        long[] full = slots;
        slots = new long[full.length + full.length / 2];
        for (long slot : full) {
            if (slot != 0) {
                place(slot);
            }
        }
    }

    private void place(long slot) {
        int i = home((int) (slot >>> 32));
        while (slots[i] != 0) {
            i = next(i);
        }
        slots[i] = slot;
    }

    private int home(int spread) {
        return (int) (((spread & 0xFFFF_FFFFL) * slots.length) >>> 32);
    }

    private int next(int i) {
        return i + 1 == slots.length ? 0 : i + 1;
    }

    private static int ordinal(long slot) {
        return (int) slot - 1;
    }

    int size() {
        return size;
    }
}
