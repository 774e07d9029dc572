package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.storage.record.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that nobody's store wrote. */
class HostileFileTest {

    private static final int MEGABYTES = 24;

    @TempDir
    Path parent;

    private DataDirectory data = DataDirectory.in(Path.of(""));

    @BeforeEach
    void makeADirectory() throws IOException {
        data = DataDirectory.holding(parent, "[]");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("an empty file", "", "is not a JSON array of orders"),
                refused("blanks", " \n\t", "is not a JSON array of orders"),
                refused("null", "null", "is not a JSON array of orders"),
                refused("an object", "{\"orders\": []}", "is not a JSON array of orders"),
                refused("text", "\"[]\"", "is not a JSON array of orders"),
                refused("no JSON", "ORD-1,budi\n", "at line 1, column 1"),
                refused("a truncated array", "[\n{\"id\": \"ORD", "at line 2, column"),
                refused("an array without its end", "[\n{},\n{}\n", "at line 4, column 1"),
                refused("two arrays", "[]\n[]", "has something after the end of its array"),
                refused("garbage behind the array", "[]}", "at line 1, column"),
                refused("a comma too many", "[{},]", "at line 1, column 5"),
                refused("comments", "[/* none */]", "at line 1, column"),
                refused("arrays in arrays", "[".repeat(100_000), "at line 1, column"),
                refused("objects in objects", "[" + "{\"a\":".repeat(100_000), "at line 1, column"),
                refused("a text over two lines", "[\n{\"a\":\"\n\"}]", "at line 2, column 7"),
                refused("a text of 20 MiB without its end", "[{\"a\":\"" + "x".repeat(20 << 20), "at line 1, column"),
                refused("NUL", "[\0]", "at line 1, column"),
                Arguments.of(named("UTF-16", "[]".getBytes(StandardCharsets.UTF_16)), "at line 1, column 1"),
                Arguments.of(
                        named("UTF-16, little-endian", "[]".getBytes(StandardCharsets.UTF_16LE)),
                        "at line 1, column 2"),
                Arguments.of(
                        named("UTF-8 cut off", new byte[] {'[', '"', (byte) 0xf0, (byte) 0x9f}), "at line 1, column"),
                Arguments.of(named("zeros, as after a loss of power", new byte[4096]), "at line 1, column"));
    }

    private static Arguments refused(String name, String content, String problem) {
        return Arguments.of(named(name, content.getBytes(StandardCharsets.UTF_8)), problem);
    }

    private static Named<byte[]> named(String name, byte[] content) {
        return Named.of(name, content);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedUnchangedWithFileAndPlaceAndWhatToDo(byte[] content, String problem) throws Exception {
        Files.write(data.file(), content);
        Object before = data.content();
        String message = String.valueOf(
                assertThrows(DataRefusedException.class, data::open).getMessage());
        assertTrue(message.startsWith(data.file() + " "), message);
        assertTrue(message.contains(problem), message);
        assertTrue(
                message.contains("Nothing was changed. Mend the file;")
                        && message.endsWith("or move it away to begin with no orders."),
                message);
        assertTrue(message.length() < 1000, message);
        assertEquals(before, data.content());
    }

    @Test
    void isRefusedInLittleMemory() throws Exception {
        ImmutableList.Builder<DataDirectory> stores = ImmutableList.builder();
        for (Arguments hostile : refused().toList()) {
            DataDirectory store = DataDirectory.holding(Files.createTempDirectory(parent, "store"), "");
            stores.add(store);
            Files.write(store.file(), (byte[]) ((Named<?>) hostile.get()[0]).getPayload());
        }
        try (ChildStore child = ChildStore.opening(MEGABYTES, stores.build())) {
            for (DataDirectory store : stores.build()) {
                String said = child.hear().orElse("ran out of memory");
                assertTrue(said.startsWith(store.file() + " "), said);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void canBeMendedAfterwards(byte[] content, String problem) throws Exception {
        Files.write(data.file(), content);
        assertThrows(DataRefusedException.class, data::open, problem);
        Files.writeString(data.file(), "[]");
        assertEquals(ImmutableList.of(), data.reopened());
    }

    @Test
    void recordsBeyondReasonAreSetAsideAloneInLittleMemory() throws Exception {
        String sample = Samples.text("document-sample.json");
        ImmutableList<String> bad = ImmutableList.of(
                sample.replace("25000", "1e1000000000"),
                sample.replace("25000", "1e-1000000000"),
                sample.replace("\"duration\": 1", "\"duration\": 1e1000000000"),
                sample.replace("\"totalAmount\": 25000", "\"totalAmount\": 1e1000000000"),
                sample.replace("\"totalAmount\": 25000", "\"totalAmount\": 25000e-1000000000"),
                sample.replace("{\n  \"id\"", "{\"id\": 1,\n  \"id\""),
                sample.replace("25000", "9".repeat(51)),
                sample.replace("25000", "0." + "1".repeat(10_000)),
                sample.replace("25000", "NaN"),
                sample.replace("25000", "1e99999999999999"),
                sample.replace("{\n  \"id\"", "{\"a\": 1e99999999999999,\n  \"id\""),
                sample.replace("Customer notes", "x".repeat(20 << 20)),
                "{\"a\": ".repeat(100_000) + "1" + "}".repeat(100_000),
                "[".repeat(3 << 20) + "]".repeat(3 << 20),
                "\"" + "x".repeat(3 << 20) + "\"",
                "9".repeat(3 << 20));
        Files.writeString(data.file(), "[" + String.join(",\n", bad) + ", " + sample + "]");
        try (ChildStore child = ChildStore.opening(MEGABYTES, ImmutableList.of(data, data))) {
            assertEquals(Optional.of("opened with " + (1 + bad.size()) + " notices"), child.hear());
            assertEquals(Optional.of("opened with 0 notices"), child.hear());
        }
        assertEquals(1, data.json().size());
    }

    @Test
    void aRecordThatIsNotUtf8IsSetAsideAlone() throws Exception {
        String sample = Samples.text("document-sample.json");
        byte[] broken = sample.replace("Customer Name", "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(
                data.file(),
                Bytes.concat(
                        new byte[] {'['},
                        broken,
                        new byte[] {','},
                        sample.getBytes(StandardCharsets.UTF_8),
                        new byte[] {']'}));
        try (JsonOrderStorage store = data.open()) {
            assertEquals(2, store.notices().size());
            assertTrue(
                    store.notices().get(1).endsWith(": the record is not UTF-8"),
                    store.notices().get(1));
            assertEquals(1, DataDirectory.orders(store).size());
        }
    }

    @Test
    void aByteOrderMarkIsSkippedAndTheNextChangeIsPlainUtf8() throws Exception {
        byte[] mark = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
        String sample = Samples.text("document-sample.json").replace("Customer Name", "Bùdi 🌸");
        byte[] content = Bytes.concat(mark, ("[" + sample + "]").getBytes(StandardCharsets.UTF_8));
        Files.write(data.file(), content);
        try (JsonOrderStorage store = data.open()) {
            assertEquals(
                    "Bùdi 🌸", DataDirectory.orders(store).get(0).customer().displayName());
            DataDirectory.insert(store, anOrder(1).pending());
        }
        assertTrue(data.text().startsWith("[\n{\"id\":\"ORD-XXXXX-XXXXX\""));
        assertEquals(2, data.reopened().size());
    }
}
