package io.pteroorders.core.testkit.panel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.function.Predicate;

/**
 * What is to be shown with something, as {@code ?include=allocations,nest.eggs} says.
 *
 * @param paths all of them
 * @param allowed whether the key may see things of a kind
 */
record Includes(ImmutableSet<String> paths, Predicate<String> allowed) {

    static Includes of(PanelRequest request, Predicate<String> allowed) {
        String text = request.parameter("include").orElse("");
        return new Includes(
                ImmutableSet.copyOf(
                        Splitter.on(',').trimResults().omitEmptyStrings().split(text)),
                allowed);
    }

    boolean has(String name) {
        return paths.stream().anyMatch(path -> path.equals(name) || path.startsWith(name + "."));
    }

    /** What is to be shown with that. */
    Includes in(String name) {
        return new Includes(
                paths.stream()
                        .filter(path -> path.startsWith(name + "."))
                        .map(path -> path.substring(name.length() + 1))
                        .collect(ImmutableSet.toImmutableSet()),
                allowed);
    }
}
