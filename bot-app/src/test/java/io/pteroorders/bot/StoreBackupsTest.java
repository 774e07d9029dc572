package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.BackupPolicy;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When backups are made. */
class StoreBackupsTest {

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);

    private ShopStorage shop = InMemoryShopStorage.create(Fixtures.JAKARTA, clock);

    @AfterEach
    void close() {
        shop.close();
    }

    private StoreBackups backups(ManualClock now) {
        JsonStorageOptions options = JsonStorageOptions.defaults(now)
                .withBackups(new BackupPolicy(Optional.of(directory.resolve("backups")), 10, 14, 12));
        shop.close();
        shop = JsonShopStorage.open(directory.resolve("data"), options, ImmutableSet.of());
        return new StoreBackups(shop.backups(), shop.orders(), now);
    }

    private StoreBackups ofAnOrder(ManualClock now) {
        StoreBackups backups = backups(now);
        shop.orders().insert(Fixtures.anOrder(1).pending(), InsertGuard.NONE, Optional.empty());
        return backups;
    }

    private long made() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("backups"))) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    @Test
    void theFirstBackupIsMadeAtOnceAndTheNextADayLater() throws IOException {
        StoreBackups backups = ofAnOrder(clock);
        backups.makeDaily();
        assertEquals(1, made());
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        backups.makeDaily();
        assertEquals(1, made());
        clock.advance(Duration.ofSeconds(1));
        backups.makeDaily();
        assertEquals(2, made());
    }

    @Test
    void aRestartDoesNotMakeOneTooMany() throws IOException {
        ofAnOrder(clock).makeDaily();
        clock.advance(Duration.ofHours(1));
        backups(clock).makeDaily();
        assertEquals(1, made());
    }

    @Test
    void oneMadeByHandCountsAsTheDays() throws IOException {
        StoreBackups backups = ofAnOrder(clock);
        assertEquals(
                "orders-backup-2026-01-15T05-00-00.json",
                backups.make().orElseThrow().name());
        backups.makeDaily();
        assertEquals(1, made());
    }

    @Test
    void aStoreWhoseOwnToolsMakeThemMakesNone() {
        StoreBackups none = new StoreBackups(Optional.empty(), shop.orders(), clock);
        none.makeDaily();
        assertEquals(Optional.empty(), none.make());
    }

    @Test
    void aBackupFromTheFarFutureDoesNotStopThem() throws IOException {
        ofAnOrder(ManualClock.at(Fixtures.NOON.plus(Duration.ofDays(3650)))).makeDaily();
        backups(clock).makeDaily();
        assertEquals(2, made());
    }

    @Test
    void afterAFailureItIsTriedAgain() throws IOException {
        Path obstacle = Files.writeString(directory.resolve("backups"), "in the way");
        StoreBackups backups = ofAnOrder(clock);
        backups.makeDaily();
        assertEquals(Optional.empty(), backups.make());
        Files.delete(obstacle);
        backups.makeDaily();
        assertEquals(1, made());
    }

    @Test
    void aShopWithoutOrdersHasNothingToBackUp() throws IOException {
        StoreBackups backups = backups(clock);
        Files.createDirectories(directory.resolve("backups"));
        backups.makeDaily();
        assertEquals(0, made());
        assertEquals(Optional.empty(), backups.trouble());
    }

    @Test
    void sinceWhenDailyBackupsFailIsKnownUntilOneIsMade() throws IOException {
        Path obstacle = Files.writeString(directory.resolve("backups"), "in the way");
        StoreBackups backups = ofAnOrder(clock);
        assertEquals(Optional.empty(), backups.failingSince());
        backups.makeDaily();
        clock.advance(Duration.ofHours(1));
        backups.makeDaily();
        assertEquals(Optional.of(Fixtures.NOON), backups.failingSince());
        assertTrue(backups.trouble().orElse("").contains("since " + Fixtures.NOON));
        Files.delete(obstacle);
        backups.makeDaily();
        assertEquals(Optional.empty(), backups.failingSince());
        assertEquals(Optional.empty(), backups.trouble());
    }
}
