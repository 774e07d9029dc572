package io.pteroorders.storage.json;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.storage.json.DiskOperation.Changed;
import io.pteroorders.storage.json.DiskOperation.Distrusted;
import io.pteroorders.storage.json.DiskOperation.Forced;
import io.pteroorders.storage.json.DiskOperation.Named;
import io.pteroorders.storage.json.DiskOperation.Synced;
import io.pteroorders.storage.json.log.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A disk in memory, as the program sees it while nothing crashes, and the log of all that was done to it, from which
 * {@link CrashStates} finds what a crash may leave.
 */
final class SimulatedDisk implements Disk {

    /** What outlives the program. */
    private static final class Platter {
        private final DiskImage before;
        private final TreeMap<String, Integer> names;
        private final Map<Integer, byte[]> contents;
        private final List<DiskOperation> log = new ArrayList<>();
        private int lastFile;
        private int owner;

        Platter(DiskImage before) {
            this.before = before;
            this.names = new TreeMap<>(before.names());
            this.contents = new HashMap<>(before.contents());
            this.lastFile =
                    contents.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }

    private final Platter platter;
    private final String prefix;
    private final int owner;

    private SimulatedDisk(Platter platter, String prefix, int owner) {
        this.platter = platter;
        this.prefix = prefix;
        this.owner = owner;
    }

    /** A disk on which all of this is durable. */
    static SimulatedDisk holding(DiskImage image) {
        return new SimulatedDisk(new Platter(image), "", 0);
    }

    /** The same disk for the next program; to the one before, each operation fails from now on. */
    SimulatedDisk afterKill() {
        synchronized (platter) {
            return new SimulatedDisk(platter, prefix, ++platter.owner);
        }
    }

    /** What was durable at first. */
    DiskImage before() {
        return platter.before;
    }

    /** All that was done so far; the list grows on. */
    List<DiskOperation> log() {
        return platter.log;
    }

    int operations() {
        synchronized (platter) {
            return platter.log.size();
        }
    }

    /** What the next program will see if only this one ends. */
    DiskImage image() {
        synchronized (platter) {
            return new DiskImage(ImmutableSortedMap.copyOf(platter.names), ImmutableMap.copyOf(platter.contents));
        }
    }

    private Platter platter() throws IOException {
        if (platter.owner != owner) {
            throw new IOException("the program was killed");
        }
        return platter;
    }

    private int find(String name) throws IOException {
        Integer file = platter().names.get(prefix + name);
        if (file == null) {
            throw new NoSuchFileException(describe(name));
        }
        return file;
    }

    private void requireFree(String path) throws IOException {
        if (platter().names.containsKey(path)) {
            throw new FileAlreadyExistsException(path);
        }
    }

    @Override
    public ImmutableSortedSet<String> list() throws IOException {
        synchronized (platter) {
            return platter().names.keySet().stream()
                    .filter(path -> DiskOperation.directoryOf(path).equals(prefix))
                    .map(path -> path.substring(prefix.length()))
                    .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
        }
    }

    @Override
    public boolean exists(String name) throws IOException {
        synchronized (platter) {
            return platter().names.containsKey(prefix + name);
        }
    }

    @Override
    public File create(String name) throws IOException {
        synchronized (platter) {
            requireFree(prefix + name);
            int file = ++platter.lastFile;
            platter.names.put(prefix + name, file);
            platter.contents.put(file, new byte[0]);
            platter.log.add(new Named(file, null, prefix + name));
            return new File(file);
        }
    }

    @Override
    public File open(String name) throws IOException {
        synchronized (platter) {
            return new File(find(name));
        }
    }

    @Override
    public File openToRead(String name) throws IOException {
        return open(name);
    }

    /** A content is never changed, so a content is its own stamp. */
    @Override
    public Object stamp(String name) throws IOException {
        synchronized (platter) {
            return Preconditions.checkNotNull(platter.contents.get(find(name)));
        }
    }

    @Override
    public void link(String name, Disk to, String newName) throws IOException {
        synchronized (platter) {
            int file = find(name);
            String path = ((SimulatedDisk) to).prefix + newName;
            requireFree(path);
            platter.names.put(path, file);
            platter.log.add(new Named(file, null, path));
        }
    }

    @Override
    public void makePrivate(String name) throws IOException {
        synchronized (platter) {
            find(name);
        }
    }

    @Override
    public void move(String from, String to) throws IOException {
        synchronized (platter) {
            int file = find(from);
            platter.names.remove(prefix + from);
            platter.names.put(prefix + to, file);
            platter.log.add(new Named(file, prefix + from, prefix + to));
        }
    }

    @Override
    public void delete(String name) throws IOException {
        synchronized (platter) {
            Integer file = platter().names.remove(prefix + name);
            if (file != null) {
                platter.log.add(new Named(file, prefix + name, null));
            }
        }
    }

    @Override
    public void sync() throws IOException {
        synchronized (platter) {
            platter().log.add(new Synced(prefix));
        }
    }

    /** Directories are always there. */
    @Override
    public SimulatedDisk directory(String name) throws IOException {
        return new SimulatedDisk(platter(), prefix + name + "/", owner);
    }

    @Override
    public String describe(String name) {
        return "/simulated/" + prefix + name;
    }

    /** An open file of this disk. */
    final class File implements OpenFile {

        private final int number;

        private File(int number) {
            this.number = number;
        }

        private byte[] content() throws IOException {
            return Preconditions.checkNotNull(platter().contents.get(number));
        }

        private void change(byte[] content) {
            platter.contents.put(number, content);
            platter.log.add(new Changed(number, content));
        }

        @Override
        public long size() throws IOException {
            synchronized (platter) {
                return content().length;
            }
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            synchronized (platter) {
                byte[] content = content();
                if (position >= content.length) {
                    return -1;
                }
                int length = Math.min(to.remaining(), content.length - (int) position);
                to.put(content, (int) position, length);
                return length;
            }
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            synchronized (platter) {
                byte[] content = content();
                int end = (int) position + from.remaining();
                byte[] changed = Arrays.copyOf(content, Math.max(content.length, end));
                from.get(changed, (int) position, from.remaining());
                change(changed);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (platter) {
                platter().log.add(new Forced(number));
            }
        }

        /** A force that fails. */
        void distrust() throws IOException {
            synchronized (platter) {
                platter().log.add(new Distrusted(number));
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (platter) {
                byte[] content = content();
                if (size < content.length) {
                    change(Arrays.copyOf(content, (int) size));
                }
            }
        }

        @Override
        public void close() {}
    }
}
