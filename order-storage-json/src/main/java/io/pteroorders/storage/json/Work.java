package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.RateLimiter;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.storage.json.log.AckedMark;
import io.pteroorders.storage.json.log.CloseMark;
import io.pteroorders.storage.json.log.DirectoryLock;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.log.Quarantine;
import io.pteroorders.storage.json.log.RealDisk;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.StoredOrder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A data directory while one piece of maintenance has it for itself. */
public final class Work implements Closeable {

    private final Path directory;
    private final JsonStorageOptions options;
    private final Progress progress;
    private final DirectoryLock lock;
    private final RealDisk disk;
    private final List<String> notices = new ArrayList<>();

    private Work(Path directory, JsonStorageOptions options, Progress progress) throws IOException {
        this.directory = directory;
        this.options = options;
        this.progress = progress;
        this.disk = RealDisk.in(directory);
        this.lock = DirectoryLock.acquire(directory, options.clock());
    }

    /** @throws DataRefusedException if somebody else has the directory */
    static Work on(Path directory, JsonStorageOptions options, Progress progress) throws IOException {
        return new Work(directory, options, progress);
    }

    /** Something that is done with an open store that nobody else uses. */
    @FunctionalInterface
    private interface Job {
        Maintenance.Report run(JsonOrderStorage store) throws IOException;
    }

    Maintenance.Report restore(OrderMemory content) throws IOException {
        try {
            return with(Opening.Base.SNAPSHOT, store -> replace(store, content));
        } catch (DataRefusedException damaged) {
            notices.add(String.valueOf(damaged.getMessage()));
            return replaceDamaged(content);
        }
    }

    Maintenance.Report adopt(OrderMemory content) throws IOException {
        return with(Opening.Base.PREVIOUS, store -> replace(store, content));
    }

    Maintenance.Report rollForward() throws IOException {
        return with(Opening.Base.PREVIOUS, store -> {
            store.checkpoint();
            return report(store.orders().size(), 0, ImmutableList.of(), Optional.empty());
        });
    }

    Maintenance.Report add(Path file, boolean repair) throws IOException {
        return with(Opening.Base.SNAPSHOT, store -> {
            Import imported = new Import(disk, options, store.orders());
            OrderMemory content = imported.read(RealDisk.holding(file), RealDisk.nameOf(file), repair);
            notices.addAll(imported.notices());
            return replace(store, content);
        });
    }

    private Maintenance.Report with(Opening.Base base, Job job) throws IOException {
        try (JsonOrderStorage store = JsonOrderStorage.open(disk, options.onlyWhenAsked(), base)) {
            return job.run(store);
        }
    }

    private Maintenance.Report replace(JsonOrderStorage store, OrderMemory content) throws IOException {
        FrozenOrders before = store.orders();
        Optional<Backup> safety = before.size() == 0
                ? Optional.empty()
                : Optional.of(Backups.of(directory, options).make(before, progress));
        List<OrderId> gone = new ArrayList<>();
        for (StoredOrder order : before) {
            if (content.table().get(order.order().id()).isEmpty()) {
                gone.add(order.order().id());
            }
        }
        store.restore(content);
        long orders = content.table().size();
        return report(orders, orders - (before.size() - gone.size()), ImmutableList.copyOf(gone), safety);
    }

    private Maintenance.Report report(long orders, long added, ImmutableList<OrderId> gone, Optional<Backup> safety) {
        return new Maintenance.Report(orders, added, gone, safety, ImmutableList.copyOf(notices));
    }

    /**
     * What cannot be opened is set aside whole, and the content becomes a new store. Until that is complete, a mark that
     * fits nothing keeps the directory from being opened.
     */
    private Maintenance.Report replaceDamaged(OrderMemory content) throws IOException {
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
        long orders = content.table().size();
        return report(orders, orders, ImmutableList.of(), Optional.empty());
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
