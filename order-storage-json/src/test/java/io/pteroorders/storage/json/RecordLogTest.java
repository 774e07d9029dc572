package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.Race;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.JournalLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordLogTest {

    @TempDir
    Path above;

    private Path directory;

    @BeforeEach
    void chooseDirectory() {
        directory = above.resolve("state").resolve("log");
    }

    private final List<String> read = new ArrayList<>();

    private RecordLog open() {
        read.clear();
        return RecordLog.open(
                directory, ManualClock.at(Fixtures.NOON), json -> read.add(new String(json, StandardCharsets.UTF_8)));
    }

    private static byte[] json(int number) {
        return ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8);
    }

    private List<String> reopened() {
        open().close();
        return List.copyOf(read);
    }

    private Path journal() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .reduce((a, b) -> b)
                    .orElseThrow();
        }
    }

    @Test
    void whatWasAppendedIsReadInItsOrder() {
        try (RecordLog log = open()) {
            log.append(json(1));
            log.append(json(2));
        }
        assertEquals(List.of("{\"n\":1}", "{\"n\":2}"), reopened());
    }

    @Test
    void compactingReplacesAllAndKeepsWhatComesAfter() throws Exception {
        try (RecordLog log = open()) {
            for (int i = 0; i < 100; i++) {
                log.append(json(i));
            }
            long before = log.length();
            log.compact(List.of(json(99)));
            assertTrue(log.length() < before / 10);
            log.append(json(100));
        }
        assertEquals(List.of("{\"n\":99}", "{\"n\":100}"), reopened());
        assertEquals(List.of("{\"n\":99}", "{\"n\":100}"), reopened());
    }

    @Test
    void valuesOfManyThreadsAreAllThere() throws Exception {
        try (RecordLog log = open()) {
            Race.run(20, racer -> {
                log.append(json(racer));
                return racer;
            });
        }
        assertEquals(20, reopened().stream().distinct().count());
    }

    @Test
    void aDamagedValueIsRefusedAndNothingIsChanged() throws Exception {
        try (RecordLog log = open()) {
            log.append(json(1));
            log.append(json(2));
        }
        byte[] bytes = Files.readAllBytes(journal());
        bytes[bytes.length - 20] ^= 1;
        Files.write(journal(), bytes);
        String message = String.valueOf(
                assertThrows(DataRefusedException.class, this::open).getMessage());
        assertTrue(message.contains("is damaged at byte"), message);
        assertTrue(
                message.endsWith("cannot be read. Put a copy of " + directory + " in its place, or move it away: it is"
                        + " begun anew then, and what it held is forgotten."),
                message);
        assertEquals(bytes.length, Files.size(journal()));
    }

    @Test
    void aLostLogIsRefusedAndADirectoryThatWasMovedAwayIsBegunAnew() throws Exception {
        try (RecordLog log = open()) {
            log.append(json(1));
        }
        Path log = journal();
        Files.delete(log);
        String message = String.valueOf(
                assertThrows(DataRefusedException.class, this::open).getMessage());
        assertTrue(message.contains("is there, but the log beside it is not. Put a copy of " + directory), message);
        assertFalse(Files.exists(log));
        Files.move(directory, above.resolve("old"));
        assertEquals(List.of(), reopened());
    }

    @Test
    void aSecondOwnerIsRefused() {
        try (RecordLog log = open()) {
            assertThrows(DataRefusedException.class, this::open);
            log.append(json(1));
        }
    }

    @Test
    void aValueStandsOnOneLine() {
        try (RecordLog log = open()) {
            assertThrows(IllegalArgumentException.class, () -> log.append(new byte[] {'"', '\n', '"'}));
            assertThrows(IllegalArgumentException.class, () -> log.append(new byte[(1 << 20) + 1]));
        }
        assertEquals(List.of(), reopened());
    }

    private static byte[] large(int number) {
        return ("{\"n\":\"" + String.valueOf(number).repeat(JournalLine.MAX_JSON - 100) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private RecordLog open(Disk disk) throws IOException {
        read.clear();
        return RecordLog.open(
                disk,
                () -> {},
                ManualClock.at(Fixtures.NOON),
                json -> read.add(new String(json, 0, 8, StandardCharsets.UTF_8)));
    }

    private static boolean isRefused(CompletionStage<?> written) {
        try {
            written.toCompletableFuture().join();
            return false;
        } catch (CompletionException e) {
            assertTrue(e.getCause() instanceof StorageException refused && refused.isRetryable(), e::toString);
            return true;
        }
    }

    /** Six values are more than one batch, so that some may be there when the others are refused. */
    @Test
    void ofValuesThatAreAddedTogetherTheFirstOnesAreThereWhereverTheDiskIsFull() throws Exception {
        List<byte[]> values =
                IntStream.rangeClosed(1, 6).mapToObj(RecordLogTest::large).toList();
        Set<Integer> kept = new TreeSet<>();
        for (int call = 1; call <= 8; call++) {
            SimulatedDisk disk = SimulatedDisk.holding(DiskImage.EMPTY);
            FaultyDisk.Plan plan = FaultyDisk.Plan.none();
            boolean refused;
            try (RecordLog log = open(new FaultyDisk(disk, plan))) {
                plan.fillAfter(call);
                refused = isRefused(log.submitAll(values));
                plan.mend();
                log.append(json(99));
                assertEquals(Optional.empty(), log.failure());
            }
            open(disk.afterKill()).close();
            int there = read.size() - 1;
            kept.add(there);
            assertEquals(refused, there < 6, "call " + call);
            List<String> first = values.stream()
                    .limit(there)
                    .map(json -> new String(json, 0, 8, StandardCharsets.UTF_8))
                    .toList();
            assertEquals(first, read.subList(0, there));
        }
        assertTrue(kept.containsAll(Set.of(0, 6)) && kept.size() > 2, kept::toString);
    }
}
