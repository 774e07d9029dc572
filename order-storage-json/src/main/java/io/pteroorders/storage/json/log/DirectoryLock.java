package io.pteroorders.storage.json.log;

import io.pteroorders.core.storage.DataRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Exclusive ownership of a data directory. The lock on {@code LOCK} ends with the process, however it ends;
 * {@code LOCK.info} only tells people who the owner is.
 */
public final class DirectoryLock implements AutoCloseable {

    /**
     * Closing any channel on a file drops every lock that this process has on it, so a second opening inside the
     * process must be refused before it opens the file.
     */
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes a directory.
     *
     * @throws DataRefusedException if another owner has it; the message names the owner
     */
    public static DirectoryLock acquire(Path directory, Clock clock) throws IOException {
        Path real = directory.toRealPath();
        Path info = real.resolve("LOCK.info");
        if (!HELD_BY_THIS_PROCESS.add(real)) {
            throw inUse(directory, info);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    real.resolve("LOCK"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    RealDisk.permissions("rw-------"));
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, info);
            }
            Files.deleteIfExists(info);
            Files.writeString(Files.createFile(info, RealDisk.permissions("rw-------")), describeOwner(clock));
            return new DirectoryLock(real, channel);
        } catch (IOException | RuntimeException e) {
            HELD_BY_THIS_PROCESS.remove(real);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static String describeOwner(Clock clock) {
        return "pid " + ProcessHandle.current().pid() + " on " + host() + ", since " + clock.instant() + "\n";
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }

    private static DataRefusedException inUse(Path directory, Path info) throws IOException {
        String owner = Files.exists(info) ? Files.readString(info).strip() : "another process";
        return new DataRefusedException(
                "the data directory " + directory + " is in use by " + owner
                        + ". Stop that process first, or name another directory.",
                null);
    }

    /** Gives a lock back after something else went wrong. */
    public static void release(AutoCloseable lock) throws IOException {
        try {
            lock.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the lock could not be given back", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD_BY_THIS_PROCESS.remove(directory);
        }
    }
}
