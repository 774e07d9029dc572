package io.pteroorders.bot.api.document;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.html.HtmlEscapers;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the page for people shows of schemas. Thread-safe. */
final class SchemaView {

    private static final String REFERENCE = "$ref";
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode document;

    SchemaView(JsonNode document) {
        this.document = document;
    }

    /** What a reference leads to; anything else as it is. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path(REFERENCE).asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** Those with a name. */
    ImmutableList<ImmutableMap<String, Object>> all() {
        return document.at("/components/schemas").properties().stream()
                .map(entry -> ImmutableMap.<String, Object>of(
                        "name", entry.getKey(),
                        "type", type(entry.getValue()),
                        "description",
                                Prose.inline(
                                        entry.getValue().path("description").asString("")),
                        "fields", fields(entry.getValue()),
                        "hasFields", !fields(entry.getValue()).isEmpty()))
                .collect(ImmutableList.toImmutableList());
    }

    /** The fields of an object, and those of objects inside. */
    ImmutableList<ImmutableMap<String, Object>> fields(JsonNode schema) {
        return fields(resolved(schema), "").collect(ImmutableList.toImmutableList());
    }

    private Stream<ImmutableMap<String, Object>> fields(JsonNode schema, String path) {
        return schema.path("properties").properties().stream()
                .flatMap(field -> Stream.concat(Stream.of(field(schema, field, path)), inside(field, path)));
    }

    private Stream<ImmutableMap<String, Object>> inside(Map.Entry<String, JsonNode> field, String path) {
        JsonNode items = field.getValue().path("items");
        return items.isMissingNode()
                ? fields(field.getValue(), path + field.getKey() + ".")
                : fields(items, path + field.getKey() + "[].");
    }

    private ImmutableMap<String, Object> field(JsonNode schema, Map.Entry<String, JsonNode> field, String path) {
        boolean required = schema.path("required").valueStream().anyMatch(name -> name.asString()
                .equals(field.getKey()));
        return ImmutableMap.of(
                "name",
                path + field.getKey(),
                "type",
                type(field.getValue()),
                "required",
                required,
                "description",
                Prose.inline(field.getValue().path("description").asString("")));
    }

    /** What a value may be, as HTML. */
    String type(JsonNode schema) {
        String reference = schema.path(REFERENCE).asString("");
        if (!reference.isEmpty()) {
            String name = escaped(reference.substring(SCHEMAS.length()));
            return "<a href=\"#schema-" + name + "\">" + name + "</a>";
        }
        if (schema.has("oneOf")) {
            return schema.path("oneOf").valueStream().map(this::type).collect(Collectors.joining(" or "));
        }
        if (schema.has("items")) {
            return "list of " + (schema.path("items").has("properties") ? "objects" : type(schema.path("items")));
        }
        return escaped(plain(schema)) + words(schema);
    }

    private static String plain(JsonNode schema) {
        String type = schema.path("format").asString(schema.path("type").asString(""));
        String least = schema.path("minimum").asString("");
        String most = schema.path("maximum").asString("");
        return type
                + (least.isEmpty() ? "" : " from " + least)
                + (most.isEmpty() ? "" : " to " + most)
                + (schema.has("maxLength")
                        ? " of at most " + schema.path("maxLength").asInt() + " characters"
                        : "");
    }

    private static String words(JsonNode schema) {
        return schema.path("enum").isEmpty()
                ? ""
                : ": "
                        + schema.path("enum")
                                .valueStream()
                                .map(word -> "<code>" + escaped(word.asString()) + "</code>")
                                .collect(Collectors.joining(", "));
    }

    private static String escaped(String text) {
        return HtmlEscapers.htmlEscaper().escape(text);
    }
}
