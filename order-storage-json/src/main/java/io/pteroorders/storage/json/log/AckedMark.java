package io.pteroorders.storage.json.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The highest sequence that was acknowledged, kept in two slots by turns and never forced, so that it can be too low but
 * never too high. It shows that records are missing at the end of the journal.
 */
public final class AckedMark implements Closeable {

    public static final String FILE = "acked";

    private static final int SLOT = 32;

    private final Disk.OpenFile file;
    private final LineBuffer line = new LineBuffer(SLOT);
    private int slot;

    private AckedMark(Disk.OpenFile file, int slot) {
        this.file = file;
        this.slot = slot;
    }

    /** The highest sequence that a valid slot holds; 0 if none does. */
    public static long read(Disk disk) throws IOException {
        if (!disk.exists(FILE)) {
            return 0;
        }
        try (Disk.OpenFile file = disk.openToRead(FILE)) {
            return Math.max(readSlot(file, 0), readSlot(file, 1));
        }
    }

    static AckedMark open(Disk disk) throws IOException {
        Disk.OpenFile file = disk.exists(FILE) ? disk.open(FILE) : disk.create(FILE);
        return Openings.then(file, opened -> new AckedMark(opened, readSlot(opened, 0) > readSlot(opened, 1) ? 1 : 0));
    }

    private static long readSlot(Disk.OpenFile file, int slot) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SLOT);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, (long) slot * SLOT + bytes.position()) < 0) {
                return 0;
            }
        }
        String[] parts =
                new String(bytes.array(), StandardCharsets.US_ASCII).strip().split(" ", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{1,18}")) {
            return 0;
        }
        return parts[1].equals(check(parts[0])) ? Long.parseLong(parts[0]) : 0;
    }

    private static String check(String sequence) {
        byte[] bytes = sequence.getBytes(StandardCharsets.US_ASCII);
        return String.format("%08x", JournalLine.crc(bytes, 0, bytes.length));
    }

    /** A mark that cannot be written stays too low, which is allowed. */
    void note(long sequence) {
        try {
            line.clear();
            line.putDecimal(sequence);
            int crc = JournalLine.crc(line.bytes(), 0, line.length());
            line.put((byte) ' ');
            JournalLine.putHex(line, line.skip(8), crc);
            while (line.length() < SLOT - 1) {
                line.put((byte) ' ');
            }
            line.put((byte) '\n');
            file.write(line.toBuffer(), (long) slot * SLOT);
            slot = 1 - slot;
        } catch (IOException tooLowIsAllowed) {
            slot = 1 - slot;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
