package io.pteroorders.storage.json;

import com.google.common.hash.HashCode;
import com.google.common.io.ByteStreams;
import com.google.common.util.concurrent.RateLimiter;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.storage.ClaimIndex;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.FileInput;
import io.pteroorders.storage.json.log.FileOutput;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.table.Feed;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.json.table.OrderTable;
import io.pteroorders.storage.json.table.Sidecar;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The {@link Sidecar} of {@code orders.json}, with which opening is fast. It begins with the digest of the version whose
 * orders it holds, and ends with a checksum of all before. It is never forced and never missed: one that is not there,
 * not whole, or another version's counts as none.
 */
final class SidecarFile {

    static final String NAME = "orders.json.sidecar";
    static final String TEMPORARY = "orders.json.sidecar.tmp";

    private static final int BUFFER = 1 << 18;
    private static final int DIGEST = 32;

    private SidecarFile() {}

    /** What a sidecar holds, and the digest of the {@code orders.json} that holds the same. */
    record Content(String sha256, OrderMemory memory) {

        boolean holds(SnapshotMark version) {
            return sha256.equals(version.sha256());
        }
    }

    /**
     * Puts a sidecar beside a version of {@code orders.json}.
     *
     * @param numbering see {@link Feed}
     */
    static void write(Disk disk, SnapshotMark version, FrozenOrders orders, long numbering, RateLimiter pace) {
        try {
            disk.delete(TEMPORARY);
            try (Disk.OpenFile file = disk.create(TEMPORARY)) {
                write(file, version, orders, numbering, pace);
            }
            disk.move(TEMPORARY, NAME);
        } catch (IOException e) {
            // the next opening takes longer
        }
    }

    private static void write(
            Disk.OpenFile file, SnapshotMark version, FrozenOrders orders, long numbering, RateLimiter pace)
            throws IOException {
        FileOutput plain = new FileOutput(file, pace);
        CheckedOutputStream checked = new CheckedOutputStream(plain, new CRC32C());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
        out.write(HashCode.fromString(version.sha256()).asBytes());
        out.writeLong(numbering);
        Sidecar.write(orders, out);
        out.flush();
        new DataOutputStream(plain).writeLong(checked.getChecksum().getValue());
    }

    /** The sidecar that is there, if it is whole. */
    static Optional<Content> read(Disk disk, JsonStorageOptions options) {
        try {
            if (!disk.exists(NAME)) {
                return Optional.empty();
            }
            try (Disk.OpenFile file = disk.openToRead(NAME)) {
                return Optional.of(read(file, options));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Content read(Disk.OpenFile file, JsonStorageOptions options) throws IOException {
        long length = file.size() - Long.BYTES;
        if (length < DIGEST) {
            throw new IOException("the sidecar ends too soon");
        }
        InputStream upToChecksum = ByteStreams.limit(new FileInput(file), length);
        CheckedInputStream checked = new CheckedInputStream(upToChecksum, new CRC32C());
        DataInputStream in = new DataInputStream(new BufferedInputStream(checked, BUFFER));
        HashCode sha256 = HashCode.fromBytes(in.readNBytes(DIGEST));
        long numbering = in.readLong();
        StatisticsCollector statistics = new StatisticsCollector(options.zone());
        ClaimIndex claims = new ClaimIndex();
        OrderTable table = Sidecar.read(in, options.flow(), stored -> {
            statistics.add(stored.order());
            claims.changed(Optional.empty(), Optional.of(stored.order()));
        });
        ByteBuffer checksum = ByteBuffer.allocate(Long.BYTES);
        if (in.read() >= 0
                || file.read(checksum, length) < Long.BYTES
                || checksum.getLong(0) != checked.getChecksum().getValue()) {
            throw new IOException("the sidecar is damaged");
        }
        return new Content(sha256.toString(), new OrderMemory(options.zone(), table, statistics, claims, numbering));
    }
}
