package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.Quarantine;
import io.pteroorders.storage.json.log.RealDisk;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operator's work on a data directory, beside keeping orders in it. What only reads works beside a running
 * program and sees all that is durable; what changes something needs the directory for itself, makes a backup first,
 * and can be stopped at any moment without loss.
 *
 * <p>Not thread-safe; one call at a time. Nothing that is done here tells a customer anything.
 */
public final class Maintenance {

    /** A file in the quarantine of records that are kept beside the orders. */
    private static final int QUARANTINED = 3;

    private final Path directory;
    private final JsonStorageOptions options;
    private final Progress progress;

    private Maintenance(Path directory, JsonStorageOptions options, Progress progress) {
        this.directory = directory;
        this.options = options;
        this.progress = progress;
    }

    /**
     * MaintenanceRun on a directory.
     *
     * @param options those of the store
     * @param progress hears how far long work has come
     */
    public static Maintenance of(Path directory, JsonStorageOptions options, Progress progress) {
        return new Maintenance(directory, options, progress);
    }

    /**
     * What a restore, adoption or import did.
     *
     * @param orders how many orders there are now
     * @param added how many there were not before
     * @param gone the orders that there were and are no more
     * @param changed the orders that are otherwise than before, each in words without anything personal
     * @param safety the backup of what there was before; empty if there was nothing that could be read
     * @param notices what else the operator should know
     */
    public record Report(
            long orders,
            long added,
            ImmutableList<OrderId> gone,
            ImmutableList<String> changed,
            Optional<Backup> safety,
            ImmutableList<String> notices) {}

    /**
     * All orders as they are now, in order of creation, with the fields that the program does not know. Only reads.
     *
     * @throws DataRefusedException if the directory is damaged
     */
    public Iterable<StoredOrder> orders() throws IOException {
        return new Counted(read().memory().table().freeze(), progress);
    }

    /**
     * Makes a backup of what there is now, and removes those that the policy does not keep. Only reads the data.
     *
     * @throws DataRefusedException if the directory is damaged
     */
    public Backup backup() throws IOException {
        return backups().make(read().memory().table().freeze(), progress);
    }

    /** When the newest backup was made; empty if there is none. Only reads. */
    public Optional<Instant> newestBackup() throws IOException {
        return backups().newest();
    }

    /** Until when a backup is kept at the latest, if one is made each day. */
    LocalDate keptUntil(Instant made) {
        return options.backups().keptUntil(made);
    }

    /**
     * Computes everything anew: checksums, sequence, the rules of every order, indexes, statistics, and the digests of
     * the backups. Only reads.
     *
     * @throws DataRefusedException if something is damaged; the message names it and the ways out
     */
    public Verification verify() throws IOException {
        Recovery.Found found = read();
        return Verification.of(
                found, options, backups().damaged(), backups().names().size());
    }

    /**
     * Writes all that can still be read, from a snapshot and whatever records are whole, to a new file. Only reads.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the file is there already
     */
    public Salvaged salvage(Path to) throws IOException {
        return new Salvage(RealDisk.existing(directory), options).run(to);
    }

    /** What lies in quarantine, also of what is kept beside the orders, by name. Only reads. */
    public ImmutableList<Path> quarantine() throws IOException {
        try (Stream<Path> files = Files.walk(directory, QUARANTINED)) {
            return files.filter(file -> file.resolveSibling("").endsWith(Quarantine.NAME) && !Files.isDirectory(file))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        }
    }

    private Recovery.Found read() throws IOException {
        return new OnlineReading(RealDisk.existing(directory), options).read();
    }

    private BackupFiles backups() throws IOException {
        return BackupFiles.of(directory, options);
    }

    /**
     * Puts a backup, or any file like it, in the place of all orders. Request ids that were seen stay known, unless what
     * there was before cannot be put together any more: then the report compares with what can be read of it, all that
     * is in the directory is set aside, and the file becomes a new store.
     *
     * @throws DataRefusedException if the file is not an array of orders, or the directory is in use or was written by a
     *     newer version; nothing was changed then
     */
    public Report restore(Path file) throws IOException {
        OrderMemory content = load(file);
        try (MaintenanceRun work = begin()) {
            return work.restore(content);
        }
    }

    /**
     * Takes an {@code orders.json} that was edited or exchanged for what it is.
     *
     * @throws DataRefusedException if it is not an array of orders, or the directory is in use or damaged otherwise;
     *     nothing was changed then
     */
    public Report adopt() throws IOException {
        try (MaintenanceRun work = begin()) {
            return work.adopt();
        }
    }

    /**
     * Sets an {@code orders.json} aside that was edited, exchanged or lost, and makes it anew from what the journals
     * say.
     *
     * @throws DataRefusedException if the journals do not reach back far enough, or the directory is in use or damaged
     *     otherwise; nothing was changed then
     */
    public Report rollForward() throws IOException {
        try (MaintenanceRun work = begin()) {
            return work.rollForward();
        }
    }

    /**
     * Adds the orders of a file, for example of the earlier bot. An order whose id is there already is left as it is.
     * Records that are no orders are set aside one by one.
     *
     * @param repair whether an order whose history has illegal steps is kept, with its present status, a legal history
     *     and the original one under {@code importedHistory}
     * @throws DataRefusedException if the file is not a JSON array, or the directory is in use or damaged; nothing was
     *     changed then
     */
    public Report importFrom(Path file, boolean repair) throws IOException {
        try (MaintenanceRun work = begin()) {
            return work.add(file, repair);
        }
    }

    private MaintenanceRun begin() throws IOException {
        return MaintenanceRun.on(directory, options, progress);
    }

    private OrderMemory load(Path file) throws IOException {
        RealDisk disk = RealDisk.holding(file);
        String name = RealDisk.nameOf(file);
        if (!disk.exists(name)) {
            throw new DataRefusedException(file + " is not there. Nothing was changed.", null);
        }
        try {
            return MaintenanceRun.load(disk, name, options);
        } catch (BadFileException e) {
            throw WaysOut.refused(e);
        }
    }
}
