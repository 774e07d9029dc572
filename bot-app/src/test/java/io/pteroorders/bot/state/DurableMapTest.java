package io.pteroorders.bot.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.Race;
import io.pteroorders.storage.json.RecordLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

class DurableMapTest {

    @TempDir
    Path data;

    /** Of the map that was opened last. */
    private @Nullable RecordLog log;

    private DurableMap<String> open(String directory) {
        return new DurableMap<>(
                (name, reader) -> {
                    RecordLog opened = RecordLog.open(data.resolve(name), ManualClock.at(Fixtures.NOON), reader);
                    log = opened;
                    return opened;
                },
                directory,
                StringNode::valueOf,
                JsonNode::stringValue);
    }

    private long length() {
        return Objects.requireNonNull(log).length();
    }

    private DurableMap<String> open() {
        return open("map");
    }

    /** What a killed process leaves: the files as they are at this moment. */
    private DurableMap<String> openedAfterAKill() throws Exception {
        Path left = Files.createDirectory(data.resolve("left"));
        try (Stream<Path> files = Files.list(data.resolve("map"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        }
        return open("left");
    }

    private static void set(DurableMap<String> map, String key, String value) {
        map.set(key, Optional.of(value));
    }

    @Test
    void whatWasSetIsThereAfterAnEndInOrder() {
        try (DurableMap<String> map = open()) {
            set(map, "a", "one");
            set(map, "b", "two\n\u202E\"{}");
            set(map, "a", "three");
        }
        try (DurableMap<String> map = open()) {
            assertEquals(Optional.of("three"), map.get("a"));
            assertEquals(Optional.of("two\n\u202E\"{}"), map.get("b"));
            assertEquals(Optional.empty(), map.get("c"));
            assertEquals(List.of(), map.notices());
        }
    }

    @Test
    void whatWasSetIsThereAfterAKill() throws Exception {
        try (DurableMap<String> killed = open()) {
            set(killed, "a", "one");
            set(killed, "b", "two");
            killed.set("a", Optional.empty());
            try (DurableMap<String> map = openedAfterAKill()) {
                assertEquals(Optional.empty(), map.get("a"));
                assertEquals(Optional.of("two"), map.get("b"));
                assertEquals(1, map.notices().size(), () -> map.notices().toString());
                set(map, "a", "again");
            }
        }
        try (DurableMap<String> map = open("left")) {
            assertEquals(Optional.of("again"), map.get("a"));
        }
    }

    @Test
    void whatChangesNothingIsNotWritten() {
        try (DurableMap<String> map = open()) {
            set(map, "a", "one");
            long length = length();
            set(map, "a", "one");
            map.set("b", Optional.empty());
            assertEquals(length, length());
        }
    }

    @Test
    void aMapThatChangesForEverStaysSmallAndLosesNothing() {
        try (DurableMap<String> map = open()) {
            set(map, "kept", "since the beginning");
            long longest = 0;
            for (int i = 0; i < 700; i++) {
                set(map, "changing", "value " + i);
                map.set("coming and going", i % 2 == 0 ? Optional.of("here") : Optional.empty());
                longest = Math.max(longest, length());
            }
            assertTrue(length() < longest / 2, length() + " of " + longest + " bytes");
        }
        try (DurableMap<String> map = open()) {
            assertEquals(Optional.of("since the beginning"), map.get("kept"));
            assertEquals(Optional.of("value 699"), map.get("changing"));
            assertEquals(Optional.empty(), map.get("coming and going"));
        }
    }

    @Test
    void whatManyThreadsSetAtOnceIsAllThere() throws Exception {
        try (DurableMap<String> map = open()) {
            Race.run(8, racer -> {
                IntStream.range(0, 50).forEach(i -> set(map, "key " + racer, "value " + i));
                return racer;
            });
        }
        try (DurableMap<String> map = open()) {
            IntStream.range(0, 8).forEach(racer -> assertEquals(Optional.of("value 49"), map.get("key " + racer)));
        }
    }

    @Test
    void whatCannotBeWrittenIsNotSeen() {
        DurableMap<String> map = open();
        set(map, "a", "one");
        map.close();
        assertThrows(StorageException.class, () -> set(map, "a", "two"));
        assertEquals(Optional.of("one"), map.get("a"));
    }
}
