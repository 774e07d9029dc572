package io.pteroorders.core.storage;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import io.pteroorders.core.order.PersonId;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * One of the {@value #COUNT} parts into which the people of a shop fall. What is kept of a person, and what is done for
 * them, belongs to their part; one process at a time works for a part, see {@link Lease}. Immutable and thread-safe.
 *
 * @param number 0 to 63
 */
public record Part(int number) implements Comparable<Part> {

    /** How many parts a shop has. */
    public static final int COUNT = 64;

    /** Every part. */
    public static final ImmutableSortedSet<Part> ALL = IntStream.range(0, COUNT)
            .mapToObj(Part::new)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Part::compareTo));

    /** The part of what belongs to the shop and not to a person. */
    public static final Part SHOP = new Part(0);

    /** @throws IllegalArgumentException if there is no such part */
    public Part {
        Preconditions.checkArgument(number >= 0 && number < COUNT, "parts are numbered from 0 to 63, not %s", number);
    }

    /** The part of a person: the same in every process and at all times. */
    public static Part of(PersonId person) {
        byte first = Hashing.sha256()
                .hashString(person.text(), StandardCharsets.UTF_8)
                .asBytes()[0];
        return new Part(Math.floorMod(first, COUNT));
    }

    @Override
    public int compareTo(Part other) {
        return Integer.compare(number, other.number);
    }
}
