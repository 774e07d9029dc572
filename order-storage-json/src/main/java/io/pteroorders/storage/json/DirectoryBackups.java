package io.pteroorders.storage.json;

import io.pteroorders.core.storage.Backups;
import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Backups of the orders in a directory. Thread-safe. */
final class DirectoryBackups implements Backups {

    private final Maintenance maintenance;

    DirectoryBackups(Maintenance maintenance) {
        this.maintenance = maintenance;
    }

    @Override
    public synchronized Backup make() {
        try {
            io.pteroorders.storage.json.Backup made = maintenance.backup();
            return new Backup(String.valueOf(made.file().getFileName()), made.orders(), made.bytes());
        } catch (IOException e) {
            throw StorageException.retryable(IoReason.of(e), e);
        }
    }

    @Override
    public synchronized Optional<Instant> newest() {
        try {
            return maintenance.newestBackup();
        } catch (IOException e) {
            throw StorageException.retryable(IoReason.of(e), e);
        }
    }

    @Override
    public synchronized Optional<LocalDate> keptUntil() {
        return newest().map(maintenance::keptUntil);
    }
}
