package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.storage.json.DataDirectory.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an {@code orders.json} that somebody else touched. */
class HandEditTest {

    private static final Optional<RequestId> REQUEST = Optional.of(RequestId.of("test", "1"));

    private final Order first = anOrder(1).pending();
    private final Order second = anOrder(2).pending();

    private DataDirectory data = DataDirectory.in(Path.of(""));

    @BeforeEach
    void twoOrders(@TempDir Path parent) throws IOException {
        data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            insert(store, first);
            store.checkpoint();
            store.insert(second, (pending) -> Optional.empty(), REQUEST);
        }
    }

    private Maintenance maintenance() {
        return data.maintenance();
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(DataRefusedException.class, data::open).getMessage());
    }

    private void edit(String from, String to) throws IOException {
        String text = data.text();
        assertTrue(text.contains(from), text);
        Files.writeString(data.file(), text.replace(from, to));
    }

    private static void assertKnowsTheRequest(JsonOrderStorage store) {
        WriteResult again = store.insert(anOrder(3).pending(), pending -> Optional.empty(), REQUEST);
        assertEquals(WriteResult.Kind.REPLAYED, again.kind());
        assertEquals(orderId(2), again.id());
    }

    @Test
    void aReformattedFileIsAccepted() throws Exception {
        Files.writeString(data.file(), data.json().toPrettyString());
        assertEquals(ImmutableList.of(first, second), data.reopened());
        assertEquals(ImmutableList.of(first, second), data.reopened());
    }

    @Test
    void aReformattedFileIsReplacedByTheNextCheckpoint() throws Exception {
        Files.writeString(data.file(), data.json().toPrettyString());
        try (JsonOrderStorage store = data.open()) {
            insert(store, anOrder(3).pending());
        }
        assertEquals(5, data.text().lines().count());
        assertEquals(3, data.reopened().size());
    }

    @Test
    void anEditedFileIsRefusedWithWhatDiffersAndTheWaysOut() throws Exception {
        edit("\"id\":\"" + first.id() + "\"", "\"id\":\"ORD-NEWER-00001\"");
        String message = refusal();
        assertTrue(message.contains(data.file().toString()), message);
        assertTrue(message.contains("2 orders differ: " + first.id() + " is gone; ORD-NEWER-00001 is new."), message);
        assertTrue(message.contains("`adopt`") && message.contains("`restore --roll-forward`"), message);
    }

    @Test
    void anEditThatBreaksARuleIsRefusedWithItsPlace() throws Exception {
        edit("\"totalAmount\":25000", "\"totalAmount\":1");
        assertTrue(refusal().contains("number 1, at line 2: totalAmount is not price times duration"), refusal());
    }

    @Test
    void anAdoptedEditIsInForceAndWhatWasBeforeIsBackedUp() throws Exception {
        edit("\"displayName\":\"Budi\"", "\"displayName\":\"Budi Santoso\"");
        Maintenance.Report report = maintenance().adopt();
        assertEquals(2, report.orders());
        assertEquals(ImmutableList.of(), report.gone());
        assertEquals(2, report.safety().orElseThrow().orders());
        try (JsonOrderStorage store = data.open()) {
            assertEquals(
                    "Budi Santoso",
                    store.get(first.id()).orElseThrow().customer().displayName());
            assertKnowsTheRequest(store);
        }
    }

    @Test
    void rollingForwardKeepsTheEditAsideAndGoesOnFromWhatWasKnown() throws Exception {
        edit("\"displayName\":\"Budi\"", "\"displayName\":\"Budi Santoso\"");
        String edited = data.text();
        Maintenance.Report report = maintenance().rollForward();
        assertEquals(2, report.orders());
        assertTrue(Files.readString(maintenance().quarantine().get(0)).equals(edited));
        try (JsonOrderStorage store = data.open()) {
            assertEquals(ImmutableList.of(first, second), DataDirectory.orders(store));
            assertKnowsTheRequest(store);
        }
    }

    @Test
    void withoutTheVersionBeforeOnlyWaysOutAreNamedThatLeadOut(@TempDir Path other) throws Exception {
        edit("\"displayName\":\"Budi\"", "\"displayName\":\"Budi Santoso\"");
        Files.delete(data.path().resolve("orders.json.prev"));
        Files.delete(data.files("journal-").get(0));
        assertNamesOnlyRestoring(refusal());
        assertNamesOnlyRestoring(String.valueOf(
                assertThrows(DataRefusedException.class, () -> maintenance().adopt())
                        .getMessage()));
        Path edited = Files.move(data.file(), other.resolve("edited.json"));
        assertNamesOnlyRestoring(refusal());
        maintenance().restore(edited);
        assertEquals("Budi Santoso", data.reopened().get(0).customer().displayName());
    }

    private static void assertNamesOnlyRestoring(String message) {
        assertTrue(message.contains("`restore` ") || message.contains("`restore FILE`"), message);
        assertFalse(message.contains("--roll-forward") || message.contains("adopt"), message);
    }

    @Test
    void anOldVersionCopiedOverTheFileIsRefused() throws Exception {
        Files.copy(data.path().resolve("orders.json.prev"), data.path().resolve("old.json"));
        Files.delete(data.file());
        Files.move(data.path().resolve("old.json"), data.file());
        String message = refusal();
        assertTrue(message.contains("1 order differs: " + second.id() + " is gone."), message);
        assertEquals(2, maintenance().rollForward().orders());
        assertEquals(ImmutableList.of(first, second), data.reopened());
    }

    @Test
    void anOldVersionMayBeTakenForARestore() throws Exception {
        Files.writeString(data.file(), Files.readString(data.path().resolve("orders.json.prev")));
        Maintenance.Report report = maintenance().adopt();
        assertEquals(ImmutableList.of(second.id()), report.gone());
        try (JsonOrderStorage store = data.open()) {
            assertEquals(ImmutableList.of(first), DataDirectory.orders(store));
            assertKnowsTheRequest(store);
            assertEquals(
                    WriteResult.Kind.ID_TAKEN,
                    store.insert(second, pending -> Optional.empty(), Optional.empty())
                            .kind());
        }
    }

    @Test
    void anEditRightAfterARestoreIsToldAndCanBeAdopted(@TempDir Path other) throws Exception {
        maintenance().restore(Files.copy(data.file(), other.resolve("backup.json")));
        edit("\"displayName\":\"Budi\"", "\"displayName\":\"Budi Santoso\"");
        assertTrue(refusal().contains("2 orders differ: "), refusal());
        assertEquals(2, maintenance().adopt().orders());
        assertEquals("Budi Santoso", data.reopened().get(0).customer().displayName());
    }

    @Test
    void anEditRightAfterAFileWasTakenOverIsToldAndCanBeUndone(@TempDir Path other) throws Exception {
        data = DataDirectory.in(other);
        data.holdingWritten(first);
        data.reopened();
        edit("\"displayName\":\"Budi\"", "\"displayName\":\"Budi Santoso\"");
        assertTrue(refusal().contains("1 order differs: "), refusal());
        assertEquals(1, maintenance().rollForward().orders());
        assertEquals(ImmutableList.of(first), data.reopened());
    }

    @Test
    void aMissingFileIsRefusedAndCanBeMadeAnew() throws Exception {
        Files.delete(data.file());
        assertTrue(refusal().contains("orders.json is missing"));
        assertEquals(2, maintenance().rollForward().orders());
        assertEquals(ImmutableList.of(first, second), data.reopened());
    }

    @Test
    void theFirstFileOfAYoungStoreCanBeMadeAnewToo(@TempDir Path other) throws Exception {
        data = DataDirectory.in(other);
        try (JsonOrderStorage store = data.open()) {
            insert(store, first);
        }
        edit("\"displayName\":\"Budi\"", "\"displayName\":\"Budi Santoso\"");
        assertTrue(refusal().contains(first.id() + " has other details"), refusal());
        assertEquals(1, maintenance().rollForward().orders());
        assertEquals(ImmutableList.of(first), data.reopened());
    }

    @Test
    void anAdoptedFileIsNotTakenForAnEmptyBeginning(@TempDir Path other) throws Exception {
        data = DataDirectory.in(other);
        data.holdingWritten(first);
        data.reopened();
        Files.delete(data.path().resolve("orders.json.prev"));
        Files.delete(data.file());
        assertThrows(DataRefusedException.class, () -> maintenance().rollForward());
    }

    @Test
    void anEditWhileTheProgramRunsIsSetAsideWithAnAlarm() throws Exception {
        String edited;
        try (JsonOrderStorage store = data.open()) {
            edit("\"displayName\":\"Budi\"", "\"displayName\":\"Budi Santoso\"");
            edited = data.text();
            insert(store, anOrder(3).pending());
            store.checkpoint();
            assertTrue(store.notices().get(0).contains("was edited while the program ran"));
        }
        assertEquals(edited, Files.readString(maintenance().quarantine().get(0)));
        assertEquals(ImmutableList.of(first, second, anOrder(3).pending()), data.reopened());
    }

    @Test
    void missingJournalsAreRefused() throws Exception {
        for (Path journal : data.files("journal-")) {
            Files.delete(journal);
        }
        assertTrue(refusal().contains("the journals beside it are not"));
        assertFalse(data.files("orders.json").isEmpty());
    }
}
