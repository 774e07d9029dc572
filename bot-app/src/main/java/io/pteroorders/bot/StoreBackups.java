package io.pteroorders.bot;

import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.core.storage.Backups;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups of the shop: when asked for, and one a day. A failure is logged. Thread-safe. */
final class StoreBackups implements BackupMaker {

    private static final Logger LOG = LoggerFactory.getLogger(StoreBackups.class);
    private static final Duration DAY = Duration.ofDays(1);

    private final Optional<Backups> backups;
    private final OrderStorage orders;
    private final Clock clock;
    private volatile Optional<Instant> failingSince = Optional.empty();

    /**
     * Backups.
     *
     * @param backups empty where the store's own tools make them
     * @param orders of which they are; while there are none, none is made by itself
     */
    StoreBackups(Optional<Backups> backups, OrderStorage orders, Clock clock) {
        this.backups = backups;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public Optional<Made> make() {
        if (backups.isEmpty()) {
            LOG.warn("no backup was made: orders are in a database, whose own tools make them");
        }
        return backups.flatMap(this::make);
    }

    private Optional<Made> make(Backups backups) {
        try {
            Backups.Backup backup = backups.make();
            failingSince = Optional.empty();
            LOG.info("backup {}: {} orders, {} bytes", backup.name(), backup.orders(), backup.bytes());
            return Optional.of(new Made(backup.name(), backup.bytes(), backup.orders()));
        } catch (RuntimeException e) {
            LOG.error("no backup could be made: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Makes one if the newest is a day old or older. */
    void makeDaily() {
        if (backups.filter(this::isDue).isPresent() && make().isEmpty()) {
            failingSince = failingSince.or(() -> Optional.of(clock.instant()));
        }
    }

    @Override
    public Optional<LocalDate> keptUntil() {
        return backups.flatMap(Backups::keptUntil);
    }

    @Override
    public Optional<Instant> failingSince() {
        return failingSince;
    }

    /** Why there is no backup of today, for the page that says so. */
    Optional<String> trouble() {
        return failingSince.map(since -> "no daily backup could be made since " + since + ": the log says why");
    }

    /** One from the far future was made by a clock that was wrong, and counts for nothing. */
    private boolean isDue(Backups all) {
        try {
            Instant now = clock.instant();
            boolean ofToday = all.newest()
                    .filter(made -> Duration.between(made, now).abs().compareTo(DAY) < 0)
                    .isPresent();
            return !ofToday && orders.count(OrderQuery.newestFirst().build()) > 0;
        } catch (StorageException e) {
            LOG.error("the backups cannot be listed: {}", e.getMessage());
            return true;
        }
    }
}
