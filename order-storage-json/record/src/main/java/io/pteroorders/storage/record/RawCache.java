package io.pteroorders.storage.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what short pieces of JSON were read as, so that repeated ones cost a comparison and share one object. It
 * never grows: a newer piece takes the place of an older one. Thread-safe without locks, for its entries never change
 * and one that is lost is only read anew.
 *
 * @param <T> what the pieces are read as; must be immutable
 */
final class RawCache<T> {

    private static final int LONGEST = 1024;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry<T>(long hash, byte[] raw, T value) {}

    private final @Nullable Entry<T>[] entries;
    private final int shift;

    /** @param bits so many bits has the number of pieces remembered */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    RawCache(int bits) {
        this.entries = new Entry[1 << bits];
        this.shift = Long.SIZE - bits;
    }

    /** What the piece was read as; null if that is not remembered. */
    @Nullable
    T get(byte[] json, int from, int to) {
        long hash = hash(json, from, to);
        Entry<T> entry = entries[slot(hash)];
        return entry != null
                        && entry.hash() == hash
                        && Arrays.equals(entry.raw(), 0, entry.raw().length, json, from, to)
                ? entry.value()
                : null;
    }

    /** Remembers a piece, and gives its value back. */
    T put(byte[] json, int from, int to, T value) {
        if (to - from <= LONGEST) {
            long hash = hash(json, from, to);
            entries[slot(hash)] = new Entry<>(hash, Arrays.copyOfRange(json, from, to), value);
        }
        return value;
    }

    private int slot(long hash) {
        return (int) (hash >>> shift);
    }

    private static long hash(byte[] json, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(json, i)) * FACTOR;
            hash ^= hash >>> 32;
        }
        for (; i < to; i++) {
            hash = (hash ^ json[i]) * FACTOR;
        }
        return hash * FACTOR;
    }
}
