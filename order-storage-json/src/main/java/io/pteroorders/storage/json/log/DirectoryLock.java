package io.pteroorders.storage.json.log;

import io.pteroorders.core.storage.DataRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Exclusive ownership of a data directory. The lock on {@code LOCK} ends with the process, however it ends.
 * {@code LOCK.info} tells who the owner is, also when somebody removed {@code LOCK} from under a process that lives.
 */
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "LOCK";
    private static final String INFO = "LOCK.info";
    private static final Pattern OWNER = Pattern.compile("pid (\\d{1,9}) on (.*), since \\S+, started (\\S+Z)");

    /** The system computes when a process started from its own age, so it may say a second more or less each time. */
    private static final Duration SAME_START = Duration.ofSeconds(5);

    /**
     * Closing any channel on a file drops every lock that this process has on it, so a second opening inside the
     * process must be refused before it opens the file.
     */
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    /** What the file system knows {@code LOCK} by; empty where it has no such thing. */
    private final Optional<Object> key;

    private DirectoryLock(Path directory, FileChannel channel, Optional<Object> key) {
        this.directory = directory;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Takes a directory.
     *
     * @throws DataRefusedException if another owner has it; the message names the owner
     */
    public static DirectoryLock acquire(Path directory, Clock clock) throws IOException {
        Path real = directory.toRealPath();
        Path info = real.resolve(INFO);
        if (!HELD_BY_THIS_PROCESS.add(real)) {
            throw inUse(directory, info);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    real.resolve(FILE),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    RealDisk.permissions("rw-------"));
            FileLock lock = channel.tryLock();
            if (lock == null || isOwnerAlive(info)) {
                throw inUse(directory, info);
            }
            Files.deleteIfExists(info);
            Files.writeString(Files.createFile(info, RealDisk.permissions("rw-------")), describeOwner(clock));
            return new DirectoryLock(real, channel, keyOf(real));
        } catch (IOException | RuntimeException e) {
            HELD_BY_THIS_PROCESS.remove(real);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static Optional<Object> keyOf(Path directory) throws IOException {
        return Optional.ofNullable(Files.readAttributes(directory.resolve(FILE), BasicFileAttributes.class)
                .fileKey());
    }

    /**
     * Refuses a directory if another process has one of those in it: before anything is written in any of them.
     *
     * @throws DataRefusedException naming the owner
     */
    public static void requireFreeBelow(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> below = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path each : below) {
                if (Files.exists(each.resolve(FILE)) && isHeld(each.toRealPath())) {
                    throw inUse(each, each.resolve(INFO));
                }
            }
        }
    }

    private static boolean isHeld(Path real) throws IOException {
        if (HELD_BY_THIS_PROCESS.contains(real)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(real.resolve(FILE), StandardOpenOption.WRITE)) {
            return channel.tryLock() == null || isOwnerAlive(real.resolve(INFO));
        }
    }

    private static String describeOwner(Clock clock) {
        return "pid " + ProcessHandle.current().pid() + " on " + host() + ", since " + clock.instant() + ", started "
                + started(ProcessHandle.current()).map(Instant::toString).orElse("some time ago") + "\n";
    }

    private static Optional<Instant> started(ProcessHandle process) {
        return process.info().startInstant();
    }

    /** Whether another process on this machine that says to have the directory lives, though nobody holds the lock. */
    private static boolean isOwnerAlive(Path info) throws IOException {
        Matcher owner =
                OWNER.matcher(Files.exists(info) ? Files.readString(info).strip() : "");
        if (!owner.matches() || !owner.group(2).equals(host())) {
            return false;
        }
        long pid = Long.parseLong(owner.group(1));
        Instant since = Instant.parse(owner.group(3));
        return pid != ProcessHandle.current().pid()
                && ProcessHandle.of(pid)
                        .flatMap(DirectoryLock::started)
                        .filter(start -> Duration.between(start, since).abs().compareTo(SAME_START) < 0)
                        .isPresent();
    }

    /** Why the directory is this owner's no more, although the lock was not given back; empty while it is. */
    public Optional<String> loss() {
        try {
            return key.isEmpty() || keyOf(directory).equals(key) ? Optional.empty() : Optional.of(lost());
        } catch (IOException e) {
            return Optional.of(lost());
        }
    }

    private String lost() {
        return directory + " was moved away, or the file LOCK in it was removed, so another process may take it";
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
        return DataRefusedException.inUse("the data directory " + directory + " is in use by " + owner
                + ". Stop that process first, or name another directory.");
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
            if (loss().isEmpty()) {
                Files.deleteIfExists(directory.resolve(INFO));
            }
            channel.close();
            HELD_BY_THIS_PROCESS.remove(directory);
        }
    }
}
