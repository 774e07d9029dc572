package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a data directory is, also where somebody removed the lock or moved the directory. */
class OwnershipTest {

    private static final JsonStorageOptions OPTIONS = JsonStorageOptions.defaults(ManualClock.at(Fixtures.NOON));

    @TempDir
    Path parent;

    private Path data() {
        return parent.resolve("data");
    }

    private ShopStorage open() {
        return JsonShopStorage.open(data(), OPTIONS, ImmutableSet.of());
    }

    private void claimedBy(ProcessHandle process, String host, Instant started) throws IOException {
        Files.createDirectories(data());
        Files.writeString(
                data().resolve("LOCK.info"),
                "pid " + process.pid() + " on " + host + ", since " + Fixtures.NOON + ", started " + started + "\n");
    }

    private Map<String, String> files() throws IOException {
        try (Stream<Path> files = Files.walk(data())) {
            Map<String, String> content = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("LOCK"))
                    .toList()) {
                content.put(file.toString(), Files.readString(file));
            }
            return content;
        }
    }

    @Test
    void anOwnerThatLivesKeepsADirectoryWhoseLockWasRemoved() throws Exception {
        ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
        Instant started = other.info().startInstant().orElseThrow();
        claimedBy(other, InetAddress.getLocalHost().getHostName(), started.plusSeconds(1));
        Map<String, String> before = files();
        DataRefusedException refused = assertThrows(DataRefusedException.class, this::open);
        assertTrue(String.valueOf(refused.getMessage()).contains("in use by pid " + other.pid()), refused.getMessage());
        assertEquals(before, files());
    }

    @Test
    void anotherProcessWithTheSameNumberIsNobody() throws Exception {
        ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
        claimedBy(other, InetAddress.getLocalHost().getHostName(), Fixtures.NOON.minusSeconds(1_000_000_000));
        open().close();
        claimedBy(other, "elsewhere", other.info().startInstant().orElseThrow());
        open().close();
    }

    @Test
    void whoGivesADirectoryBackClaimsItNoMore() {
        open().close();
        assertFalse(Files.exists(data().resolve("LOCK.info")));
    }

    @Test
    void whatLiesBesideTheOrdersIsLookedAtBeforeAnythingIsWritten() throws Exception {
        open().close();
        Path people = Files.createDirectories(data().resolve("people"));
        RecordLog held = RecordLog.open(people, OPTIONS.clock(), value -> {});
        Map<String, String> before = files();
        assertThrows(DataRefusedException.class, this::open);
        assertEquals(before, files());
        held.close();
        open().close();
    }

    @Test
    void aDirectoryThatWasMovedAwayIsNoticed() throws Exception {
        ShopStorage shop = open();
        assertEquals(Optional.empty(), shop.health().failure());
        Files.move(data(), parent.resolve("elsewhere"));
        assertTrue(shop.health().failure().orElse("").contains("was moved away"));
        assertThrows(StorageException.class, shop::close);
    }

    @Test
    void aLockThatWasRemovedIsNoticed() throws Exception {
        try (ShopStorage shop = open()) {
            Files.delete(data().resolve("LOCK"));
            assertTrue(shop.health().failure().orElse("").contains("LOCK in it was removed"));
        }
    }
}
