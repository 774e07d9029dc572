package io.pteroorders.storage.json;

import com.google.common.io.ByteStreams;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Refused;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** Takes a snapshot into memory. */
final class SnapshotLoader implements SnapshotFile.Sink {

    private final OrderMemory memory;
    private final Consumer<SnapshotFile.Rejected> rejects;
    private final SnapshotFile.Writer canonical = new SnapshotFile.Writer(ByteStreams.nullOutputStream());
    private final boolean digestsContent;
    private long[] changedAt = new long[16];
    private int count;

    private SnapshotLoader(OrderMemory memory, boolean digestsContent, Consumer<SnapshotFile.Rejected> rejects) {
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
     * @throws DataRefusedException if it is not a JSON array
     */
    static SnapshotMark loadUnknown(
            Disk disk,
            String name,
            long sequence,
            OrderJson format,
            OrderMemory memory,
            Consumer<SnapshotFile.Rejected> rejects)
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
    public void accept(StoredOrder order, RawRecord record) {
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
            digest(order);
        }
    }

    private void digest(StoredOrder order) {
        try {
            canonical.add(order);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void reject(SnapshotFile.Rejected rejected) {
        rejects.accept(rejected);
    }

    /** Refuses a file for its first record that is no order. */
    static Consumer<SnapshotFile.Rejected> strict(Disk disk, String name) {
        return rejected -> {
            throw Refused.unreadable(
                    disk.describe(name),
                    "holds a record that is no order: number " + rejected.position() + ", at line " + rejected.line()
                            + ": " + rejected.reason(),
                    null);
        };
    }
}
