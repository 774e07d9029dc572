package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.storage.json.DataDirectory.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.DataRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot that cannot be written: something that cannot be deleted lies in the way. */
class FailedWriteTest {

    @TempDir
    Path parent;

    private Path obstacle(DataDirectory data) throws IOException {
        Path obstacle = data.path().resolve("orders.json.tmp");
        Files.createDirectories(obstacle.resolve("in the way"));
        return obstacle;
    }

    private static void remove(Path obstacle) throws IOException {
        Files.delete(obstacle.resolve("in the way"));
        Files.delete(obstacle);
    }

    @Test
    void aCheckpointThatCannotBeMadeWaitsAndLosesNothing() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            Path obstacle = obstacle(data);
            insert(store, anOrder(1).pending());
            assertThrows(IOException.class, store::checkpoint);
            insert(store, anOrder(2).pending());
            assertEquals(Optional.empty(), store.failure());
            remove(obstacle);
            store.checkpoint();
            assertEquals(2, data.json().size());
        }
        assertEquals(2, data.reopened().size());
    }

    @Test
    void aStoreThatCannotMakeItsLastCheckpointLosesNothing() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        JsonOrderStorage store = data.open();
        insert(store, anOrder(1).pending());
        Path obstacle = obstacle(data);
        store.close();
        assertTrue(store.notices().get(0).startsWith("orders.json could not be brought up to date"));
        remove(obstacle);
        assertEquals(ImmutableList.of(anOrder(1).pending()), data.reopened());
        assertEquals(1, data.json().size());
    }

    @Test
    void aTemporaryFileLeftByACrashIsNoObstacle() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            insert(store, anOrder(1).pending());
            Files.writeString(data.path().resolve("orders.json.tmp"), "[{\"half\":");
            Files.writeString(data.path().resolve("journal.new"), "half");
            store.checkpoint();
        }
        assertEquals(1, data.json().size());
        assertEquals(1, data.reopened().size());
    }

    @Test
    void aFailureOnAdoptionRefusesToOpenAndKeepsTheFile() throws Exception {
        DataDirectory data = DataDirectory.holding(parent, "[17]");
        Path obstacle = obstacle(data);
        assertThrows(DataRefusedException.class, data::open);
        assertEquals("[17]", data.text());
        remove(obstacle);
        assertEquals(ImmutableList.of(), data.reopened());
    }
}
