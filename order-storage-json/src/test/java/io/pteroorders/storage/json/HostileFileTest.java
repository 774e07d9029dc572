package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.charset.Charset;
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
                refused("a field twice", "[\n{\"id\": 1,\n \"id\": 2}]", "at line 3, column"),
                refused("arrays in arrays", "[".repeat(100_000), "at line 1, column"),
                refused("objects in objects", "[" + "{\"a\":".repeat(100_000), "at line 1, column"),
                refused("ten thousand digits", "[{\"a\":" + "9".repeat(10_000) + "}]", "at line 1, column"),
                refused("ten thousand decimals", "[{\"a\":0." + "1".repeat(10_000) + "}]", "at line 1, column"),
                refused("an exponent beyond reason", "[{\"a\":1e99999999999999}]", "at line 1, column"),
                refused("no number", "[{\"a\":NaN}]", "at line 1, column"),
                refused("a text of 20 MiB", "[{\"a\":\"" + "x".repeat(20 << 20) + "\"}]", "at line 1, column"),
                refused("NUL", "[\0]", "at line 1, column"),
                Arguments.of(named("broken UTF-8", new byte[] {'[', '"', (byte) 0xff, '"', ']'}), "at line 1, column"),
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
                message.endsWith("Nothing was changed. Mend the file, put a backup in its place,"
                        + " or move it away to begin with no orders."),
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
    void numbersBeyondReasonAreSetAsideInLittleMemory() throws Exception {
        String sample = OrderJsonTest.resource("document-sample.json");
        ImmutableList<String> records = ImmutableList.of(
                sample.replace("25000", "1e1000000000"),
                sample.replace("25000", "1e-1000000000"),
                sample.replace("\"duration\": 1", "\"duration\": 1e1000000000"),
                sample.replace("\"totalAmount\": 25000", "\"totalAmount\": 1e1000000000"),
                sample.replace("\"totalAmount\": 25000", "\"totalAmount\": 25000e-1000000000"));
        Files.writeString(data.file(), records.toString());
        try (ChildStore child = ChildStore.opening(MEGABYTES, ImmutableList.of(data, data))) {
            assertEquals(Optional.of("opened with 5 notices"), child.hear());
            assertEquals(Optional.of("opened with 0 notices"), child.hear());
        }
    }

    static Stream<Named<byte[]>> encodings() {
        byte[] mark = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
        return Stream.of(
                named("UTF-8 with a byte order mark", Bytes.concat(mark, sample(StandardCharsets.UTF_8))),
                named("UTF-16", sample(StandardCharsets.UTF_16)),
                named("UTF-16, little-endian", sample(StandardCharsets.UTF_16LE)));
    }

    private static byte[] sample(Charset charset) {
        try {
            return ("[" + OrderJsonTest.resource("document-sample.json").replace("Customer Name", "Bùdi 🌸") + "]")
                    .getBytes(charset);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void otherEncodingsAreReadAndTheNextChangeIsPlainUtf8(byte[] content) throws Exception {
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
