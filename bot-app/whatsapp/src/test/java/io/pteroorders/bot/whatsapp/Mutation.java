package io.pteroorders.bot.whatsapp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Breaks JSON at random places: what is there goes, becomes something else, or gets strange company. */
final class Mutation {

    private static final List<String> JUNK = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e39",
            "131047",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e!order gold\"",
            "\"" + "9".repeat(5000) + "\"",
            "[]",
            "{}",
            "[[[[[[[[]]]]]]]]",
            "{\"id\":{\"id\":{\"id\":1}}}",
            "\"text\"",
            "\"image\"",
            "\"interactive\"",
            "\"failed\"");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /** A copy with one to four things wrong. */
    JsonNode of(JsonNode original) {
        JsonNode copy = original.deepCopy();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            copy = breakSomewhere(copy);
        }
        return copy;
    }

    private JsonNode breakSomewhere(JsonNode json) {
        if (json.isEmpty() || random.nextInt(8) == 0) {
            return junk();
        }
        if (json instanceof ObjectNode object) {
            breakField(object);
        } else if (json instanceof ArrayNode array) {
            int place = random.nextInt(array.size());
            array.set(place, breakSomewhere(array.path(place)));
        }
        return json;
    }

    private void breakField(ObjectNode object) {
        List<String> names = new ArrayList<>(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, junk());
            case 2 -> object.set("new_" + name, junk());
            case 3 -> object.set(name, JsonMapper.shared().createArrayNode().add(object.path(name)));
            default -> object.set(name, breakSomewhere(object.path(name)));
        }
    }

    private JsonNode junk() {
        return JsonMapper.shared().readTree(JUNK.get(random.nextInt(JUNK.size())));
    }
}
