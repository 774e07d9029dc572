package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.storage.json.DataDirectory.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {

    private static final String PLAN = "{\"egg\":15,\"nodes\":[7],\"memory\":1024,\"disk\":2048,\"cpu\":100,"
            + "\"swap\":0,\"io\":500,\"databases\":0,\"backups\":0,\"allocations\":0,"
            + "\"environment\":{\"MAIN_FILE\":\"index.js\"},\"threads\":{\"most\":2}}";
    private static final String SERVER = "{\"externalId\":\"shop-1\",\"state\":\"installing\","
            + "\"since\":\"2026-01-15T05:00:00.000Z\",\"round\":1,\"attempts\":1,\"reinstalls\":0,"
            + "\"user\":{\"id\":12,\"name\":\"budi_7k3\",\"isNew\":true,\"mail\":\"a@b.invalid\"},"
            + "\"id\":41,\"identifier\":\"1a7ce997\",\"uptime\":[1,2.50]}";

    private final Order first = anOrder(1).pending();
    private final Order second = anOrder(2).in(OrderStatus.COMPLETED);
    private final ManualClock clock = ManualClock.at(Fixtures.NOON);

    private DataDirectory data = DataDirectory.in(Path.of(""));
    private Path elsewhere = Path.of("");

    @BeforeEach
    void directories(@TempDir Path parent) {
        data = DataDirectory.in(parent);
        elsewhere = parent.resolve("elsewhere");
    }

    private void put(Order... orders) {
        try (JsonOrderStorage store = data.open()) {
            for (Order order : orders) {
                insert(store, order);
            }
        }
    }

    private Maintenance keeping(int last, int daily, int monthly) {
        return Maintenance.of(
                data.path(),
                JsonStorageOptions.defaults(clock)
                        .withBackups(new BackupPolicy(Optional.of(elsewhere), last, daily, monthly)),
                Progress.NONE);
    }

    private List<String> backups() throws IOException {
        try (var files = Files.list(elsewhere)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aBackupIsAFileLikeTheSnapshotWithItsDigestBesideIt() throws Exception {
        put(first, second);
        Backup backup = keeping(10, 14, 12).backup();
        assertEquals(elsewhere.resolve("orders-backup-2026-01-15T05-00-00.json"), backup.file());
        assertEquals(data.text(), Files.readString(backup.file()));
        assertEquals(2, backup.orders());
        assertEquals(Files.size(backup.file()), backup.bytes());
        assertEquals(
                backup.sha256() + "  " + backup.file().getFileName() + "\n",
                Files.readString(Path.of(backup.file() + ".sha256")));
        assertEquals("rw-------", DataDirectory.mode(backup.file()));
    }

    @Test
    void aBackupBesideARunningStoreHoldsAllThatWasAnswered() throws Exception {
        try (JsonOrderStorage store = data.open()) {
            for (int number = 1; number <= 20; number++) {
                insert(store, anOrder(number).pending());
                assertEquals(number, data.maintenance().backup().orders());
            }
        }
    }

    @Test
    void twoBackupsInOneSecondAreBothKept() throws Exception {
        put(first);
        keeping(10, 0, 0).backup();
        keeping(10, 0, 0).backup();
        assertEquals(
                List.of("orders-backup-2026-01-15T05-00-00-2.json", "orders-backup-2026-01-15T05-00-00.json"),
                backups());
    }

    @Test
    void theNewestBackupIsTheOneMadeLast() throws Exception {
        assertEquals(Optional.empty(), keeping(10, 14, 12).newestBackup());
        put(first);
        keeping(10, 14, 12).backup();
        clock.advance(Duration.ofHours(3));
        keeping(10, 14, 12).backup();
        assertEquals(
                Optional.of(Fixtures.NOON.plus(Duration.ofHours(3))),
                keeping(10, 14, 12).newestBackup());
    }

    @Test
    void theOrdersThatAreReadHaveTheFieldsThatTheProgramDoesNotKnow() throws Exception {
        put(first);
        String text = data.text().replace("\"status\":", "\"colour\":\"red\",\"status\":");
        DataDirectory other = new DataDirectory(elsewhere);
        Files.createDirectories(elsewhere);
        Files.writeString(other.file(), text);
        StoredOrder read = Iterables.getOnlyElement(other.maintenance().orders());
        assertEquals("red", read.otherFields().orElseThrow().path("colour").stringValue());
    }

    @Test
    void theNewestAndTheLastOfEachDayAndMonthAreKept() throws Exception {
        put(first);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(String.valueOf(keeping(2, 3, 2).backup().file().getFileName()));
            clock.advance(Duration.ofHours(12));
        }
        assertEquals(List.of(all.get(33), all.get(55), all.get(57), all.get(58), all.get(59)), backups());
    }

    @Test
    void theNewestIsKeptEvenIfTheClockWasPutBack() throws Exception {
        put(first);
        keeping(1, 0, 0).backup();
        put(second);
        clock.advance(Duration.ofDays(-3650));
        Backup newest = keeping(1, 0, 0).backup();
        assertEquals(data.text(), Files.readString(newest.file()));
        assertEquals(2, backups().size());
    }

    @Test
    void aFileThatWasNotMadeHereIsNeverRemoved() throws Exception {
        put(first);
        Files.createDirectories(elsewhere);
        List<String> foreign = List.of(
                "orders-backup-2001-01-01T00-00-00.json", "orders-backup-9999-99-99T00-00-00.json", "orders.json");
        for (String name : foreign) {
            Files.writeString(elsewhere.resolve(name), "mine");
        }
        keeping(1, 0, 0).backup();
        clock.advance(Duration.ofDays(1));
        keeping(1, 0, 0).backup();
        assertTrue(backups().containsAll(foreign));
        assertEquals(4, backups().size());
    }

    @Test
    void whatAKilledBackupLeftIsRemovedByTheNextOne() throws Exception {
        put(first);
        Files.createDirectories(elsewhere);
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path leftover = Files.writeString(elsewhere.resolve("orders-backup.tmp-" + ended.pid()), "[\n{");
        Path beingMade = Files.writeString(
                elsewhere.resolve("orders-backup.tmp-"
                        + ProcessHandle.current().parent().orElseThrow().pid()),
                "[\n{");
        Path foreign = Files.writeString(elsewhere.resolve("orders-backup.tmp-mine"), "mine");
        keeping(10, 14, 12).backup();
        assertTrue(Files.notExists(leftover));
        assertTrue(Files.exists(beingMade) && Files.exists(foreign));
        assertEquals(1, backups().size());
    }

    @Test
    void aRestoreBringsBackWhatWasAndListsWhatVanishes() throws Exception {
        put(first);
        Backup backup = keeping(10, 14, 12).backup();
        put(second);
        Maintenance.Report report = keeping(10, 14, 12).restore(backup.file());
        assertEquals(1, report.orders());
        assertEquals(ImmutableList.of(second.id()), report.gone());
        assertEquals(2, report.safety().orElseThrow().orders());
        assertEquals(ImmutableList.of(first), data.reopened());
    }

    @Test
    void aRestoreOfWhatVanishedBringsItBack() throws Exception {
        put(first, second);
        Backup both = keeping(10, 14, 12).backup();
        try (JsonOrderStorage store = data.open()) {
            store.remove(second.id(), order -> Optional.empty(), Optional.empty());
        }
        Maintenance.Report report = keeping(10, 14, 12).restore(both.file());
        assertEquals(1, report.added());
        assertEquals(ImmutableList.of(first, second), data.reopened());
        assertEquals(ImmutableList.of(first, second), data.reopened());
    }

    @Test
    void aRestoreOfWhatIsNoArrayOfOrdersChangesNothing() throws Exception {
        put(first);
        Object before = data.content();
        Path bad = Files.writeString(data.path().resolveSibling("bad.json"), "[{}]");
        assertThrows(DataRefusedException.class, () -> data.maintenance().restore(bad));
        assertThrows(DataRefusedException.class, () -> data.maintenance().restore(Path.of("nowhere.json")));
        assertEquals(before, data.content());
    }

    @Test
    void aRestoreIntoADamagedDirectorySetsAllOfItAside() throws Exception {
        put(first);
        Backup backup = keeping(10, 14, 12).backup();
        put(second);
        Path journal = Iterables.getLast(data.files("journal-"));
        byte[] bytes = Files.readAllBytes(journal);
        bytes[20] ^= 1;
        Files.write(journal, bytes);
        assertThrows(DataRefusedException.class, data::open);
        Maintenance.Report report = keeping(10, 14, 12).restore(backup.file());
        assertEquals(1, report.orders());
        assertEquals(ImmutableList.of(first), data.reopened());
        assertTrue(data.maintenance().quarantine().stream().anyMatch(kept -> holds(kept, bytes)));
    }

    private static boolean holds(Path file, byte[] bytes) {
        try {
            return java.util.Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void anImportAddsWhatIsNotThere() throws Exception {
        put(first);
        Path file = new DataDirectory(elsewhere).holdingWritten(first, second);
        Maintenance.Report report = data.maintenance().importFrom(file, false);
        assertEquals(1, report.added());
        assertEquals(ImmutableList.of("1 order was there already and left as they were"), report.notices());
        assertEquals(ImmutableList.of(first, second), data.reopened());
    }

    /** The file of a version that knows more of them than this one. */
    @Test
    void aPlanAndAServerComeThroughImportChangeAndExportWithWhatIsNotKnownOfThem() throws Exception {
        Path file = new DataDirectory(elsewhere).holdingWritten(anOrder(1).in(OrderStatus.CONFIRMED));
        String text = Files.readString(file)
                .replace("}},\"status\"", "},\"panel\":" + PLAN + "},\"status\"")
                .replace("}\n]", ",\"server\":" + SERVER + "}\n]");
        Files.writeString(file, text);
        assertEquals(1, data.maintenance().importFrom(file, false).added());
        Order order = data.reopened().get(0);
        assertEquals(text, data.text());
        Order ready = order.withServer(
                order.updatedAt(), order.server().orElseThrow().moved(ServerState.READY, Fixtures.NOON));
        try (JsonOrderStorage store = data.open()) {
            store.update(order.id(), now -> Outcome.done(ready), Optional.empty());
        }
        assertEquals(ImmutableList.of(ready), data.reopened());
        String changed = text.replace("installing", "ready");
        assertEquals(changed, data.text());
        StoredOrder exported = Iterables.getOnlyElement(data.maintenance().orders());
        assertEquals(changed, "[\n" + new String(OrderJson.encode(exported), StandardCharsets.UTF_8) + "\n]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "085710000001, begins with 0",
        "085710000001@s.whatsapp.net, begins with 0",
        "62811-1600000000@g.us, not a group"
    })
    void anImportSetsAsideWhoseCustomerIsNoNumber(String phoneNumber, String why) throws Exception {
        Path file = new DataDirectory(elsewhere).holdingWritten(first, second);
        String text = Files.readString(file)
                .replaceFirst("\"phoneNumber\":\"[^\"]+\"", "\"phoneNumber\":\"" + phoneNumber + "\"");
        Files.writeString(file, text);
        for (boolean repair : new boolean[] {false, true}) {
            Maintenance.Report report = data.maintenance().importFrom(file, repair);
            assertTrue(report.notices().toString().contains(why), report.notices()::toString);
        }
        assertEquals(ImmutableList.of(second), data.reopened());
    }

    @Test
    void anImportSetsAsideAPriceThatMayBeAnother() throws Exception {
        Path file = new DataDirectory(elsewhere).holdingWritten(first);
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replaceFirst("\"price\":(\\d+)000\\b", "\"price\":$1.000")
                        .replaceFirst("\"totalAmount\":(\\d+)000\\b", "\"totalAmount\":$1.000"));
        Maintenance.Report report = data.maintenance().importFrom(file, false);
        assertTrue(report.notices().toString().contains("write "), report.notices()::toString);
        assertEquals(ImmutableList.of(), data.reopened());
    }

    @Test
    void anImportWithRepairKeepsAnOrderWhoseStepsWereIllegal() throws Exception {
        Path file = new DataDirectory(elsewhere).holdingWritten(second);
        String text = Files.readString(file).replace("\"status\":\"processing\"", "\"status\":\"cancelled\"");
        Files.writeString(file, text);
        Maintenance.Report report = data.maintenance().importFrom(file, true);
        assertEquals(1, report.added());
        Order kept = data.reopened().get(0);
        assertEquals(OrderStatus.COMPLETED, kept.status());
        assertEquals(
                "cancelled",
                data.json()
                        .path(0)
                        .path("importedHistory")
                        .path(2)
                        .path("status")
                        .asString());
    }

    @Test
    void workThatNeedsTheDirectoryIsRefusedBesideARunningStore() throws Exception {
        put(first);
        Path file = keeping(10, 14, 12).backup().file();
        try (JsonOrderStorage store = data.open()) {
            String message = String.valueOf(assertThrows(
                            DataRefusedException.class, () -> data.maintenance().restore(file))
                    .getMessage());
            assertTrue(message.contains("is in use by pid"), message);
            assertThrows(DataRefusedException.class, () -> data.maintenance().importFrom(file, false));
            assertThrows(DataRefusedException.class, () -> data.maintenance().rollForward());
            insert(store, second);
        }
        assertEquals(2, data.reopened().size());
    }

    @Test
    void afterARestoreTheFeedBeginsAnew() throws Exception {
        put(first);
        Backup backup = keeping(10, 14, 12).backup();
        ChangePage.Token token;
        try (JsonOrderStorage store = data.open()) {
            insert(store, second);
            token = store.changes(ChangePage.Token.START, 10).next();
        }
        keeping(10, 14, 12).restore(backup.file());
        try (JsonOrderStorage store = data.open()) {
            assertEquals(
                    List.of(first.id()),
                    store.changes(token, 10).changes().stream()
                            .filter(change -> change.order().isPresent())
                            .map(ChangePage.Change::id)
                            .toList());
        }
    }

    @Test
    void aTokenOfBeforeARestoreStaysForeignAndThoseOfAfterAreNot() throws Exception {
        put(first);
        ChangePage.Token before = end();
        data.maintenance().restore(keeping(10, 14, 12).backup().file());
        ChangePage.Token after = end();
        for (int number = 50; number < 53; number++) {
            try (JsonOrderStorage store = data.open()) {
                insert(store, anOrder(number).pending());
                assertTrue(store.changes(before, 10).foreign());
                assertFalse(store.changes(after, 10).foreign());
                store.checkpoint();
                assertTrue(store.changes(before, 10).foreign());
            }
        }
        data.maintenance().adopt();
        try (JsonOrderStorage store = data.open()) {
            assertTrue(store.changes(after, 10).foreign());
        }
    }

    private ChangePage.Token end() {
        try (JsonOrderStorage store = data.open()) {
            return store.changes(ChangePage.Token.END, 10).next();
        }
    }

    @Test
    void verifyCountsWhatIsInOrderAlsoBesideARunningStore() throws Exception {
        try (JsonOrderStorage store = data.open()) {
            insert(store, first);
            insert(store, second);
            keeping(10, 14, 12).backup();
            Verification found = keeping(10, 14, 12).verify();
            assertEquals(2, found.orders());
            assertEquals(1, found.backups());
            assertEquals(ImmutableList.of(), found.damagedBackups());
        }
        assertEquals(2, data.maintenance().verify().orders());
    }

    @Test
    void verifyNamesABackupThatIsNoLongerWhatItWas() throws Exception {
        put(first);
        Backup backup = keeping(10, 14, 12).backup();
        Files.writeString(backup.file(), "[]");
        assertEquals(
                ImmutableList.of(backup.file().toString()),
                keeping(10, 14, 12).verify().damagedBackups());
    }

    @Test
    void salvageWritesWhatIsWholeAndNamesWhatIsNot() throws Exception {
        try (JsonOrderStorage store = data.open()) {
            insert(store, first);
            store.checkpoint();
            insert(store, second);
            insert(store, anOrder(3).pending());
        }
        Path journal = data.files("journal-").get(0);
        String text = Files.readString(journal, java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.writeString(
                journal,
                text.replace(second.id() + "", "ORD-XXXXX-00002"),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.delete(data.file());
        assertThrows(DataRefusedException.class, data::open);
        Path to = data.path().resolveSibling("salvaged.json");
        Salvaged result = data.maintenance().salvage(to);
        assertEquals(2, result.orders());
        assertTrue(
                result.notices().get(0).contains("not a whole record"),
                result.notices().toString());
        assertThrows(FileAlreadyExistsException.class, () -> data.maintenance().salvage(to));
        Maintenance fresh = Maintenance.of(elsewhere, JsonStorageOptions.defaults(clock), Progress.NONE);
        assertEquals(2, fresh.restore(to).orders());
        assertEquals(
                Optional.of(first),
                new DataDirectory(elsewhere).reopened().stream().findFirst());
        assertEquals(orderId(3), new DataDirectory(elsewhere).reopened().get(1).id());
    }
}
