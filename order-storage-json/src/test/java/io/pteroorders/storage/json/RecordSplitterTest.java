package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.storage.record.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class RecordSplitterTest {

    private static ImmutableList<String> split(InputStream in) throws IOException, SnapshotFormatException {
        List<String> found = new ArrayList<>();
        RecordSplitter records = new RecordSplitter(in);
        while (records.next()) {
            RawRecord record = records.record();
            assertEquals(found.size() + 1, record.position());
            found.add(new String(record.buffer(), record.start(), record.length(), StandardCharsets.UTF_8));
        }
        assertFalse(records.next());
        return ImmutableList.copyOf(found);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives as few bytes at a time as it likes. */
    private static InputStream slow(String text, int most) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(most, length));
            }
        };
    }

    @Property
    void findsTheElementsThatJacksonFinds(
            @ForAll("elements") List<JsonNode> elements,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 9) int most)
            throws Exception {
        String file = Formatting.any(JsonNodeFactory.instance.arrayNode().addAll(elements), random);
        assertEquals(
                elements,
                split(slow(file, most)).stream().map(Samples.JSON::readTree).toList());
    }

    @Provide
    Arbitrary<List<JsonNode>> elements() {
        Arbitrary<String> tricky =
                Arbitraries.strings().withChars("[]{}\",:\\ \nab\u00e9").ofMaxLength(8);
        return tricky.list()
                .ofMaxSize(4)
                .map(RecordSplitterTest::element)
                .list()
                .ofMaxSize(4);
    }

    /** An element whose kind its texts decide. */
    private static JsonNode element(List<String> texts) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (texts.size()) {
            case 0 -> nodes.numberNode(-12);
            case 1 -> nodes.stringNode(texts.get(0));
            case 2 -> nodes.booleanNode(texts.get(0).isEmpty());
            case 3 -> nodes.arrayNode().add(texts.get(0)).add(nodes.arrayNode().add(texts.get(1)));
            default ->
                nodes.objectNode()
                        .put(texts.get(0), texts.get(1))
                        .set("o", nodes.objectNode().put(texts.get(2), texts.get(3)));
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | ends too early, at line 1, column 1",
                "{} | begins otherwise, at line 1, column 1",
                "[ | ends too early, at line 1, column 2",
                "[{} | ends too early, at line 1, column 4",
                "[{}, | ends too early, at line 1, column 5",
                "[{}~] | has something that does not belong there, at line 1, column 4",
                "[{},] | has something that does not belong there, at line 1, column 5",
                "[,{}] | has something that does not belong there, at line 1, column 2",
                "[{},,{}] | has something that does not belong there, at line 1, column 5",
                "[{} {}] | has something that does not belong there, at line 1, column 5",
                "[}] | has something that does not belong there, at line 1, column 2",
                "[\"a | ends too early, at line 1, column 4",
                "[\"a\\ | ends too early, at line 1, column 5",
                "[{\"a\":\"x#\"}] | has a text that does not end on its line, at line 1, column 9",
                "[1,#2}# | has something that does not belong there, at line 2, column 2",
                "[]# [ | has something after the end of its array, at line 2, column 2",
                "[é] | has something that does not belong there, at line 1, column 2",
            })
    void saysWhereAFileIsNoArray(String file, String problem) {
        assertEquals(
                "is not a JSON array of orders: it " + problem,
                assertThrows(SnapshotFormatException.class, () -> split(stream(file.replace('#', '\n'))))
                        .getMessage());
    }

    @Test
    void aMarkAtTheBeginningIsSkipped() throws Exception {
        assertEquals(ImmutableList.of("1"), split(stream("\ufeff[1]")));
        assertThrows(SnapshotFormatException.class, () -> split(stream("[1]\ufeff")));
    }

    @Property(tries = 200)
    void everyFileCutOffIsRefused(@ForAll("elements") List<JsonNode> elements, @ForAll Random random) {
        byte[] file = Formatting.any(JsonNodeFactory.instance.arrayNode().addAll(elements), random)
                .stripTrailing()
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < file.length; length++) {
            InputStream cut = new ByteArrayInputStream(file, 0, length);
            assertThrows(SnapshotFormatException.class, () -> split(cut));
        }
    }
}
