package io.pteroorders.storage.json.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Finds lines in a journal file, in constant memory. Not thread-safe. */
public final class JournalReader {

    private static final int LARGEST_WINDOW = 2 * JournalLine.MAX_LENGTH;

    private final Disk.OpenFile file;
    private final long size;
    private final byte[] window;
    private long start;
    private int length;

    public JournalReader(Disk.OpenFile file) throws IOException {
        this.file = file;
        this.size = file.size();
        this.window = new byte[(int) Math.min(size, LARGEST_WINDOW)];
    }

    public long size() {
        return size;
    }

    /** The valid line at a place; null if there is none. */
    @Nullable
    public JournalLine lineAt(long position) throws IOException {
        show(position, JournalLine.MAX_LENGTH);
        int from = (int) (position - start);
        return JournalLine.parse(window, from, length);
    }

    /** The first place, there or later, with a byte other than zero; the size if there is none. */
    public long nonZeroFrom(long position) throws IOException {
        for (long at = position; at < size; at++) {
            if (byteAt(at) != 0) {
                return at;
            }
        }
        return size;
    }

    /** The first place after this one where a line may begin: behind a line feed or a zero; the size if there is none. */
    public long resyncAfter(long position) throws IOException {
        for (long at = position + 1; at < size; at++) {
            byte before = byteAt(at - 1);
            if ((before == '\n' || before == 0) && byteAt(at) != 0) {
                return at;
            }
        }
        return size;
    }

    private byte byteAt(long position) throws IOException {
        show(position, 1);
        return window[(int) (position - start)];
    }

    /** Moves the window so that it shows as many bytes from a place on as there are, at most {@code wanted}. */
    private void show(long position, int wanted) throws IOException {
        long end = Math.min(size, position + wanted);
        if (position >= start && end <= start + length) {
            return;
        }
        start = position;
        length = 0;
        ByteBuffer rest = ByteBuffer.wrap(window, 0, (int) Math.min(window.length, size - position));
        while (rest.hasRemaining()) {
            int read = file.read(rest, start + length);
            if (read < 0) {
                break;
            }
            length += read;
        }
    }
}
