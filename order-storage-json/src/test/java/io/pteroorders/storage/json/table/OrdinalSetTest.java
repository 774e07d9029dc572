package io.pteroorders.storage.json.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.primitives.Ints;
import io.pteroorders.storage.json.table.Ranking.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrdinalSetTest {

    private static final int ORDINALS = 6_000;

    /** Ranks by given keys, equal ones by ordinal. */
    private record ByKeys(List<Long> keys) implements Ranking {

        @Override
        public long key(int ordinal) {
            return keys.get(ordinal);
        }

        @Override
        public int breakTie(int a, int b) {
            return Integer.compare(a, b);
        }
    }

    private static ByKeys keys(SplittableRandom random, int different) {
        return new ByKeys(LongStream.generate(() -> random.nextInt(different))
                .limit(ORDINALS)
                .boxed()
                .toList());
    }

    private static void assertSame(NavigableSet<Integer> expected, OrdinalSet set, ByKeys ranking, Place place) {
        NavigableSet<Integer> before = place.ordinal() == Place.BEFORE_ALL
                ? below(expected, ranking, place.key())
                : expected.headSet(place.ordinal(), false);
        assertEquals(before.size(), set.countBefore(place));
        assertEquals(List.copyOf(before.descendingSet()), all(set.down(place)));
        assertEquals(tail(expected, before), all(set.up(place)));
    }

    private static List<Integer> tail(NavigableSet<Integer> all, NavigableSet<Integer> before) {
        return all.stream().skip(before.size()).toList();
    }

    private static NavigableSet<Integer> below(NavigableSet<Integer> all, ByKeys ranking, long key) {
        NavigableSet<Integer> below = new TreeSet<>(all.comparator());
        all.stream().filter(ordinal -> ranking.key(ordinal) < key).forEach(below::add);
        return below;
    }

    private static List<Integer> all(OrdinalIterator walk) {
        List<Integer> all = new ArrayList<>();
        for (int ordinal = walk.next(); ordinal != OrdinalIterator.END; ordinal = walk.next()) {
            all.add(ordinal);
        }
        return all;
    }

    @Property(tries = 60)
    void itIsASortedSet(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int scarcity) {
        SplittableRandom random = new SplittableRandom(seed);
        ByKeys ranking = keys(random, ORDINALS / (scarcity * scarcity * scarcity));
        Comparator<Integer> order = ranking::compare;
        NavigableSet<Integer> expected = new TreeSet<>(order);
        OrdinalSet set = new OrdinalSet(ranking);
        for (int phase = 0; phase < 6; phase++) {
            boolean growing = phase % 3 != 2;
            for (int step = 0; step < 4_000; step++) {
                int ordinal = random.nextInt(ORDINALS);
                if (growing && expected.add(ordinal)) {
                    set.add(ordinal);
                } else if (!growing && expected.remove(ordinal)) {
                    set.remove(ordinal);
                }
            }
            assertEquals(expected.size(), set.size());
            assertArrayEquals(Ints.toArray(expected), set.toArray());
            int ordinal = random.nextInt(ORDINALS);
            assertSame(expected, set, ranking, new Place(ranking.key(ordinal), ordinal));
            assertSame(expected, set, ranking, Place.before(random.nextInt(ORDINALS)));
        }
    }

    @Test
    void itCanBecomeEmptyAndBeFilledAgain() {
        OrdinalSet set = new OrdinalSet(keys(new SplittableRandom(1), 10));
        for (int round = 0; round < 3; round++) {
            for (int ordinal = 0; ordinal < ORDINALS; ordinal++) {
                set.add(ordinal);
            }
            for (int ordinal = ORDINALS - 1; ordinal >= 0; ordinal--) {
                set.remove(ordinal);
            }
            assertEquals(0, set.size());
            assertEquals(OrdinalIterator.END, set.up(Place.before(0)).next());
            assertEquals(
                    OrdinalIterator.END, set.down(Place.before(Long.MAX_VALUE)).next());
        }
    }
}
