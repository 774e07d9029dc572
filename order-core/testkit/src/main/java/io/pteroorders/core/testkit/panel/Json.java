package io.pteroorders.core.testkit.panel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the panel reads and writes it. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode array(Collection<? extends JsonNode> elements) {
        return array().addAll(elements);
    }

    static ObjectNode texts(ImmutableMap<String, String> texts) {
        ObjectNode object = object();
        texts.forEach(object::put);
        return object;
    }

    /**
     * What the panel makes of a body: texts are trimmed, and one of nothing is null.
     *
     * @throws PanelRefusal if it is no JSON
     */
    static ObjectNode parse(String body) {
        try {
            JsonNode node = body.isBlank() ? object() : MAPPER.readTree(body);
            return trimmed(node) instanceof ObjectNode object ? object : object();
        } catch (JacksonException e) {
            throw PanelRefusal.of(
                    400, "BadRequestHttpException", "The JSON data passed in the request appears to be malformed.");
        }
    }

    private static JsonNode trimmed(@Nullable JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object();
            object.properties().forEach(field -> copy.set(field.getKey(), trimmed(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array();
            array.forEach(element -> copy.add(trimmed(element)));
            return copy;
        }
        if (node != null && node.isString()) {
            String text = node.asString().strip();
            return text.isEmpty() ? NullNode.getInstance() : JsonNodeFactory.instance.stringNode(text);
        }
        return node == null ? NullNode.getInstance() : node;
    }

    /** What stands at a path such as {@code limits.memory}; missing if nothing does. */
    static JsonNode at(JsonNode body, String path) {
        JsonNode at = body;
        for (String name : Splitter.on('.').split(path)) {
            at = at.isArray() && name.matches("\\d+") ? at.path(Integer.parseInt(name)) : at.path(name);
        }
        return at;
    }

    static @Nullable String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    static @Nullable Integer number(JsonNode value) {
        String text = text(value);
        return text == null ? null : (int) Double.parseDouble(text);
    }

    static int number(JsonNode value, int otherwise) {
        Integer number = number(value);
        return number == null ? otherwise : number;
    }

    static boolean truth(JsonNode value, boolean otherwise) {
        String text = text(value);
        return text == null ? otherwise : text.equals("1") || text.equals("true");
    }
}
