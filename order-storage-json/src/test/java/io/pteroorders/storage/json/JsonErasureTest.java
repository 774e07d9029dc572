package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an erased person in a directory, also after a crash in the middle. */
class JsonErasureTest {

    private static final Erasure BUDI = new Erasure(Fixtures.budi().id(), PersonId.of("erased:abcdefghijklmnop"));
    private static final String DIGITS = Fixtures.budi().id().phoneDigits().orElseThrow();

    @TempDir
    private Path parent;

    private Path data() {
        return parent.resolve("data");
    }

    private static JsonOrderStorage open(Path data) {
        return JsonOrderStorage.open(
                data, new JsonStorageOptions(Fixtures.JAKARTA, OrderFlow.ORDER_STATUS_FLOW, Clock.systemUTC()));
    }

    private static void fill(JsonOrderStorage store) throws IOException {
        for (int number = 1; number <= 3; number++) {
            Order order = Fixtures.anOrder(number).in(OrderStatus.CANCELLED);
            store.insert(order, InsertGuard.NONE, Optional.empty());
            store.checkpoint();
        }
        store.insert(Fixtures.anOrder(4).by(Fixtures.siti()).pending(), InsertGuard.NONE, Optional.empty());
    }

    private static Outcome<Integer> erase(JsonOrderStorage store) {
        return store.erase(BUDI, orders -> Optional.empty());
    }

    private static List<String> filesWith(Path data, String words) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> content(file).contains(words))
                    .map(file -> data.relativize(file).toString())
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long ordersOf(JsonOrderStorage store, PersonId person) {
        return store.count(OrderQuery.oldestFirst().customer(person).build());
    }

    @Test
    void noFileKeepsThePersonWhileTheStoreIsOpen() throws IOException {
        try (JsonOrderStorage store = open(data())) {
            fill(store);
            assertTrue(filesWith(data(), DIGITS).size() >= 2, "nothing was there to erase");
            assertEquals(Outcome.done(3), erase(store));
            assertEquals(List.of(), filesWith(data(), DIGITS));
            assertEquals(List.of(), filesWith(data(), "Budi"));
            assertFalse(filesWith(data(), "Siti").isEmpty());
        }
    }

    @Test
    void whatWasSetAsideGoesIfItNamesThePerson() throws IOException {
        try (JsonOrderStorage store = open(data())) {
            fill(store);
            Path aside = Files.createDirectories(data().resolve("quarantine"));
            Files.writeString(aside.resolve("orders-edited.json"), "x".repeat(70_000) + DIGITS);
            Files.writeString(aside.resolve("orders-other.json"), "another");
            erase(store);
            assertFalse(Files.exists(aside.resolve("orders-edited.json")));
            assertTrue(Files.exists(aside.resolve("orders-other.json")));
        }
    }

    @Test
    void aCrashBeforeTheFilesFollowLosesNothingOfIt() throws IOException {
        Path crashed = parent.resolve("crashed");
        try (JsonOrderStorage store = open(data())) {
            fill(store);
            Path inTheWay =
                    Files.createDirectories(data().resolve(Snapshots.TEMPORARY).resolve("full"));
            assertThrows(StorageException.class, () -> erase(store));
            assertEquals(0, ordersOf(store, Fixtures.budi().id()));
            copy(data(), crashed);
            Files.delete(inTheWay);
            Files.delete(data().resolve(Snapshots.TEMPORARY));
        }
        deleteTree(crashed.resolve(Snapshots.TEMPORARY));
        try (JsonOrderStorage again = open(crashed)) {
            assertEquals(0, ordersOf(again, Fixtures.budi().id()));
            assertEquals(3, ordersOf(again, BUDI.pseudonym()));
            assertEquals(Outcome.done(0), erase(again));
            assertEquals(List.of(), filesWith(crashed, DIGITS));
        }
    }

    @Test
    void salvageLeavesThePersonOut() throws IOException {
        Path crashed = parent.resolve("crashed");
        try (JsonOrderStorage store = open(data())) {
            fill(store);
            Files.createDirectories(data().resolve(Snapshots.TEMPORARY).resolve("full"));
            assertThrows(StorageException.class, () -> erase(store));
            copy(data(), crashed);
            deleteTree(data().resolve(Snapshots.TEMPORARY));
        }
        deleteTree(crashed.resolve(Snapshots.TEMPORARY));
        Path salvaged = parent.resolve("salvaged.json");
        Maintenance.of(
                        crashed,
                        new JsonStorageOptions(Fixtures.JAKARTA, OrderFlow.ORDER_STATUS_FLOW, Clock.systemUTC()),
                        Progress.NONE)
                .salvage(salvaged);
        assertFalse(content(salvaged).contains(DIGITS));
        assertTrue(content(salvaged).contains("Siti"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().startsWith("LOCK")) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
