package io.pteroorders.bot.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.bot.api.Contract.Operation;
import io.pteroorders.bot.api.TestApi.Reply;
import io.pteroorders.bot.api.document.DocumentPages;
import io.pteroorders.bot.api.event.EventType;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Violation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The program and its document say the same, both ways; other tests hold each answer against the document. */
class AgreementTest {

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    private static Stream<Operation> served() {
        return Contract.SHARED.operations().stream();
    }

    private static JsonNode schema(String name) {
        return Contract.SHARED.document().at("/components/schemas/" + name);
    }

    private static ImmutableSortedSet<String> words(JsonNode words) {
        return words.valueStream()
                .map(JsonNode::asString)
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    }

    private static ImmutableSortedSet<String> words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> Ascii.toLowerCase(value.name()).replace('_', '-'))
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    }

    @Test
    void everyRouteIsInTheDocumentAndTheOtherWayRound() {
        ImmutableSortedSet<String> routes = api.app.routes().stream()
                .map(route -> route.method() + " " + route.pattern() + " " + route.scope() + " "
                        + Ascii.toLowerCase(route.role().name()))
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
        ImmutableSortedSet<String> promised = served().filter(operation -> !operation.isOpen())
                .map(operation ->
                        operation.method() + " " + operation.path() + " " + operation.scope() + " " + operation.role())
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
        assertEquals(String.join("\n", promised), String.join("\n", routes));
    }

    @Test
    void whatIsOpenToAnybodyIsWhatTheDocumentCallsSo() {
        assertEquals(
                ImmutableSortedSet.copyOf(new DocumentPages().open().keySet()),
                served().filter(Operation::isOpen)
                        .map(Operation::path)
                        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)));
    }

    @Test
    void operationsAreNamedOnceAndTheirPlacesAreTold() {
        assertEquals(
                Contract.SHARED.operations().size(),
                Contract.SHARED.operations().stream()
                        .map(Operation::id)
                        .distinct()
                        .count());
        for (Operation operation : Contract.SHARED.operations()) {
            ImmutableSortedSet<String> told = operation
                    .node()
                    .path("parameters")
                    .valueStream()
                    .map(Contract.SHARED::resolved)
                    .filter(parameter -> parameter.path("in").asString().equals("path"))
                    .map(parameter -> "{" + parameter.path("name").asString() + "}")
                    .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
            ImmutableSortedSet<String> there = Pattern.compile("\\{[a-z]+}")
                    .matcher(operation.path())
                    .results()
                    .map(found -> found.group())
                    .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
            assertEquals(there, told, operation.path());
        }
    }

    @Test
    void allWordsThatProgramsDecideByAreInTheDocument() {
        Map<String, String> kinds = new LinkedHashMap<>();
        schema("Problem")
                .path("x-kinds")
                .properties()
                .forEach(kind -> kinds.put(
                        kind.getKey(),
                        kind.getValue().path("status").asInt() + " "
                                + kind.getValue().path("title").asString()));
        Map<String, String> real = new LinkedHashMap<>();
        for (Problem.Kind kind : Problem.Kind.values()) {
            real.put(kind.word(), kind.status() + " " + kind.title());
        }
        assertEquals(real, kinds);
        assertEquals(
                Stream.of(Problem.Kind.values())
                        .map(kind -> Problem.TYPES + kind.word())
                        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)),
                words(schema("Problem").at("/properties/type/enum")));
        assertEquals(words(Refusal.Code.values()), words(schema("Problem").at("/properties/refusal/enum")));
        assertEquals(words(OrderStatus.values()), words(schema("OrderStatus").path("enum")));
        assertEquals(
                Stream.of(EventType.values())
                        .map(EventType::word)
                        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)),
                words(schema("EventType").path("enum")));
        assertTrue(words(schema("Violation").at("/properties/code/enum"))
                .containsAll(Stream.of(Violation.Code.values()).map(Enum::name).toList()));
    }

    @Test
    void examplesKeepTheRulesOfTheirSchemas() {
        Contract.SHARED.document().at("/components/schemas").properties().forEach(schema -> schema.getValue()
                .path("examples")
                .forEach(example -> assertEquals(
                        List.of(),
                        Contract.SHARED.violations("/components/schemas/" + schema.getKey(), example),
                        schema.getKey())));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Matcher references = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"")
                .matcher(Contract.SHARED.document().toString());
        while (references.find()) {
            assertFalse(Contract.SHARED.document().at(references.group(1)).isMissingNode(), references.group(1));
        }
    }

    // As it is served.

    @Test
    void anybodyReadsTheDocumentAndKeepsItAWhile() {
        Reply document = api.get("", "/openapi.json");
        assertEquals(200, document.status());
        assertEquals(Contract.SHARED.document(), document.json());
        assertEquals("public, max-age=300", document.header("Cache-Control"));
        assertEquals(
                304,
                api.get("", "/openapi.json", "If-None-Match", document.header("ETag"))
                        .status());
        assertEquals(
                401, api.send("", "POST", "/openapi.json", Optional.of("{}")).status());
    }

    @Test
    void thePageTellsOfEveryOperationAndOfEveryKindOfProblem() {
        Reply page = api.get("", "/docs");
        String html = page.response().body();
        assertEquals(200, page.status());
        assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
        for (Operation operation : Contract.SHARED.operations()) {
            assertTrue(html.contains("<h3 id=\"" + operation.id() + "\">"), operation.id());
        }
        for (Problem.Kind kind : Problem.Kind.values()) {
            assertTrue(html.contains("id=\"problem-" + kind.word() + "\""), kind.word());
        }
        assertTrue(html.contains("{&quot;notes&quot;:&quot;paid in cash&quot;}"), "an example");
    }

    @Test
    void thePageLoadsNothingAndRunsNothing() {
        Reply page = api.get("", "/docs");
        String html = page.response().body();
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        for (String bad : new String[] {"<script", "style=\"", " onclick", "src=", "http://", "@import", "url("}) {
            assertFalse(html.contains(bad), bad);
        }
        assertFalse(Pattern.compile("href=\"(?!#|openapi\\.json)").matcher(html).find());
    }

    @Test
    void thePageCanBeReadByAllSortsOfReaders() {
        String html = api.get("", "/docs").response().body();
        assertTrue(html.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
        assertTrue(html.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"));
        int before = 0;
        Matcher headings = Pattern.compile("<h([1-6])").matcher(html);
        while (headings.find()) {
            int level = Integer.parseInt(headings.group(1));
            assertTrue(level <= before + 1, "h" + level + " after h" + before);
            before = level;
        }
        ImmutableSet.Builder<String> ids = ImmutableSet.builder();
        long count = Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .peek(id -> ids.add(id.group(1)))
                .count();
        assertEquals(count, ids.build().size(), "an id stands twice");
        Pattern.compile("href=\"#([^\"]+)\"")
                .matcher(html)
                .results()
                .forEach(link -> assertTrue(ids.build().contains(link.group(1)), link.group(1)));
    }
}
