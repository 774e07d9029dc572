package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Race;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFileTest {

    @TempDir
    Path data;

    private Path path() {
        return data.resolve("audit.jsonl");
    }

    private static ImmutableList<JsonValue> values(String... texts) {
        return Stream.of(texts)
                .map(text -> new JsonValue(Part.SHOP, "\"" + text + "\""))
                .collect(ImmutableList.toImmutableList());
    }

    private void append(String... texts) {
        try (LineFile file = LineFile.open(path())) {
            for (JsonValue value : values(texts)) {
                file.append(ImmutableList.of(value));
            }
        }
    }

    private void assertHolds(String... texts) throws IOException {
        assertEquals(values(texts).stream().map(JsonValue::json).toList(), Files.readAllLines(path()));
    }

    @Test
    void aValueIsALineForTheOwnersEyesOnly() throws IOException {
        append("é 💎");
        assertEquals("\"é 💎\"\n", Files.readString(path()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
    }

    @Test
    void aFileIsContinuedAndRead() throws IOException {
        append("A", "B");
        append("C");
        assertHolds("A", "B", "C");
        List<String> read = new ArrayList<>();
        LineFile.open(path(), read::add).close();
        assertEquals(List.of("\"A\"", "\"B\"", "\"C\""), read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"time\":\"2026", "x", "\u0000\u0000\u0000"})
    void aLastLineThatACrashLeftUnfinishedIsCutOffAndSaid(String torn) throws IOException {
        append("A", "B");
        Files.writeString(path(), torn, StandardOpenOption.APPEND);
        try (LineFile file = LineFile.open(path())) {
            assertTrue(file.health().notices().toString().contains("cut off a last line"));
        }
        append("C");
        assertHolds("A", "B", "C");
    }

    @Test
    void aLastLineThatAnEditorLeftWithoutItsEndIsKept() throws IOException {
        Files.writeString(path(), "{\"a\":1}\n{\"b\":\"é 💎\"}");
        try (LineFile file = LineFile.open(path())) {
            assertEquals(ImmutableList.of(), file.health().notices());
            file.append(values("C"));
        }
        assertEquals("{\"a\":1}\n{\"b\":\"é 💎\"}\n\"C\"\n", Files.readString(path()));
    }

    @Test
    void aTornLineOfAnyLengthIsCutOffAndAFileWithNoOtherIsEmpty() throws IOException {
        Files.writeString(path(), "x".repeat(10_000));
        append("A");
        Files.writeString(path(), "x".repeat(10_000), StandardOpenOption.APPEND);
        append("B");
        assertHolds("A", "B");
    }

    @Test
    void valuesOfManyThreadsAreWholeLinesAndStandTogether() throws IOException {
        try (LineFile file = LineFile.open(path())) {
            Race.run(8, racer -> {
                for (int i = 0; i < 25; i++) {
                    file.append(values("A" + racer, "B" + racer));
                }
                return true;
            });
        }
        List<String> lines = Files.readAllLines(path());
        assertEquals(400, lines.size());
        for (int i = 0; i < lines.size(); i += 2) {
            assertEquals(lines.get(i).replace('A', 'B'), lines.get(i + 1));
        }
    }

    @Test
    void whatIsReplacedIsReplacedWholeAndGoesOn() throws IOException {
        append("A", "B");
        try (LineFile file = LineFile.open(path())) {
            file.replace(values("X"));
            file.append(values("Y"));
        }
        assertHolds("X", "Y");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
    }

    @Test
    void aClosedFileTakesNothingAndSaysSo() {
        LineFile file = LineFile.open(path());
        file.close();
        assertThrows(StorageException.class, () -> file.append(values("A")));
    }

    @Test
    void aDirectoryInItsPlaceIsRefused() throws IOException {
        Files.createDirectory(path());
        assertThrows(DataRefusedException.class, () -> LineFile.open(path()));
    }
}
