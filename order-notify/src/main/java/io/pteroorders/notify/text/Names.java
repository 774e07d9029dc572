package io.pteroorders.notify.text;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names that a template may use, as {@link TextKey#variables()} declares them.
 *
 * @param values stand by themselves
 * @param elements what each element of a list has, by the list's name
 */
record Names(ImmutableSet<String> values, ImmutableSetMultimap<String, String> elements) {

    /** Declarations are {@code name}, or {@code list.name} for what the elements of a list have. */
    static Names of(ImmutableSet<String> declarations) {
        ImmutableSet.Builder<String> values = ImmutableSet.builder();
        ImmutableSetMultimap.Builder<String, String> elements = ImmutableSetMultimap.builder();
        for (String declared : declarations) {
            int dot = declared.indexOf('.');
            if (dot < 0) {
                values.add(declared);
            } else {
                elements.put(declared.substring(0, dot), declared.substring(dot + 1));
            }
        }
        return new Names(values.build(), elements.build());
    }

    /** Whether the name is known anywhere: by itself, as a list, or inside of one. */
    boolean contains(String name) {
        return values.contains(name) || elements.containsKey(name) || elements.containsValue(name);
    }

    /** The lists whose elements have this name. */
    ImmutableSet<String> listsWith(String name) {
        return elements.inverse().get(name);
    }

    /** The names of values and lists that are not among these. */
    ImmutableSortedSet<String> missingIn(Map<String, Object> supplied) {
        Stream<String> missing =
                Stream.concat(values.stream(), elements.keySet().stream()).filter(name -> !supplied.containsKey(name));
        Stream<String> missingInElements = elements.entries().stream()
                .filter(entry -> supplied.get(entry.getKey()) instanceof List<?> list
                        && !list.stream().allMatch(element -> ((Map<?, ?>) element).containsKey(entry.getValue())))
                .map(entry -> entry.getKey() + "." + entry.getValue());
        return Stream.concat(missing, missingInElements)
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    }

    /** All of them for a person: {@code contact, prefix, rows (with age, orderId), store}. */
    @Override
    public String toString() {
        Stream<String> lists = elements.asMap().entrySet().stream()
                .map(list -> list.getKey() + " (with "
                        + Joiner.on(", ").join(ImmutableSortedSet.copyOf(list.getValue())) + ")");
        return Joiner.on(", ")
                .join(Stream.concat(values.stream(), lists).sorted().iterator());
    }
}
