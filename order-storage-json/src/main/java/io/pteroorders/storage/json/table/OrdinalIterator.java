package io.pteroorders.storage.json.table;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Steps through ordinals, while nothing changes them. */
@FunctionalInterface
interface OrdinalIterator {

    /** What {@link #next} says at the end. */
    int END = -1;

    /** The next ordinal, or {@link #END}. */
    int next();

    /** Steps through several walks at once, each of which goes by this order already. */
    static OrdinalIterator merged(List<OrdinalIterator> walks, Comparator<Integer> order) {
        return walks.size() == 1 ? walks.get(0) : new Merged(walks, order);
    }

    /** Walks that are not at their end, by their next ordinals. */
    final class Merged implements OrdinalIterator {

        private final PriorityQueue<Head> heads;

        private record Head(int ordinal, OrdinalIterator rest) {}

        private Merged(List<OrdinalIterator> walks, Comparator<Integer> order) {
            heads = new PriorityQueue<>(walks.size() + 1, Comparator.comparing(Head::ordinal, order));
            walks.forEach(this::add);
        }

        private void add(OrdinalIterator walk) {
            int next = walk.next();
            if (next != END) {
                heads.add(new Head(next, walk));
            }
        }

        @Override
        public int next() {
            Head first = heads.poll();
            if (first == null) {
                return END;
            }
            add(first.rest());
            return first.ordinal();
        }
    }
}
