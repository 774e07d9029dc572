package io.pteroorders.storage.json;

import java.util.Arrays;

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

    T get(int ordinal) {
        return things[ordinal];
    }

    int size() {
        return size;
    }

    /** All things by number. Of this array only what was added before may be read by another thread; it never changes. */
    T[] array() {
        return things;
    }
}
