package io.pteroorders.storage.json;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import com.google.common.util.concurrent.RateLimiter;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.FileInput;
import io.pteroorders.storage.json.log.FileOutput;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.log.StoreFailedException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.io.InputStream;

/** Versions of {@code orders.json} on a disk. */
final class Snapshots {

    static final String FILE = "orders.json";
    static final String PREVIOUS = "orders.json.prev";
    static final String TEMPORARY = "orders.json.tmp";

    private Snapshots() {}

    /** Writes and forces a file that is not there yet, and reads it again to see that it is right. */
    static SnapshotMark write(
            Disk disk, String name, Iterable<StoredOrder> orders, long sequence, long lastChange, RateLimiter pace)
            throws IOException {
        disk.delete(name);
        SnapshotFile.Summary written;
        try (Disk.OpenFile file = disk.create(name)) {
            written = SnapshotFile.write(new FileOutput(file, pace), orders);
            force(file);
        } catch (StoreFailedException e) {
            throw e;
        } catch (IOException e) {
            disk.delete(name);
            throw e;
        }
        String sha256 = written.sha256().toString();
        SnapshotMark mark = new SnapshotMark(sequence, lastChange, written.records(), written.length(), sha256, sha256);
        if (!isBytesOf(disk, name, mark)) {
            throw new IOException(disk.describe(name) + " does not hold what was written to it");
        }
        return mark;
    }

    private static void force(Disk.OpenFile file) throws StoreFailedException {
        try {
            file.force();
        } catch (IOException e) {
            throw new StoreFailedException("the disk did not confirm a snapshot", e);
        }
    }

    /** Whether a file is, byte for byte, the one that a mark names. */
    static boolean isBytesOf(Disk disk, String name, SnapshotMark mark) throws IOException {
        try (Disk.OpenFile file = disk.openToRead(name)) {
            return file.size() == mark.length() && sha256(file).equals(mark.sha256());
        }
    }

    /** The digest of a file's bytes. */
    static String sha256(Disk disk, String name) throws IOException {
        try (Disk.OpenFile file = disk.openToRead(name)) {
            return sha256(file);
        }
    }

    private static String sha256(Disk.OpenFile file) throws IOException {
        try (HashingInputStream in = new HashingInputStream(Hashing.sha256(), new FileInput(file))) {
            ByteStreams.exhaust(in);
            return in.hash().toString();
        }
    }

    /**
     * Reads a file from end to end.
     *
     * @throws BadFileException if it is not a JSON array
     */
    static SnapshotFile.Summary read(Disk disk, String name, OrderJson format, SnapshotFile.Sink sink)
            throws IOException {
        try (Disk.OpenFile file = disk.openToRead(name);
                InputStream in = new FileInput(file)) {
            return SnapshotFile.read(in, format, sink);
        } catch (SnapshotFormatException e) {
            throw new BadFileException(
                    BadFileException.Problem.UNREADABLE, name, disk.describe(name) + " " + e.getMessage(), e);
        }
    }
}
