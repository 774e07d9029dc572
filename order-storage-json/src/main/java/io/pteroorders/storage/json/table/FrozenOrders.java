package io.pteroorders.storage.json.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import com.google.common.collect.Lists;
import com.google.common.primitives.Ints;
import io.pteroorders.storage.record.StoredOrder;
import java.util.Iterator;
import java.util.List;

/**
 * The orders of a table at one moment, in order of creation; an order is unpacked when it is asked for. Immutable and
 * thread-safe.
 */
public final class FrozenOrders implements Iterable<StoredOrder> {

    private final Unpacker unpacker;
    private final byte[][] packed;
    private final long[] createdAt;
    private final int[] orders;
    private final int[] removed;

    /**
     * Takes arrays that do not change any more, but for elements that no ordinal names.
     *
     * @param packed by ordinal
     * @param createdAt by ordinal
     * @param orders ordinals in order of creation
     * @param removed those of the tombstones
     */
    FrozenOrders(Unpacker unpacker, byte[][] packed, long[] createdAt, int[] orders, int[] removed) {
        this.unpacker = unpacker;
        this.packed = packed;
        this.createdAt = createdAt;
        this.orders = orders;
        this.removed = removed;
    }

    public int size() {
        return orders.length;
    }

    @Override
    public Iterator<StoredOrder> iterator() {
        return Iterators.transform(Ints.asList(orders).iterator(), this::stored);
    }

    Unpacker unpacker() {
        return unpacker;
    }

    /** An order or tombstone as it is packed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(byte[] packed, long createdAt) {}

    /** The orders, and then the tombstones, each by creation. */
    List<Entry> entries() {
        return Lists.transform(Ints.asList(Ints.concat(orders, removed)), i -> new Entry(packed[i], createdAt[i]));
    }

    private StoredOrder stored(int ordinal) {
        return unpacker.stored(packed[ordinal], createdAt[ordinal]);
    }

    /** What is left of the removed orders, by creation. */
    ImmutableList<Tombstone> tombstones() {
        return Ints.asList(removed).stream()
                .map(ordinal -> PackedOrder.tombstone(packed[ordinal], createdAt[ordinal]))
                .collect(ImmutableList.toImmutableList());
    }
}
