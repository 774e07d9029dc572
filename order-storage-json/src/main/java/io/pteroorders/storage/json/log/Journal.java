package io.pteroorders.storage.json.log;

import com.google.common.base.Preconditions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The append-only log of all changes, in files that follow one another; a file's name is the number of its first record.
 * A batch of records is written into zeros that were there before, and forced once. Used by one thread.
 */
public final class Journal implements Closeable {

    /** A record to be written. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Entry(char type, byte[] json) {}

    private static final String NEW = "journal.new";
    private static final int LARGEST_EXTENSION = 4 << 20;

    private final Disk disk;
    private final int smallestExtension;
    private final AckedMark acked;
    private final LineBuffer batch = new LineBuffer(1 << 16);
    private Disk.OpenFile file;
    private String name;
    private volatile long end;
    private long allocated;
    private long sequence;
    private int crc;
    private boolean failed;

    private Journal(
            Disk disk, int smallestExtension, AckedMark acked, Disk.OpenFile file, JournalScan.End at, String name)
            throws IOException {
        this.disk = disk;
        this.smallestExtension = smallestExtension;
        this.acked = acked;
        this.file = file;
        this.name = name;
        this.end = at.position();
        this.allocated = file.size();
        this.sequence = at.sequence();
        this.crc = at.crc();
    }

    /** The name of the file that begins with this record. */
    public static String name(long first) {
        return String.format("journal-%012d.log", first);
    }

    /** The first journal of a directory; its first record is number 1. */
    public static Journal begin(Disk disk, int extension, List<Entry> entries) throws IOException {
        JournalScan.End start = new JournalScan.End(0, 0, 0, false);
        String name = name(1);
        JournalScan.End end = writeWhole(disk, extension, start, entries, name);
        return resume(disk, extension, name, end);
    }

    /** The journal whose last file ends there. */
    public static Journal resume(Disk disk, int extension, String name, JournalScan.End end) throws IOException {
        return Openings.then(
                AckedMark.open(disk),
                acked -> Openings.then(disk.open(name), file -> new Journal(disk, extension, acked, file, end, name)));
    }

    /** Writes a file that becomes visible only whole. */
    private static JournalScan.End writeWhole(
            Disk disk, int extension, JournalScan.End before, List<Entry> entries, String name) throws IOException {
        LineBuffer lines = new LineBuffer(extension);
        long sequence = before.sequence();
        int crc = before.crc();
        for (Entry entry : entries) {
            crc = JournalLine.write(lines, sequence + 1, before.sequence(), crc, entry.type(), entry.json());
            sequence++;
        }
        long length = lines.length();
        try {
            disk.delete(NEW);
            try (Disk.OpenFile file = disk.create(NEW)) {
                file.write(zeros(Math.max(extension, length)), 0);
                file.write(lines.toBuffer(), 0);
                force(file);
            }
            disk.move(NEW, name);
        } catch (StoreFailedException e) {
            throw e;
        } catch (IOException e) {
            if (disk.exists(name)) {
                throw new StoreFailedException("it is unknown whether " + name + " is there", e);
            }
            disk.delete(NEW);
            throw e;
        }
        sync(disk);
        return new JournalScan.End(length, sequence, crc, false);
    }

    private static ByteBuffer zeros(long count) {
        return ByteBuffer.allocate(Math.toIntExact(count));
    }

    /** The number of the last record; every record up to it is durable. */
    public long sequence() {
        return sequence;
    }

    /** How many bytes the records of the current file have. */
    long length() {
        return end;
    }

    /**
     * Makes records durable.
     *
     * @throws IOException if nothing was written: the file is as it was, durably
     * @throws StoreFailedException if it is unknown what was written
     */
    public void append(List<Entry> entries) throws IOException {
        Preconditions.checkState(!failed, "the journal failed earlier");
        batch.clear();
        long last = sequence;
        int lastCrc = crc;
        for (Entry entry : entries) {
            last++;
            lastCrc = JournalLine.write(batch, last, sequence, lastCrc, entry.type(), entry.json());
        }
        long next = end + batch.length();
        failed = true;
        try {
            write();
        } catch (IOException e) {
            cutBack(e);
            failed = false;
            throw e;
        }
        force(file);
        failed = false;
        end = next;
        sequence = last;
        crc = lastCrc;
        acked.note(last);
    }

    private void write() throws IOException {
        long needed = end + batch.length();
        if (needed > allocated) {
            long extension = Math.min(LARGEST_EXTENSION, Math.max(smallestExtension, allocated));
            long wanted = Math.max(needed, allocated + extension);
            file.write(zeros(wanted - allocated), allocated);
            allocated = wanted;
        }
        file.write(batch.toBuffer(), end);
    }

    private void cutBack(IOException cause) throws StoreFailedException {
        try {
            file.truncate(end);
            file.force();
            allocated = end;
        } catch (IOException e) {
            e.addSuppressed(cause);
            throw new StoreFailedException("a failed write to " + name + " could not be undone", e);
        }
    }

    /**
     * Goes on in a new file.
     *
     * @param entries the first records of the new file
     * @throws IOException if that was not possible; the old file is still in use
     * @throws StoreFailedException if it is unknown what is on the disk
     */
    public void rotate(List<Entry> entries) throws IOException {
        Preconditions.checkState(!failed, "the journal failed earlier");
        failed = true;
        String nextName = name(sequence + 1);
        JournalScan.End next;
        try {
            next = writeWhole(
                    disk, smallestExtension, new JournalScan.End(end, sequence, crc, false), entries, nextName);
        } catch (StoreFailedException e) {
            throw e;
        } catch (IOException e) {
            failed = false;
            throw e;
        }
        try {
            cutZeros();
            file.close();
            file = disk.open(nextName);
            name = nextName;
            end = next.position();
            allocated = file.size();
        } catch (IOException e) {
            throw new StoreFailedException("the journal could not go on in " + nextName, e);
        }
        sequence = next.sequence();
        crc = next.crc();
        failed = false;
        acked.note(sequence);
    }

    private void cutZeros() throws IOException {
        file.truncate(end);
        force(file);
    }

    /** Ends the journal in order, so that the next opening need not rewrite it. */
    public void closeInOrder() throws IOException {
        Preconditions.checkState(!failed, "the journal failed earlier");
        cutZeros();
        new CloseMark(name, end, crc).write(disk);
    }

    private static void force(Disk.OpenFile file) throws StoreFailedException {
        try {
            file.force();
        } catch (IOException e) {
            throw new StoreFailedException("the disk did not confirm what was written", e);
        }
    }

    private static void sync(Disk disk) throws StoreFailedException {
        try {
            disk.sync();
        } catch (IOException e) {
            throw new StoreFailedException("the disk did not confirm a file's name", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (acked) {
            file.close();
        }
    }
}
