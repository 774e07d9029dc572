package io.pteroorders.storage.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where servers of tests have their data: a disk in memory, if the machine has one with room, for a server makes, and at
 * its end removes, thousands of files.
 */
public final class ServerDirectory {

    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 6L << 30;

    private ServerDirectory() {}

    /** A new, empty directory. */
    public static Path create(String prefix) throws IOException {
        return isRoomInMemory() ? Files.createTempDirectory(IN_MEMORY, prefix) : Files.createTempDirectory(prefix);
    }

    private static boolean isRoomInMemory() throws IOException {
        return Files.isWritable(IN_MEMORY) && Files.getFileStore(IN_MEMORY).getUsableSpace() > ROOM;
    }
}
