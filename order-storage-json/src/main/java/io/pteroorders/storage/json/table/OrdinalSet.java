package io.pteroorders.storage.json.table;

import io.pteroorders.storage.json.table.Ranking.Place;
import java.util.Arrays;

/**
 * Ordinals sorted by a ranking, in chunks, so that adding, removing and finding cost O(log n) at 4 bytes an ordinal.
 * The key of an ordinal must not change while it is in the set. Not thread-safe.
 */
final class OrdinalSet implements Ordinals {

    private static final int CHUNK = 512;

    private final Ranking ranking;

    /** Never empty ones; only the first {@link #used}. */
    private SortedOrdinals[] chunks = new SortedOrdinals[2];

    /** The key of each chunk's first ordinal. */
    private long[] firstKeys = new long[2];

    private int used;
    private int size;

    OrdinalSet(Ranking ranking) {
        this.ranking = ranking;
    }

    Ranking ranking() {
        return ranking;
    }

    @Override
    public int size() {
        return size;
    }

    /** Adds an ordinal that is not there. */
    void add(int ordinal) {
        if (used == 0) {
            insertChunk(0, new SortedOrdinals());
            addAt(0, 0, ordinal);
            return;
        }
        Place place = new Place(ranking.key(ordinal), ordinal);
        int chunk = chunkOf(place);
        int index = chunks[chunk].indexOf(ranking, place);
        if (chunks[chunk].size() < CHUNK) {
            addAt(chunk, index, ordinal);
        } else if (chunk == used - 1 && index == CHUNK) {
            insertChunk(used, new SortedOrdinals());
            addAt(used - 1, 0, ordinal);
        } else {
            split(chunk);
            int half = chunks[chunk].size();
            addAt(index <= half ? chunk : chunk + 1, index <= half ? index : index - half, ordinal);
        }
    }

    private void addAt(int chunk, int index, int ordinal) {
        chunks[chunk].add(index, ordinal);
        firstKeys[chunk] = ranking.key(chunks[chunk].get(0));
        size++;
    }

    private void split(int chunk) {
        insertChunk(chunk + 1, chunks[chunk].split());
        firstKeys[chunk + 1] = ranking.key(chunks[chunk + 1].get(0));
    }

    /** Removes an ordinal that is there. */
    void remove(int ordinal) {
        Place place = new Place(ranking.key(ordinal), ordinal);
        int chunk = chunkOf(place);
        int index = chunks[chunk].indexOf(ranking, place);
        if (index == chunks[chunk].size() || chunks[chunk].get(index) != ordinal) {
            throw new IllegalStateException("an index lacks an order");
        }
        chunks[chunk].removeAt(index);
        size--;
        if (chunks[chunk].size() == 0) {
            removeChunk(chunk);
        } else {
            firstKeys[chunk] = ranking.key(chunks[chunk].get(0));
            joinWithNext(chunk);
        }
    }

    private void joinWithNext(int chunk) {
        if (chunk + 1 < used && chunks[chunk].size() + chunks[chunk + 1].size() <= CHUNK / 2) {
            chunks[chunk].append(chunks[chunk + 1]);
            removeChunk(chunk + 1);
        }
    }

    private void insertChunk(int at, SortedOrdinals chunk) {
        if (used == chunks.length) {
            chunks = Arrays.copyOf(chunks, used * 2);
            firstKeys = Arrays.copyOf(firstKeys, used * 2);
        }
        System.arraycopy(chunks, at, chunks, at + 1, used - at);
        System.arraycopy(firstKeys, at, firstKeys, at + 1, used - at);
        chunks[at] = chunk;
        used++;
    }

    private void removeChunk(int at) {
        used--;
        System.arraycopy(chunks, at + 1, chunks, at, used - at);
        System.arraycopy(firstKeys, at + 1, firstKeys, at, used - at);
    }

    /** The last chunk that begins before a place, or the first. */
    private int chunkOf(Place place) {
        int last = used - 1;
        if (ranking.compare(chunks[last].get(0), firstKeys[last], place) <= 0) {
            return last;
        }
        int from = 0;
        int to = used - 1;
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (ranking.compare(chunks[middle].get(0), firstKeys[middle], place) <= 0) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return from;
    }

    @Override
    public int countBefore(Place place) {
        if (used == 0) {
            return 0;
        }
        int chunk = chunkOf(place);
        int count = chunks[chunk].indexOf(ranking, place);
        for (int i = 0; i < chunk; i++) {
            count += chunks[i].size();
        }
        return count;
    }

    @Override
    public OrdinalIterator up(Place place) {
        int chunk = used == 0 ? 0 : chunkOf(place);
        int index = used == 0 ? 0 : chunks[chunk].indexOf(ranking, place);
        return new Up(chunk, index);
    }

    @Override
    public OrdinalIterator down(Place place) {
        int chunk = used == 0 ? -1 : chunkOf(place);
        int index = used == 0 ? -1 : chunks[chunk].indexOf(ranking, place) - 1;
        return new Down(chunk, index);
    }

    int[] toArray() {
        int[] all = new int[size];
        int at = 0;
        for (int i = 0; i < used; i++) {
            chunks[i].copyTo(all, at);
            at += chunks[i].size();
        }
        return all;
    }

    private final class Up implements OrdinalIterator {

        private int chunk;
        private int index;

        Up(int chunk, int index) {
            this.chunk = chunk;
            this.index = index;
        }

        @Override
        public int next() {
            while (chunk < used) {
                if (index < chunks[chunk].size()) {
                    return chunks[chunk].get(index++);
                }
                chunk++;
                index = 0;
            }
            return END;
        }
    }

    private final class Down implements OrdinalIterator {

        private int chunk;
        private int index;

        Down(int chunk, int index) {
            this.chunk = chunk;
            this.index = index;
        }

        @Override
        public int next() {
            while (chunk >= 0) {
                if (index >= 0) {
                    return chunks[chunk].get(index--);
                }
                chunk--;
                index = chunk < 0 ? 0 : chunks[chunk].size() - 1;
            }
            return END;
        }
    }
}
