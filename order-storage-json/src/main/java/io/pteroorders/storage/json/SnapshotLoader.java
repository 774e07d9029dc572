package io.pteroorders.storage.json;

import com.google.common.io.ByteStreams;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.util.Arrays;

/** Takes a snapshot into memory. */
final class SnapshotLoader implements SnapshotFile.Sink {

    private final OrderMemory memory;
    private final SnapshotFile.RejectSink rejects;
    private final SnapshotFile.Writer canonical = new SnapshotFile.Writer(ByteStreams.nullOutputStream());
    private final boolean digestsContent;
    private long[] changedAt = new long[16];
    private int count;

    private SnapshotLoader(OrderMemory memory, boolean digestsContent, SnapshotFile.RejectSink rejects) {
        this.memory = memory;
        this.rejects = rejects;
        this.digestsContent = digestsContent;
    }

    /** Loads a file whose bytes are known to be those that a mark names. */
    static void load(Disk disk, String name, SnapshotMark mark, OrderJson format, OrderMemory memory)
            throws IOException {
        SnapshotLoader loader = new SnapshotLoader(memory, false, strict(disk, name));
        loader.read(disk, name, format);
        memory.numbered(loader.changedAt, mark.lastChange());
    }

    /**
     * Loads any file; returns what it is.
     *
     * @param sequence the change up to which it is to count as holding all
     * @param rejects takes the records that are no orders, or whose id an earlier one has
     * @throws BadFileException if it is not a JSON array
     */
    static SnapshotMark loadUnknown(
            Disk disk,
            String name,
            long sequence,
            OrderJson format,
            OrderMemory memory,
            SnapshotFile.RejectSink rejects)
            throws IOException {
        SnapshotLoader loader = new SnapshotLoader(memory, true, rejects);
        SnapshotFile.Summary summary = loader.read(disk, name, format);
        memory.numbered(loader.changedAt, sequence);
        return loader.mark(summary, sequence);
    }

    private SnapshotFile.Summary read(Disk disk, String name, OrderJson format) throws IOException {
        return Snapshots.read(disk, name, format, this);
    }

    private SnapshotMark mark(SnapshotFile.Summary summary, long sequence) throws IOException {
        return new SnapshotMark(
                sequence,
                sequence,
                count,
                summary.length(),
                summary.sha256().toString(),
                canonical.finish().sha256().toString());
    }

    @Override
    public void accept(StoredOrder order, RawRecord record) throws IOException {
        if (memory.table().everHad(order.order().id())) {
            reject(record.rejected("an earlier record has the same id"));
            return;
        }
        if (count == changedAt.length) {
            changedAt = Arrays.copyOf(changedAt, 2 * count);
        }
        changedAt[count++] = order.order().updatedAt().getEpochSecond();
        memory.load(order, count);
        if (digestsContent) {
            canonical.add(order);
        }
    }

    @Override
    public void reject(SnapshotFile.Rejected rejected) throws IOException {
        rejects.reject(rejected);
    }

    /** Refuses a file for its first record that is no order. */
    static SnapshotFile.RejectSink strict(Disk disk, String name) {
        return rejected -> {
            throw new BadFileException(
                    BadFileException.Problem.UNREADABLE,
                    name,
                    disk.describe(name) + " holds a record that is no order: number " + rejected.position()
                            + ", at line " + rejected.line() + ": " + rejected.reason(),
                    null);
        };
    }
}
