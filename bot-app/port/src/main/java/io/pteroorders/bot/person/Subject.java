package io.pteroorders.bot.person;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import java.util.Objects;

/**
 * A person whose data are shown or erased, and what of theirs is named elsewhere. Immutable and thread-safe.
 *
 * @param person the person
 * @param names what they called themselves; those of a letter or two tell nobody apart and are left out
 * @param orders their orders
 * @param pictures the references of pictures that they sent
 */
public record Subject(
        PersonId person, ImmutableSet<String> names, ImmutableSet<OrderId> orders, ImmutableSet<String> pictures) {

    private static final int SHORTEST_NAME = 3;

    /** All of it has to be there. */
    public Subject {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(orders, "orders");
        Objects.requireNonNull(pictures, "pictures");
        names = names.stream().filter(name -> name.length() >= SHORTEST_NAME).collect(ImmutableSet.toImmutableSet());
    }

    /** Whether a text has the person's identity, or number. */
    public boolean isNamedIn(String text) {
        return text.contains(person.text())
                || person.phoneDigits().filter(text::contains).isPresent();
    }

    /** Whether a text may speak of the person: it has their identity, a name of theirs, or an order. */
    public boolean isMeantIn(String text) {
        return isNamedIn(text)
                || names.stream().anyMatch(text::contains)
                || orders.stream().anyMatch(order -> text.contains(order.toString()));
    }

    /** Nothing that tells who it is. */
    @Override
    public String toString() {
        return person + ", " + orders.size() + " orders";
    }
}
