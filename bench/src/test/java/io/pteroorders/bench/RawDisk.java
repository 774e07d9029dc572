package io.pteroorders.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The limit: the same bytes into a file whose blocks are all there, one force for what comes together. */
final class RawDisk implements AutoCloseable {

    private static final int SIZE = 64 << 20;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    private final GroupCommit<byte[]> group = new GroupCommit<>(this::writeAll);
    private long position;

    RawDisk(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        for (int written = 0; written < SIZE; written += buffer.capacity()) {
            file.write(buffer.clear());
        }
        file.force(true);
    }

    /** From one thread. */
    void write(byte[] record) throws IOException {
        writeAll(List.of(record));
    }

    /** From many threads. */
    void writeTogether(byte[] record) {
        group.write(record);
    }

    private void writeAll(List<byte[]> records) throws IOException {
        buffer.clear();
        records.forEach(buffer::put);
        buffer.flip();
        if (position + buffer.remaining() > SIZE) {
            position = 0;
        }
        while (buffer.hasRemaining()) {
            position += file.write(buffer, position);
        }
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        group.close();
        file.close();
    }
}
