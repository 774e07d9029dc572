package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.RateLimiter;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.storage.json.log.AckedMark;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.BadFileException.Problem;
import io.pteroorders.storage.json.log.CloseMark;
import io.pteroorders.storage.json.log.DirectoryLock;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.log.Quarantine;
import io.pteroorders.storage.json.log.RealDisk;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.OrderJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A data directory while one piece of maintenance has it for itself. */
final class MaintenanceRun implements Closeable {

    private final Path directory;
    private final JsonStorageOptions options;
    private final Progress progress;
    private final DirectoryLock lock;
    private final RealDisk disk;
    private final List<String> notices = new ArrayList<>();

    private MaintenanceRun(Path directory, JsonStorageOptions options, Progress progress) throws IOException {
        this.directory = directory;
        this.options = options;
        this.progress = progress;
        this.disk = RealDisk.in(directory);
        this.lock = DirectoryLock.acquire(directory, options.clock());
    }

    /** @throws DataRefusedException if somebody else has the directory */
    static MaintenanceRun on(Path directory, JsonStorageOptions options, Progress progress) throws IOException {
        return new MaintenanceRun(directory, options, progress);
    }

    /** Something that is done with an open store that nobody else uses. */
    @FunctionalInterface
    private interface Job {
        Maintenance.Report run(JsonOrderStorage store) throws IOException;
    }

    /** The orders of a file, all of which must be orders. */
    static OrderMemory load(Disk from, String name, JsonStorageOptions options) throws IOException {
        OrderMemory content = new OrderMemory(options.flow(), options.zone());
        SnapshotLoader.loadUnknown(
                from, name, 0, new OrderJson(options.flow()), content, SnapshotLoader.strict(from, name));
        return content;
    }

    Maintenance.Report restore(OrderMemory content) throws IOException {
        requireFiles();
        try {
            return with(Opening.Base.SNAPSHOT, store -> replace(store, content));
        } catch (DataRefusedException refused) {
            requireNotNewer(refused);
        }
        if (Recovery.rolledForward(disk, options).isPresent()) {
            return with(Opening.Base.PREVIOUS, store -> replace(store, content));
        }
        return replaceDamaged(content);
    }

    private static void requireNotNewer(DataRefusedException refused) {
        if (refused.getCause() instanceof BadFileException bad && bad.problem() == Problem.NEWER) {
            throw refused;
        }
    }

    /** What is no file cannot be set aside. */
    private void requireFiles() throws IOException {
        for (String name : disk.list()) {
            if (isOurs(name)) {
                try {
                    disk.openToRead(name).close();
                } catch (BadFileException e) {
                    throw WaysOut.refused(disk, options, e);
                }
            }
        }
    }

    Maintenance.Report adopt() throws IOException {
        OrderMemory content;
        try {
            content = load(disk, Snapshots.FILE, options);
        } catch (BadFileException e) {
            throw WaysOut.refused(disk, options, e);
        }
        return with(Opening.Base.PREVIOUS, store -> replace(store, content));
    }

    Maintenance.Report rollForward() throws IOException {
        requireFiles();
        return with(Opening.Base.PREVIOUS, store -> {
            store.checkpoint();
            return new Maintenance.Report(
                    store.orders().size(),
                    0,
                    ImmutableList.of(),
                    ImmutableList.of(),
                    Optional.empty(),
                    ImmutableList.copyOf(notices));
        });
    }

    Maintenance.Report add(Path file, boolean repair) throws IOException {
        return with(Opening.Base.SNAPSHOT, store -> {
            Import imported = new Import(disk, options, store.orders());
            OrderMemory content = read(imported, file, repair);
            notices.addAll(imported.notices());
            return replace(store, content);
        });
    }

    private static OrderMemory read(Import imported, Path file, boolean repair) throws IOException {
        try {
            return imported.read(RealDisk.holding(file), RealDisk.nameOf(file), repair);
        } catch (BadFileException e) {
            throw WaysOut.refused(e);
        }
    }

    private Maintenance.Report with(Opening.Base base, Job job) throws IOException {
        try (JsonOrderStorage store = JsonOrderStorage.open(disk, options.onlyWhenAsked(), base)) {
            return job.run(store);
        }
    }

    private Maintenance.Report replace(JsonOrderStorage store, OrderMemory content) throws IOException {
        Optional<Backup> safety = backup(store.orders());
        Differences differences = Differences.between(store.orders(), content);
        store.restore(content);
        return report(content, differences, safety);
    }

    private Optional<Backup> backup(FrozenOrders before) throws IOException {
        return before.size() == 0
                ? Optional.empty()
                : Optional.of(BackupFiles.of(directory, options).make(before, progress));
    }

    private Maintenance.Report report(OrderMemory content, Differences differences, Optional<Backup> safety) {
        return new Maintenance.Report(
                content.table().size(),
                differences.added(),
                differences.gone(),
                differences.changed(),
                safety,
                ImmutableList.copyOf(notices));
    }

    /**
     * What cannot be opened is set aside whole, and the content becomes a new store. Until that is complete, a mark that
     * fits nothing keeps the directory from being opened.
     */
    private Maintenance.Report replaceDamaged(OrderMemory content) throws IOException {
        FrozenOrders before = new Salvage(disk, options).collect().table().freeze();
        Differences differences = Differences.between(before, content);
        Optional<Backup> safety = backup(before);
        Quarantine quarantine = new Quarantine(disk, options.clock());
        disk.delete(SidecarFile.NAME);
        disk.delete(CloseMark.FILE);
        disk.create(CloseMark.FILE).close();
        disk.sync();
        Snapshots.write(
                disk,
                Snapshots.TEMPORARY,
                new Counted(content.table().freeze(), progress),
                0,
                0,
                RateLimiter.create(Double.MAX_VALUE));
        for (String name : disk.list().descendingSet()) {
            if (isOurs(name)) {
                notices.add(name + " was set aside as " + quarantine.keep(name, "damaged", "-" + name));
                disk.delete(name);
            }
        }
        disk.move(Snapshots.TEMPORARY, Snapshots.FILE);
        disk.sync();
        disk.delete(CloseMark.FILE);
        disk.sync();
        JsonOrderStorage.open(disk, options.onlyWhenAsked(), Opening.Base.SNAPSHOT)
                .close();
        notices.add("requests that were carried out before are forgotten");
        return report(content, differences, safety);
    }

    private static boolean isOurs(String name) {
        return name.matches(JournalSurvey.NAME)
                || name.equals(Snapshots.FILE)
                || name.equals(Snapshots.PREVIOUS)
                || name.equals(AckedMark.FILE);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
