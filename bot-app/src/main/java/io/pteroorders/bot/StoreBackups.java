package io.pteroorders.bot;

import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.storage.json.Backup;
import io.pteroorders.storage.json.Maintenance;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups of the store: when asked for, and one a day. A failure is logged. Thread-safe. */
final class StoreBackups implements BackupMaker {

    private static final Logger LOG = LoggerFactory.getLogger(StoreBackups.class);
    private static final Duration DAY = Duration.ofDays(1);

    private final Maintenance maintenance;
    private final Clock clock;

    StoreBackups(Maintenance maintenance, Clock clock) {
        this.maintenance = maintenance;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Made> make() {
        try {
            Backup backup = maintenance.backup();
            LOG.info("backup {}: {} orders, {} bytes", backup.file(), backup.orders(), backup.bytes());
            return Optional.of(new Made(String.valueOf(backup.file().getFileName()), backup.bytes(), backup.orders()));
        } catch (IOException | RuntimeException e) {
            LOG.error("no backup could be made: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Makes one if the newest is a day old or older. */
    synchronized void makeDaily() {
        if (isDue()) {
            make();
        }
    }

    /** One from the far future was made by a clock that was wrong, and counts for nothing. */
    private boolean isDue() {
        try {
            Instant now = clock.instant();
            return maintenance
                    .newestBackup()
                    .filter(made -> Duration.between(made, now).abs().compareTo(DAY) < 0)
                    .isEmpty();
        } catch (IOException | RuntimeException e) {
            LOG.error("the backups cannot be listed: {}", e.toString());
            return false;
        }
    }
}
