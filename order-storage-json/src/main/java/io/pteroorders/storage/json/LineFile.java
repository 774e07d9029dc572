package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteStreams;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.Health;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.LocalShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.json.log.Openings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as a file of plain JSON lines that people read, one value a line, only ever appended to. A value is on the disk
 * when {@link #append} returns; threads that append at the same time share a force. A disk without space refuses values
 * for as long; one that does not confirm what was written ends it. Thread-safe.
 */
final class LineFile implements LocalShopStorage.RecordList {

    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final int BLOCK = 4096;
    private static final int LONGEST_LINE = 1 << 20;

    private final Path path;
    private ImmutableList<String> notices = ImmutableList.of();
    private final Object forcing = new Object();
    private FileChannel file;
    private long written;
    private long forced;
    private Optional<String> failure = Optional.empty();

    private LineFile(Path path) throws IOException {
        this.path = path;
        this.file = channel(path);
        try {
            this.written = endOfLastLine(file);
            if (written < file.size()) {
                mendLastLine();
            }
            file.force(true);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        this.forced = written;
    }

    /**
     * Opens the file without reading it; a last line that a crash left unfinished is cut off.
     *
     * @param path in a directory that is there
     * @throws DataRefusedException if the file cannot be used
     */
    static LineFile open(Path path) {
        try {
            return new LineFile(path);
        } catch (IOException e) {
            throw Unopened.because("the file " + path, e);
        }
    }

    /** The same, with its values read. */
    static LineFile open(Path path, Consumer<String> reader) {
        LineFile lines = open(path);
        try (BufferedReader values = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            values.lines().filter(line -> !line.isBlank()).forEach(line -> reader.accept(line));
            return lines;
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw new DataRefusedException("the file " + path + " cannot be read: " + IoReason.of(e), e);
        }
    }

    /** Editors leave the last line without its end; a crash leaves a part of it. */
    private void mendLastLine() throws IOException {
        if (file.size() - written <= LONGEST_LINE && isWhole(read(written, file.size()))) {
            long end = file.size();
            writeAt(file, new byte[] {'\n'}, end);
            written = end + 1;
        } else {
            notices = ImmutableList.of(path.getFileName() + ": cut off a last line that was not written whole");
            file.truncate(written);
        }
    }

    private static boolean isWhole(byte[] line) {
        try {
            return JsonMapper.shared().readTree(line).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    private byte[] read(long start, long end) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (end - start));
        while (bytes.hasRemaining() && file.read(bytes, start + bytes.position()) >= 0) {
            // reads on
        }
        return bytes.array();
    }

    private static FileChannel channel(Path path) throws IOException {
        return Openings.then(FileChannel.open(path, OPTIONS, forItsOwnerAlone(path)), channel -> {
            forceDirectory(path);
            return channel;
        });
    }

    private static void forceDirectory(Path path) throws IOException {
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static FileAttribute<?>[] forItsOwnerAlone(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix && !Files.exists(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static long endOfLastLine(FileChannel file) throws IOException {
        for (long end = file.size(); end > 0; end -= BLOCK) {
            long start = Math.max(0, end - BLOCK);
            ByteBuffer block = ByteBuffer.allocate((int) (end - start));
            while (block.hasRemaining() && file.read(block, start + block.position()) >= 0) {
                // reads on
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }

    @Override
    public void append(List<JsonValue> values) {
        force(write(lines(values)));
    }

    private static byte[] lines(Iterable<JsonValue> values) {
        return ImmutableList.copyOf(values).stream()
                .map(value -> value.json() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public CompletionStage<Void> submit(List<JsonValue> values) {
        try {
            append(values);
            return CompletableFuture.completedFuture(null);
        } catch (StorageException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void replace(Iterable<JsonValue> values) {
        synchronized (forcing) {
            synchronized (this) {
                checkWorks();
                byte[] all = lines(values);
                try {
                    replaceFile(all);
                } catch (IOException e) {
                    throw StorageException.retryable(path.getFileName() + " cannot be replaced: " + e.getMessage(), e);
                }
                written = all.length;
                forced = written;
            }
        }
    }

    @Override
    public void read(Consumer<String> reader) {
        long end = written();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(ByteStreams.limit(Files.newInputStream(path), end), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank()).forEach(reader);
        } catch (IOException | UncheckedIOException e) {
            throw StorageException.retryable(path.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void rewrite(Function<String, Optional<String>> change) {
        synchronized (forcing) {
            synchronized (this) {
                checkWorks();
                try {
                    rewriteFile(change);
                } catch (IOException | UncheckedIOException e) {
                    throw StorageException.retryable(path.getFileName() + " cannot be rewritten: " + e.getMessage(), e);
                }
                forced = written;
            }
        }
    }

    /** Line by line, since the file may be larger than the memory. */
    private void rewriteFile(Function<String, Optional<String>> change) throws IOException {
        Path fresh = freshFile();
        FileChannel channel = FileChannel.open(fresh, OPTIONS, forItsOwnerAlone(fresh));
        try {
            long end = 0;
            try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Optional<String> kept = line.isBlank() ? Optional.empty() : change.apply(line);
                    byte[] bytes = kept.map(json -> json + "\n").orElse("").getBytes(StandardCharsets.UTF_8);
                    writeAt(channel, bytes, end);
                    end += bytes.length;
                }
            }
            take(channel, fresh);
            written = end;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Path freshFile() throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".tmp");
        Files.deleteIfExists(fresh);
        return fresh;
    }

    private void take(FileChannel channel, Path fresh) throws IOException {
        channel.force(true);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(path);
        file.close();
        file = channel;
    }

    /** The name is given to the new file once it is whole. */
    private void replaceFile(byte[] all) throws IOException {
        Path fresh = freshFile();
        FileChannel channel = FileChannel.open(fresh, OPTIONS, forItsOwnerAlone(fresh));
        try {
            writeAt(channel, all, 0);
            take(channel, fresh);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void writeAt(FileChannel channel, byte[] bytes, long position) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest, position + rest.position());
        }
    }

    /** Writes after the last whole line, so that one that failed halfway is written over; returns where it ends. */
    private synchronized long write(byte[] bytes) {
        checkWorks();
        try {
            writeAt(file, bytes, written);
        } catch (IOException e) {
            throw StorageException.retryable(path.getFileName() + " cannot be written: " + e.getMessage(), e);
        }
        written += bytes.length;
        return written;
    }

    private void checkWorks() {
        failure.ifPresent(why -> {
            throw StorageException.rejected(why, null);
        });
        if (!file.isOpen()) {
            throw StorageException.rejected(path.getFileName() + " is closed", null);
        }
    }

    private synchronized long written() {
        return written;
    }

    /** What a disk did not confirm once it is not asked to confirm again. */
    private void force(long end) {
        synchronized (forcing) {
            if (forced >= end) {
                return;
            }
            long upTo = written();
            try {
                file.force(false);
            } catch (IOException e) {
                fail(path.getFileName() + " was not confirmed by the disk: " + e.getMessage());
                throw StorageException.unknown(path.getFileName() + " was not confirmed by the disk", e);
            }
            forced = upTo;
        }
    }

    private synchronized void fail(String why) {
        failure = Optional.of(why);
    }

    @Override
    public synchronized Health health() {
        return new Health(failure, ImmutableList.of(), notices);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw StorageException.rejected(path.getFileName() + " could not be closed: " + e.getMessage(), e);
        }
    }
}
