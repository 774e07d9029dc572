package io.pteroorders.storage.json.log;

import com.google.common.util.concurrent.RateLimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes an open file from its beginning, no faster than a pace in bytes a second. Not thread-safe. */
public final class FileOutput extends OutputStream {

    private final Disk.OpenFile file;
    private final RateLimiter pace;
    private long position;

    public FileOutput(Disk.OpenFile file, RateLimiter pace) {
        this.file = file;
        this.pace = pace;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            pace.acquire(length);
            file.write(ByteBuffer.wrap(bytes, offset, length), position);
            position += length;
        }
    }
}
