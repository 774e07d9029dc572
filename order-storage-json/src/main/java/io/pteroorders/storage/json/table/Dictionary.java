package io.pteroorders.storage.json.table;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Numbers things as they first come, from 0; things never go. Not thread-safe. */
final class Dictionary<T> {

    private final HashIndex index = new HashIndex();
    private T[] things;
    private int size;

    Dictionary(T[] empty) {
        things = empty;
    }

    /** The number of a thing, or -1. */
    int find(T thing) {
        return index.find(thing.hashCode(), ordinal -> things[ordinal].equals(thing));
    }

    /** Numbers a thing that is not there. */
    int add(T thing) {
        if (size == things.length) {
            things = Arrays.copyOf(things, size + size / 2 + 8);
        }
        things[size] = thing;
        index.add(thing.hashCode(), size);
        return size++;
    }

    /** The number of a thing, which is added if it is not there. */
    int number(T thing) {
        int known = find(thing);
        return known >= 0 ? known : add(thing);
    }

    /** @throws IndexOutOfBoundsException if there is no such number */
    T get(int number) {
        return things[Objects.checkIndex(number, size)];
    }

    int size() {
        return size;
    }

    /** What is there now, for any thread and for good. */
    Frozen<T> freeze() {
        return new Frozen<>(things, size);
    }

    /**
     * The things that a dictionary had. Immutable and thread-safe: the dictionary goes on in the same array, but behind
     * them.
     *
     * @param things by number
     * @param size how many
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frozen<T>(T[] things, int size) {

        /** @throws IndexOutOfBoundsException if there is no such number */
        T get(int number) {
            return things[Objects.checkIndex(number, size)];
        }

        List<T> asList() {
            return Arrays.asList(things).subList(0, size);
        }
    }
}
