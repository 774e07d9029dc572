package io.pteroorders.storage.json.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads an open file from its beginning. Not thread-safe. */
public final class FileInput extends InputStream {

    private final Disk.OpenFile file;
    private long position;

    public FileInput(Disk.OpenFile file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = length == 0 ? 0 : file.read(ByteBuffer.wrap(to, offset, length), position);
        position += Math.max(read, 0);
        return read;
    }
}
