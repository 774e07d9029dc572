package io.pteroorders.panel;

import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is sent to a panel: an object. Not thread-safe. */
final class Body {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Shorter texts say nothing, and stand in any message. */
    private static final int SHORTEST_HIDDEN = 4;

    private final ObjectNode node;

    private Body(ObjectNode node) {
        this.node = node;
    }

    static Body empty() {
        return new Body(MAPPER.createObjectNode());
    }

    Body put(String name, String value) {
        node.put(name, value);
        return this;
    }

    Body put(String name, long value) {
        node.put(name, value);
        return this;
    }

    Body put(String name, Map<String, ?> values) {
        node.set(name, MAPPER.valueToTree(values));
        return this;
    }

    byte[] json() {
        return MAPPER.writeValueAsBytes(node);
    }

    /** The texts in it, which may stand in no message because they may be somebody's name, address or password. */
    ImmutableSet<String> texts() {
        return node.valueStream()
                .filter(JsonNode::isString)
                .flatMap(text -> Stream.of(text.asString(), written(text)))
                .filter(text -> text.length() >= SHORTEST_HIDDEN)
                .collect(ImmutableSet.toImmutableSet());
    }

    /** A text as it is sent, without the quotes around it. */
    private static String written(JsonNode text) {
        String json = MAPPER.writeValueAsString(text);
        return json.substring(1, json.length() - 1);
    }
}
