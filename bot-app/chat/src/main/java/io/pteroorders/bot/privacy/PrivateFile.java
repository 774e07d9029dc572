package io.pteroorders.bot.privacy;

import com.google.common.io.MoreFiles;
import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files for their owner alone, which are there whole or not at all. */
final class PrivateFile {

    private PrivateFile() {}

    /**
     * Puts a file in its place, durably; its directory is made if it is not there.
     *
     * @throws StorageException if it could not be; what was there before is still there
     */
    static void write(Path file, byte[] content) {
        try {
            Path directory = directoryOf(file);
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, attributes(directory, "rwx------"));
            }
            Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
            Files.deleteIfExists(fresh);
            try (FileChannel channel = FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    attributes(directory, "rw-------"))) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            force(directory);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /**
     * Deletes a file, durably, if it is there.
     *
     * @throws StorageException if it is still there
     */
    static void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                force(directoryOf(file));
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static StorageException failed(Path file, IOException e) {
        return StorageException.retryable(MoreFiles.getNameWithoutExtension(file) + ": " + e.getMessage(), e);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static FileAttribute<?>[] attributes(Path where, String rights) {
        boolean posix = where.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }
}
