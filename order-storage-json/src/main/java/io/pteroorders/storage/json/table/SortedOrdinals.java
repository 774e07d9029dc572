package io.pteroorders.storage.json.table;

import io.pteroorders.storage.json.table.Ranking.Place;
import java.util.Arrays;

/** Ordinals in one array, sorted by a ranking that the caller always gives. Not thread-safe. */
final class SortedOrdinals {

    private static final int[] NONE = {};

    private int[] ordinals = NONE;
    private int size;

    /** The index of the first one that does not stand before a place. */
    int indexOf(Ranking ranking, Place place) {
        if (size > 0 && isBefore(ranking, size - 1, place)) {
            return size;
        }
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (isBefore(ranking, middle, place)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private boolean isBefore(Ranking ranking, int index, Place place) {
        return ranking.compare(ordinals[index], ranking.key(ordinals[index]), place) < 0;
    }

    void add(int index, int ordinal) {
        if (size == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, Math.max(2, size * 2));
        }
        System.arraycopy(ordinals, index, ordinals, index + 1, size - index);
        ordinals[index] = ordinal;
        size++;
    }

    void removeAt(int index) {
        size--;
        System.arraycopy(ordinals, index + 1, ordinals, index, size - index);
    }

    void add(Ranking ranking, int ordinal) {
        add(indexOf(ranking, new Place(ranking.key(ordinal), ordinal)), ordinal);
    }

    void remove(Ranking ranking, int ordinal) {
        removeAt(indexOf(ranking, new Place(ranking.key(ordinal), ordinal)));
    }

    /** Takes the upper half away. */
    SortedOrdinals split() {
        SortedOrdinals upper = new SortedOrdinals();
        int kept = size / 2;
        upper.ordinals = Arrays.copyOfRange(ordinals, kept, size);
        upper.size = size - kept;
        size = kept;
        return upper;
    }

    /** Adds ordinals that all stand behind these. */
    void append(SortedOrdinals higher) {
        ordinals = Arrays.copyOf(ordinals, size + higher.size);
        System.arraycopy(higher.ordinals, 0, ordinals, size, higher.size);
        size += higher.size;
    }

    /** The same to be walked. */
    Ordinals in(Ranking ranking) {
        return new Ranked(ranking);
    }

    private final class Ranked implements Ordinals {

        private final Ranking ranking;

        Ranked(Ranking ranking) {
            this.ranking = ranking;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int countBefore(Place place) {
            return indexOf(ranking, place);
        }

        @Override
        public OrdinalIterator up(Place place) {
            int[] next = {indexOf(ranking, place)};
            return () -> next[0] < size ? ordinals[next[0]++] : OrdinalIterator.END;
        }

        @Override
        public OrdinalIterator down(Place place) {
            int[] next = {indexOf(ranking, place)};
            return () -> next[0] > 0 ? ordinals[--next[0]] : OrdinalIterator.END;
        }
    }

    void copyTo(int[] target, int at) {
        System.arraycopy(ordinals, 0, target, at, size);
    }

    int get(int index) {
        return ordinals[index];
    }

    int size() {
        return size;
    }
}
