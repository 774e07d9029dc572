package io.pteroorders.bot.api.document;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How an operation is called from a shell. Thread-safe. */
final class CurlExample {

    private static final String NEXT = " \\\n  ";

    private final JsonNode document;
    private final SchemaView schemas;

    CurlExample(JsonNode document) {
        this.document = document;
        this.schemas = new SchemaView(document);
    }

    String of(String method, String path, JsonNode operation) {
        String address = "\"$PUBLIC_URL" + document.at("/servers/0/url").asString() + filled(path, operation) + "\"";
        return Stream.of(
                        Stream.of("curl" + (method.equals("GET") ? "" : " -X " + method) + " " + address),
                        key(operation),
                        once(operation),
                        body(operation))
                .flatMap(lines -> lines)
                .collect(Collectors.joining(NEXT));
    }

    private String filled(String path, JsonNode operation) {
        String filled = path;
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = schemas.resolved(each);
            String name = parameter.path("name").asString("");
            filled = filled.replace(
                    "{" + name + "}", parameter.path("example").asString(name.equals("number") ? "1" : "$ID"));
        }
        return filled;
    }

    private static Stream<String> key(JsonNode operation) {
        return operation.has("x-scope") ? Stream.of("-H \"Authorization: Bearer $KEY\"") : Stream.empty();
    }

    private Stream<String> once(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(schemas::resolved)
                .filter(parameter -> parameter.path("name").asString("").equals("Idempotency-Key"))
                .map(parameter -> "-H \"Idempotency-Key: $(uuidgen)\"");
    }

    private Stream<String> body(JsonNode operation) {
        JsonNode schema = schemas.resolved(operation.at("/requestBody/content/application~1json/schema"));
        JsonNode example = schema.at("/examples/0");
        return example.isMissingNode()
                ? Stream.empty()
                : Stream.of("-H \"Content-Type: application/json\"", "-d '" + example + "'");
    }
}
