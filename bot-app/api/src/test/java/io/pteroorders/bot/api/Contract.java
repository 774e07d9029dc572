package io.pteroorders.bot.api;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.pteroorders.bot.api.document.ApiDocument;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the document promises, held against what is answered. Thread-safe. */
final class Contract {

    static final Contract SHARED = new Contract();

    private static final String AT = "https://contract.test/openapi";
    private static final String PROBLEM_TYPES = "/api/v1/docs#problem-";
    private static final Splitter SLASHES = Splitter.on('/');

    /** Where nobody promised anything: what a problem there may be. */
    private static final ImmutableSet<String> WITHOUT_OPERATION =
            ImmutableSet.of("Malformed", "NoKey", "Forbidden", "NotFound", "MethodNotAllowed", "TooMany");

    /** What HTTP itself refuses has no content. */
    private static final ImmutableSet<Integer> BEFORE_ANY_PAGE = ImmutableSet.of(400, 414, 417, 431, 501, 505);

    private final JsonNode document = ApiDocument.read();
    private final ImmutableList<Operation> operations = operations(document);
    private final SchemaRegistry registry =
            SchemaRegistry.withDialect(Dialects.getOpenApi31(), with -> with.schemas(Map.of(AT, document.toString())));
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<String, ImmutableSet<String>> seen = new ConcurrentHashMap<>();

    /**
     * Something that is promised.
     *
     * @param pointer where it stands in the document
     */
    record Operation(String method, String path, JsonNode node, String pointer) {

        String id() {
            return node.path("operationId").asString();
        }

        boolean isOpen() {
            return node.has("security");
        }

        String scope() {
            return node.path("x-scope").asString("");
        }

        String role() {
            return node.path("x-role").asString("admin");
        }

        boolean matches(String given) {
            List<String> wanted = SLASHES.splitToList(path);
            List<String> parts = SLASHES.splitToList(given);
            boolean same = wanted.size() == parts.size();
            for (int i = 0; same && i < wanted.size(); i++) {
                same = wanted.get(i).startsWith("{")
                        ? !parts.get(i).isEmpty()
                        : wanted.get(i).equals(parts.get(i));
            }
            return same;
        }
    }

    private static ImmutableList<Operation> operations(JsonNode document) {
        ImmutableList.Builder<Operation> all = ImmutableList.builder();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> all.add(new Operation(
                        Ascii.toUpperCase(method.getKey()),
                        path.getKey(),
                        method.getValue(),
                        "/paths/" + path.getKey().replace("/", "~1") + "/" + method.getKey()))));
        return all.build();
    }

    ImmutableList<Operation> operations() {
        return operations;
    }

    JsonNode document() {
        return document;
    }

    /** What a reference leads to; anything else as it is. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    /** The statuses that an operation gave, such as {@code listOrders 200}. */
    ImmutableSet<String> seen() {
        return seen.values().stream().flatMap(ImmutableSet::stream).collect(ImmutableSet.toImmutableSet());
    }

    Optional<Operation> find(String method, String path) {
        String plain = plain(path);
        String asked = method.equals("HEAD") ? "GET" : method;
        return operations.stream()
                .filter(operation -> operation.method().equals(asked) && operation.matches(plain))
                .findFirst();
    }

    /** Without parameters, and without steps up and down. */
    private static String plain(String path) {
        String steps = path.replaceAll("[?#].*", "").replace("%2e", ".");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : SLASHES.split(steps)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.equals(".")) {
                parts.addLast(part);
            }
        }
        boolean folder = steps.endsWith("/.") || steps.endsWith("/..");
        return String.join("/", parts) + (folder ? "/" : "");
    }

    /** Whether it goes up out of the interface. Letters matter nothing to that. */
    private static boolean leaves(String path) {
        return !URI.create("/api/v1"
                        + path.replace("%2e", ".").replaceAll("[?#].*", "").replaceAll("[^/.]", "x"))
                .normalize()
                .getPath()
                .startsWith("/api/v1/");
    }

    /**
     * Holds an answer against what is promised.
     *
     * @param path below the address of the interface, with its parameters
     * @throws AssertionError if it is another than promised
     */
    void check(String method, String path, int status, Map<String, List<String>> headers, String body) {
        List<String> wrong = wrong(method, path, status, headers, body);
        if (!wrong.isEmpty()) {
            throw new AssertionError(method + " " + path + " gave " + status + " against the document: " + wrong + "\n"
                    + body.substring(0, Math.min(2000, body.length())));
        }
    }

    private List<String> wrong(String method, String path, int status, Map<String, List<String>> headers, String body) {
        boolean bare = body.isEmpty() && header(headers, "Content-Type").isEmpty();
        if (bare && (leaves(path) || BEFORE_ANY_PAGE.contains(status) || (method.equals("OPTIONS") && status == 204))) {
            return List.of();
        }
        Optional<Operation> operation = find(method, path);
        if (operation.isEmpty()) {
            return WITHOUT_OPERATION.stream()
                    .map(name -> "/components/responses/" + name)
                    .map(at -> wrong(at, status, method, headers, body))
                    .filter(List::isEmpty)
                    .findFirst()
                    .orElse(List.of("no operation answers so"));
        }
        seen.merge(
                operation.get().id(),
                ImmutableSet.of(operation.get().id() + " " + status),
                (before, now) -> ImmutableSet.<String>builder()
                        .addAll(before)
                        .addAll(now)
                        .build());
        String at = operation.get().pointer() + "/responses/" + status;
        return document.at(at).isMissingNode()
                ? List.of("this status is not promised")
                : wrong(place(at), status, method, headers, body);
    }

    private String place(String pointer) {
        String reference = document.at(pointer).path("$ref").asString("");
        return reference.isEmpty() ? pointer : reference.substring(1);
    }

    private List<String> wrong(String at, int status, String method, Map<String, List<String>> headers, String body) {
        JsonNode response = document.at(at);
        List<String> wrong = new ArrayList<>();
        response.path("headers").properties().stream()
                .filter(header -> resolved(header.getValue()).path("required").asBoolean(false))
                .filter(header -> header(headers, header.getKey()).isEmpty())
                .forEach(header -> wrong.add("without header " + header.getKey()));
        Optional<String> type =
                response.path("content").propertyNames().stream().findFirst();
        String given = header(headers, "Content-Type").orElse("").replaceAll(";.*", "");
        if (!given.equals(type.orElse(""))) {
            wrong.add("type " + given + " instead of " + type.orElse("none"));
        } else if (given.endsWith("json") && !method.equals("HEAD")) {
            wrong.addAll(wrongJson(at + "/content/" + given.replace("/", "~1") + "/schema", body));
            wrong.addAll(wrongKind(response, status, body));
        }
        return wrong;
    }

    private List<String> wrongJson(String pointer, String body) {
        try {
            return violations(pointer, JsonMapper.shared().readTree(body));
        } catch (JacksonException e) {
            return List.of("no JSON");
        }
    }

    /** What is wrong with a value by the schema at a place of the document. */
    List<String> violations(String pointer, JsonNode value) {
        return schemas
                .computeIfAbsent(pointer, at -> registry.getSchema(SchemaLocation.of(AT + "#" + at)))
                .validate(value, with -> with.executionConfig(how -> how.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static List<String> wrongKind(JsonNode response, int status, String body) {
        JsonNode kinds = response.path("x-problems");
        if (kinds.isMissingNode()) {
            return List.of();
        }
        JsonNode problem = JsonMapper.shared().readTree(body);
        String kind = problem.path("type").asString("").replace(PROBLEM_TYPES, "");
        List<String> wrong = new ArrayList<>();
        if (kinds.valueStream().noneMatch(one -> one.asString().equals(kind))) {
            wrong.add("kind " + kind + " is not promised here");
        }
        if (problem.path("status").asInt(0) != status) {
            wrong.add("the problem says another status");
        }
        return wrong;
    }

    private static Optional<String> header(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> Ascii.equalsIgnoreCase(header.getKey(), name))
                .map(header -> header.getValue().get(0))
                .findFirst();
    }
}
