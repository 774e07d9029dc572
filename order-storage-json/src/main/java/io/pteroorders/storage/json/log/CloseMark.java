package io.pteroorders.storage.json.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Says that a store was closed in order, and how its last journal ended then. It is not a part of the journal; if it
 * does not fit exactly, it says nothing.
 */
public record CloseMark(String journal, long length, int lastCrc) {

    public static final String FILE = "closed";

    private static final int LARGEST = 200;

    private String text() {
        String text = journal + " " + length + " " + String.format("%08x", lastCrc);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return text + " " + String.format("%08x", JournalLine.crc(bytes, 0, bytes.length)) + "\n";
    }

    void write(Disk disk) throws IOException {
        disk.delete(FILE);
        try (Disk.OpenFile file = disk.create(FILE)) {
            file.write(ByteBuffer.wrap(text().getBytes(StandardCharsets.US_ASCII)), 0);
            file.force();
        }
        disk.sync();
    }

    /** Whether the mark in this directory says exactly this. */
    boolean isIn(Disk disk) throws IOException {
        if (!disk.exists(FILE)) {
            return false;
        }
        try (Disk.OpenFile file = disk.openToRead(FILE)) {
            ByteBuffer bytes = ByteBuffer.allocate(LARGEST);
            for (int read = 0; read >= 0 && bytes.hasRemaining(); ) {
                read = file.read(bytes, bytes.position());
            }
            String found = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
            return found.equals(text());
        }
    }
}
