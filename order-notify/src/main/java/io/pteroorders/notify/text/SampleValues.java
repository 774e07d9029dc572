package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Values to try a template with: every value is its own name, every list has one element. */
final class SampleValues {

    /** Under these names stands, in every template, what people typed. */
    private static final ImmutableSet<String> TYPED = ImmutableSet.of("customerName", "note", "reason", "typed");

    /** Begins every value that people type, and stands in no template. */
    private static final String MARK = "\uE000";

    private SampleValues() {}

    /**
     * Values for a template.
     *
     * @param there whether a value of this name is there, and not empty
     */
    static ImmutableMap<String, Object> of(Names names, Predicate<String> there) {
        ImmutableMap.Builder<String, Object> values = ImmutableMap.builder();
        names.values().forEach(name -> values.put(name, value(name, there)));
        names.elements().asMap().forEach((list, elements) -> {
            Map<String, Object> element = Maps.asMap(ImmutableSet.copyOf(elements), name -> value(name, there));
            values.put(list, there.test(list) ? ImmutableList.of(element) : ImmutableList.of());
        });
        return values.buildOrThrow();
    }

    private static Object value(String name, Predicate<String> there) {
        return there.test(name) ? (TYPED.contains(name) ? MARK : "") + name : "";
    }

    /** Values to show a template with: what is known of them, and names for the others. */
    static ImmutableMap<String, Object> toLookAt(Names names, Map<String, Object> known) {
        ImmutableMap.Builder<String, Object> values = ImmutableMap.builder();
        names.values().forEach(name -> values.put(name, known.getOrDefault(name, named(name))));
        names.elements().asMap().forEach((list, elements) -> {
            Map<String, Object> element =
                    Maps.asMap(ImmutableSet.copyOf(elements), name -> known.getOrDefault(name, named(name)));
            values.put(list, ImmutableList.of(element, element));
        });
        return values.buildOrThrow();
    }

    private static String named(String name) {
        return "‹" + name + "›";
    }

    /** The name of the typed value that a line begins with. */
    static Optional<String> typedAtStart(String line) {
        return Optional.of(line.strip()).filter(text -> text.startsWith(MARK)).flatMap(text -> TYPED.stream()
                .filter(name -> text.startsWith(name, MARK.length()))
                .findFirst());
    }
}
