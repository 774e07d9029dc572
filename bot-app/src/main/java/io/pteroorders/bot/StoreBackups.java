package io.pteroorders.bot;

import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.core.storage.Backups;
import io.pteroorders.core.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups of the shop: when asked for, and one a day. A failure is logged. Thread-safe. */
final class StoreBackups implements BackupMaker {

    private static final Logger LOG = LoggerFactory.getLogger(StoreBackups.class);
    private static final Duration DAY = Duration.ofDays(1);

    private final Optional<Backups> backups;
    private final Clock clock;

    /**
     * Backups.
     *
     * @param backups empty where the store's own tools make them
     */
    StoreBackups(Optional<Backups> backups, Clock clock) {
        this.backups = backups;
        this.clock = clock;
    }

    @Override
    public Optional<Made> make() {
        if (backups.isEmpty()) {
            LOG.warn("no backup was made: orders are in a database, whose own tools make them");
        }
        return backups.flatMap(StoreBackups::make);
    }

    private static Optional<Made> make(Backups backups) {
        try {
            Backups.Backup backup = backups.make();
            LOG.info("backup {}: {} orders, {} bytes", backup.name(), backup.orders(), backup.bytes());
            return Optional.of(new Made(backup.name(), backup.bytes(), backup.orders()));
        } catch (RuntimeException e) {
            LOG.error("no backup could be made: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Makes one if the newest is a day old or older. */
    void makeDaily() {
        backups.filter(this::isDue).ifPresent(StoreBackups::make);
    }

    /** One from the far future was made by a clock that was wrong, and counts for nothing. */
    private boolean isDue(Backups all) {
        try {
            Instant now = clock.instant();
            return all.newest()
                    .filter(made -> Duration.between(made, now).abs().compareTo(DAY) < 0)
                    .isEmpty();
        } catch (StorageException e) {
            LOG.error("the backups cannot be listed: {}", e.getMessage());
            return false;
        }
    }
}
