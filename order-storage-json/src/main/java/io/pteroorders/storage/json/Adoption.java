package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.RateLimiter;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.JournalRecords;
import io.pteroorders.storage.json.log.Quarantine;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.OrderJson;
import java.io.IOException;

/**
 * Takes over an {@code orders.json} that was written elsewhere. Records that are no orders are set aside one by one with
 * the reason, beside the whole original; the file then holds the others.
 */
final class Adoption {

    /** The file that is now in place, and what it holds. */
    record Adopted(OrderMemory memory, SnapshotMark file, ImmutableList<String> notices) {}

    private final Disk disk;
    private final JsonStorageOptions options;
    private final OrderMemory memory;

    Adoption(Disk disk, JsonStorageOptions options) {
        this.disk = disk;
        this.options = options;
        this.memory = new OrderMemory(options.flow(), options.zone());
    }

    /** @throws BadFileException if the file is not a JSON array; nothing was changed then */
    Adopted run() throws IOException {
        Quarantine quarantine = new Quarantine(disk, options.clock());
        try (Rejects rejects = new Rejects(quarantine)) {
            SnapshotMark found = SnapshotLoader.loadUnknown(
                    disk, Snapshots.FILE, JournalRecords.ADOPTION, new OrderJson(options.flow()), memory, rejects);
            disk.makePrivate(Snapshots.FILE);
            makeDurable();
            if (rejects.count() == 0) {
                return new Adopted(memory, found, ImmutableList.of());
            }
            ImmutableList<String> notices = rejects.finish();
            quarantine.keep(Snapshots.FILE, "orders", "-original.json");
            return new Adopted(memory, replace(), notices);
        }
    }

    /** Whoever put the file there may not have forced it. */
    private void makeDurable() throws IOException {
        try (Disk.OpenFile file = disk.openToRead(Snapshots.FILE)) {
            file.force();
        }
        disk.sync();
    }

    private SnapshotMark replace() throws IOException {
        SnapshotMark cleaned = Snapshots.write(
                disk,
                Snapshots.TEMPORARY,
                memory.table().freeze(),
                JournalRecords.ADOPTION,
                JournalRecords.ADOPTION,
                RateLimiter.create(Double.MAX_VALUE));
        disk.move(Snapshots.TEMPORARY, Snapshots.FILE);
        disk.sync();
        return cleaned;
    }
}
