package io.pteroorders.bot.person;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.core.order.PersonId;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The entries of a map that are about one person, each whole. Thread-safe.
 *
 * @param <V> the values of the map
 */
public final class PersonalEntries<V> implements PersonalPlace {

    private final String name;
    private final DurableMap<V> map;
    private final BiPredicate<Map.Entry<String, V>, PersonId> isAbout;
    private final Function<V, JsonNode> shown;

    /**
     * Those of a map.
     *
     * @param name of its records
     * @param isAbout whether an entry is about a person
     * @param shown how the person is shown a value
     */
    public PersonalEntries(
            String name,
            DurableMap<V> map,
            BiPredicate<Map.Entry<String, V>, PersonId> isAbout,
            Function<V, JsonNode> shown) {
        this.name = name;
        this.map = map;
        this.isAbout = isAbout;
        this.shown = shown;
    }

    /** Those of a map whose keys are the texts of identities. */
    public static <V> PersonalEntries<V> byKey(String name, DurableMap<V> map, Function<V, JsonNode> shown) {
        return new PersonalEntries<>(
                name, map, (entry, person) -> entry.getKey().equals(person.text()), shown);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<JsonNode> of(Subject subject) {
        ImmutableList<JsonNode> found = map.all().entrySet().stream()
                .filter(entry -> isAbout.test(entry, subject.person()))
                .map(Map.Entry::getValue)
                .map(shown)
                .collect(ImmutableList.toImmutableList());
        ArrayNode all = JsonMapper.shared().createArrayNode();
        found.forEach(all::add);
        return Optional.<JsonNode>of(all).filter(any -> !found.isEmpty());
    }

    @Override
    public void erase(Subject subject, PersonId pseudonym) {
        map.erase(entry -> isAbout.test(entry, subject.person()));
    }
}
