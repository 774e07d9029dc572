package io.pteroorders.storage.json.log;

import com.google.common.collect.ImmutableSortedSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of the file system. Directories get mode 0700, files 0600. */
public final class RealDisk implements Disk {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path directory;

    private RealDisk(Path directory) {
        this.directory = directory;
    }

    /** The directory, made if it is not there. */
    public static RealDisk in(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            Files.createDirectories(directory, permissions("rwx------"));
            holding(directory).sync();
        }
        return new RealDisk(directory);
    }

    /** The directory that a file lies in. */
    public static RealDisk holding(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        return new RealDisk(parent == null ? file.toAbsolutePath() : parent);
    }

    public static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The directory as it is; for reading. */
    public static RealDisk existing(Path directory) {
        return new RealDisk(directory);
    }

    Path path() {
        return directory;
    }

    @Override
    public ImmutableSortedSet<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public OpenFile create(String name) throws IOException {
        return channel(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public OpenFile open(String name) throws IOException {
        requireRegular(name);
        return channel(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public OpenFile openToRead(String name) throws IOException {
        requireRegular(name);
        return channel(name, StandardOpenOption.READ);
    }

    private void requireRegular(String name) throws BadFileException {
        Path file = directory.resolve(name);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadFileException(
                    BadFileException.Problem.NOT_REGULAR, name, file + " is not a regular file", null);
        }
    }

    private OpenFile channel(String name, OpenOption... options) throws IOException {
        return new ChannelFile(
                FileChannel.open(directory.resolve(name), Set.copyOf(List.of(options)), permissions("rw-------")));
    }

    @Override
    public Object stamp(String name) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(directory.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Stamp(attributes.size(), attributes.lastModifiedTime().toString(), attributes.fileKey());
    }

    private record Stamp(
            long size, String modified, @Nullable Object key) {}

    @Override
    public void link(String name, Disk to, String newName) throws IOException {
        Files.createLink(((RealDisk) to).directory.resolve(newName), directory.resolve(name));
    }

    @Override
    public void makePrivate(String name) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Override
    public void move(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Disk directory(String name) throws IOException {
        Path child = directory.resolve(name);
        if (Files.notExists(child)) {
            Files.createDirectory(child, permissions("rwx------"));
            sync();
        }
        return new RealDisk(child);
    }

    @Override
    public String describe(String name) {
        return directory.resolve(name).toString();
    }

    static FileAttribute<?>[] permissions(String text) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }

    private record ChannelFile(FileChannel channel) implements OpenFile {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return channel.read(to, position);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            long at = position;
            while (from.hasRemaining()) {
                at += channel.write(from, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
