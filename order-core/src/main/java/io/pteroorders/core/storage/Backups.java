package io.pteroorders.core.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Backups of a shop, made while it is open. Thread-safe; one is made at a time. */
public interface Backups {

    /**
     * A backup that was read again and found whole. Immutable and thread-safe.
     *
     * @param name by which an operator finds it
     * @param orders how many orders it holds
     * @param bytes its size
     */
    record Backup(String name, long orders, long bytes) {}

    /**
     * Makes one of what there is now, and removes those that need not be kept.
     *
     * @throws StorageException if that failed; the backups before are still there
     */
    Backup make();

    /**
     * When the newest was made; empty if there is none.
     *
     * @throws StorageException if that cannot be found out
     */
    Optional<Instant> newest();

    /**
     * Until when those are kept that are there now, at the latest, if backups go on to be made; empty if there are none.
     *
     * @throws StorageException if that cannot be found out
     */
    Optional<LocalDate> keptUntil();
}
