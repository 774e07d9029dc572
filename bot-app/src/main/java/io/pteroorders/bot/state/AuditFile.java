package io.pteroorders.bot.state;

import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.json.DataRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The audit trail as a file of JSON lines, one object a line, only ever appended to. An entry is on the disk when
 * {@link #append} returns; threads that append at the same time share a force. A disk without space refuses entries for as
 * long; one that does not confirm what was written ends it. Thread-safe.
 */
public final class AuditFile implements AuditStore {

    /** The file's name in the data directory. */
    public static final String NAME = "audit.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);
    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final int BLOCK = 4096;

    private final FileChannel file;
    private final Object forcing = new Object();
    private long written;
    private long forced;
    private Optional<String> failure = Optional.empty();

    private AuditFile(FileChannel file) throws IOException {
        this.file = file;
        this.written = endOfLastLine(file);
        if (written < file.size()) {
            LOG.warn("{}: cut off a last line that was not written whole", NAME);
            file.truncate(written);
        }
        file.force(true);
        this.forced = written;
    }

    /**
     * Opens the file; a last line that a crash left unfinished is cut off.
     *
     * @param data the data directory, which must be there
     * @throws DataRefusedException if the file cannot be used
     */
    public static AuditFile open(Path data) {
        Path path = data.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(path, OPTIONS, forItsOwnerAlone(path));
            try (FileChannel directory = FileChannel.open(data, StandardOpenOption.READ)) {
                directory.force(true);
                return new AuditFile(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DataRefusedException("the file " + path + " cannot be used: " + e, e);
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
    public void append(List<Entry> entries) {
        append(entries.stream().map(entry -> json(entry) + "\n").collect(Collectors.joining()));
    }

    /** Adds whole lines. */
    void append(String lines) {
        force(write(lines.getBytes(StandardCharsets.UTF_8)));
    }

    static ObjectNode json(Entry entry) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("time", entry.time().toString())
                .put("who", entry.who().text())
                .put("command", entry.command());
        entry.order().ifPresent(order -> json.put("order", order));
        return json.put("outcome", entry.result().word());
    }

    /** Writes after the last whole entry, so that one that failed halfway is written over; returns where it ends. */
    private synchronized long write(byte[] bytes) {
        checkWorks();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            while (rest.hasRemaining()) {
                file.write(rest, written + rest.position());
            }
        } catch (IOException e) {
            throw StorageException.retryable(NAME + " cannot be written: " + e.getMessage(), e);
        }
        written += bytes.length;
        return written;
    }

    private void checkWorks() {
        failure.ifPresent(why -> {
            throw StorageException.rejected(why, null);
        });
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
                fail(NAME + " was not confirmed by the disk: " + e.getMessage());
                throw StorageException.unknown(NAME + " was not confirmed by the disk", e);
            }
            forced = upTo;
        }
    }

    private synchronized void fail(String why) {
        failure = Optional.of(why);
    }

    @Override
    public synchronized Optional<String> failure() {
        return failure;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed: {}", NAME, e.toString());
        }
    }
}
