package io.pteroorders.bot.api.document;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the page for people shows of the description. Not thread-safe. */
final class DocumentView {

    private static final String NONE = "";

    private final JsonNode document;
    private final SchemaView schemas;

    DocumentView(JsonNode document) {
        this.document = document;
        this.schemas = new SchemaView(document);
    }

    /** All of it, for a template. */
    ImmutableMap<String, Object> api() {
        JsonNode info = document.path("info");
        return ImmutableMap.of(
                "title", text(info, "title"),
                "summary", Prose.inline(text(info, "summary")),
                "description", Prose.paragraphs(text(info, "description")),
                "tags", document.path("tags").valueStream().map(this::tag).collect(ImmutableList.toImmutableList()),
                "problems",
                        document.at("/components/schemas/Problem/x-kinds").properties().stream()
                                .map(DocumentView::problem)
                                .collect(ImmutableList.toImmutableList()),
                "schemas", schemas.all());
    }

    private ImmutableMap<String, Object> tag(JsonNode tag) {
        String name = text(tag, "name");
        return ImmutableMap.of(
                "name", name,
                "title", text(tag, "x-title"),
                "description", Prose.inline(text(tag, "description")),
                "operations",
                        document.path("paths").properties().stream()
                                .flatMap(path -> operations(path, name))
                                .collect(ImmutableList.toImmutableList()));
    }

    private Stream<ImmutableMap<String, Object>> operations(Map.Entry<String, JsonNode> path, String tag) {
        return path.getValue().properties().stream()
                .filter(method -> method.getValue().at("/tags/0").asString().equals(tag))
                .map(method -> operation(Ascii.toUpperCase(method.getKey()), path.getKey(), method.getValue()));
    }

    private ImmutableMap<String, Object> operation(String method, String path, JsonNode operation) {
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        return ImmutableMap.<String, Object>builder()
                .put("id", text(operation, "operationId"))
                .put("method", method)
                .put("path", path)
                .put("summary", Prose.inline(text(operation, "summary")))
                .put("description", Prose.paragraphs(text(operation, "description")))
                .put("scope", text(operation, "x-scope"))
                .put("hasScope", !text(operation, "x-scope").isEmpty())
                .put("owner", text(operation, "x-role").equals("owner"))
                .put("parameters", parameters(operation))
                .put("hasParameters", !operation.path("parameters").isEmpty())
                .put("body", schemas.fields(body))
                .put("hasBody", !schemas.fields(body).isEmpty())
                .put("answers", answers(operation))
                .put("curl", new CurlExample(document).of(method, path, operation))
                .buildOrThrow();
    }

    private ImmutableList<ImmutableMap<String, Object>> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(schemas::resolved)
                .map(parameter -> ImmutableMap.<String, Object>of(
                        "name", text(parameter, "name"),
                        "in", text(parameter, "in"),
                        "type", schemas.type(parameter.path("schema")),
                        "required", parameter.path("required").asBoolean(false),
                        "description", Prose.inline(text(parameter, "description"))))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<ImmutableMap<String, Object>> answers(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .map(answer -> answer(answer.getKey(), schemas.resolved(answer.getValue())))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableMap<String, Object> answer(String status, JsonNode answer) {
        Optional<Map.Entry<String, JsonNode>> content =
                answer.path("content").properties().stream().findFirst();
        return ImmutableMap.of(
                "status", status,
                "description", Prose.inline(text(answer, "description")),
                "content", content.map(Map.Entry::getKey).orElse(NONE),
                "type",
                        content.map(entry -> schemas.type(entry.getValue().path("schema")))
                                .orElse(NONE),
                "headers", answer.path("headers").propertyNames().stream().collect(Collectors.joining(", ")),
                "hasHeaders", !answer.path("headers").isEmpty(),
                "problems",
                        answer.path("x-problems")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableMap<String, Object> problem(Map.Entry<String, JsonNode> kind) {
        return ImmutableMap.of(
                "word", kind.getKey(),
                "status", kind.getValue().path("status").asInt(),
                "title", text(kind.getValue(), "title"),
                "description", Prose.inline(text(kind.getValue(), "description")));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString(NONE);
    }
}
