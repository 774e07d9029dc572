package io.pteroorders.bot.api.key;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a key may do with one kind of resource, such as {@code orders:read}. Reading and writing are apart: neither comes
 * with the other. Immutable and thread-safe.
 *
 * @param resource the kind
 * @param writes whether it is to change them, or else to see them
 */
public record Scope(Resource resource, boolean writes) implements Comparable<Scope> {

    /** The kinds of what can be seen and changed. */
    public enum Resource {
        ORDERS,
        PAYMENTS,
        SUBSCRIPTIONS,
        CUSTOMERS,
        STATISTICS,
        MESSAGES,
        JOBS,
        WEBHOOKS,
        EVENTS,
        PACKAGES;

        String word() {
            return Ascii.toLowerCase(name());
        }
    }

    /** All there are, reading before writing. */
    public static final ImmutableList<Scope> ALL = Stream.of(Resource.values())
            .flatMap(resource -> Stream.of(read(resource), write(resource)))
            .collect(ImmutableList.toImmutableList());

    /** To see what there is of a kind. */
    public static Scope read(Resource resource) {
        return new Scope(resource, false);
    }

    /** To change what there is of a kind. */
    public static Scope write(Resource resource) {
        return new Scope(resource, true);
    }

    /** The scope with this text; empty if none has it. */
    public static Optional<Scope> parse(String text) {
        return ALL.stream().filter(scope -> scope.toString().equals(text)).findFirst();
    }

    @Override
    public int compareTo(Scope other) {
        return Integer.compare(ALL.indexOf(this), ALL.indexOf(other));
    }

    /** Such as {@code orders:read}. */
    @Override
    public String toString() {
        return resource.word() + (writes ? ":write" : ":read");
    }
}
