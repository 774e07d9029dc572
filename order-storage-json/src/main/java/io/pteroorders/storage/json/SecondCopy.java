package io.pteroorders.storage.json;

import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.JournalEnding;
import io.pteroorders.storage.json.log.StoreFailedException;
import java.io.IOException;

/**
 * What stands beside an {@code orders.json} that no checkpoint wrote, as the version before it: the same once more, so
 * that it can be told what an edit changed, and gone on without it. It is a file of its own, as some editors write into
 * the file that they find.
 */
final class SecondCopy {

    private static final String TEMPORARY = Snapshots.PREVIOUS + ".tmp";

    private SecondCopy() {}

    /** @throws StoreFailedException if the disk did not confirm it; other failures leave all as it was */
    static void make(Disk disk) throws IOException {
        disk.delete(TEMPORARY);
        try (Disk.OpenFile from = disk.openToRead(Snapshots.FILE);
                Disk.OpenFile to = disk.create(TEMPORARY)) {
            JournalEnding.copy(from, to, from.size());
            confirm(to::force);
        }
        disk.move(TEMPORARY, Snapshots.PREVIOUS);
        confirm(disk::sync);
    }

    private interface Confirmation {
        void run() throws IOException;
    }

    private static void confirm(Confirmation confirmation) throws StoreFailedException {
        try {
            confirmation.run();
        } catch (IOException e) {
            throw new StoreFailedException("the disk did not confirm the second copy of a snapshot", e);
        }
    }
}
