package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.storage.json.DiskOperation.Changed;
import io.pteroorders.storage.json.DiskOperation.Distrusted;
import io.pteroorders.storage.json.DiskOperation.Forced;
import io.pteroorders.storage.json.DiskOperation.Named;
import io.pteroorders.storage.json.DiskOperation.Synced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Finds what a loss of power may leave of a {@link SimulatedDisk} after each of its operations. Of a file that was not
 * forced, each sector and the size may be as after any of the writes since; of names that were not synced, any first
 * ones may be there, or with {@link Names#ANY} any at all. All states are given where they are few, else some by chance,
 * the same each time.
 */
final class CrashStates {

    /** Which of the operations on a directory that were not synced may have been kept. */
    enum Names {
        /** Those before a moment, as a journaling file system does it. */
        IN_ORDER,
        /** Any of them. */
        ANY
    }

    /** Takes the states, and after how many operations the crash came. */
    interface Sink {
        void take(int operations, DiskImage state);
    }

    private static final int SECTOR = 512;

    private final Names order;
    private final int most;
    private final Random random;
    private final TreeMap<String, Integer> names;
    private final Map<String, List<Named>> unsynced = new TreeMap<>();
    private final Map<Integer, List<byte[]>> versions = new HashMap<>();
    private final Set<Integer> distrusted = new HashSet<>();

    /** @param most how many states to give at a moment if there are more */
    CrashStates(DiskImage before, Names order, int most, long seed) {
        this.order = order;
        this.most = most;
        this.random = new Random(seed);
        this.names = new TreeMap<>(before.names());
        before.contents().forEach((file, content) -> versions.put(file, new ArrayList<>(List.of(content))));
    }

    /** Gives the states after certain numbers of operations; the log is that of the disk that was there before. */
    void at(List<DiskOperation> log, IntPredicate moments, Sink sink) {
        for (int i = 0; i <= log.size(); i++) {
            if (i > 0) {
                take(log.get(i - 1));
            }
            if (moments.test(i)) {
                states(i, sink);
            }
        }
    }

    private void take(DiskOperation operation) {
        if (operation instanceof Changed changed) {
            versions(changed.file()).add(changed.content());
        } else if (operation instanceof Forced forced) {
            force(forced.file());
        } else if (operation instanceof Distrusted failed) {
            distrusted.add(failed.file());
        } else if (operation instanceof Named named) {
            unsynced.computeIfAbsent(directory(named), ignored -> new ArrayList<>())
                    .add(named);
        } else if (operation instanceof Synced synced) {
            List<Named> kept = unsynced.remove(synced.directory());
            if (kept != null) {
                kept.forEach(named -> apply(named, names));
            }
        }
    }

    private List<byte[]> versions(int file) {
        return versions.computeIfAbsent(file, ignored -> new ArrayList<>(List.of(new byte[0])));
    }

    private void force(int file) {
        List<byte[]> all = versions(file);
        if (!distrusted.contains(file)) {
            all.subList(0, all.size() - 1).clear();
        }
    }

    private static String directory(Named named) {
        return DiskOperation.directoryOf(named.to() != null ? named.to() : String.valueOf(named.from()));
    }

    private static void apply(Named named, Map<String, Integer> names) {
        if (named.from() != null) {
            names.remove(named.from(), named.file());
        }
        if (named.to() != null) {
            names.put(named.to(), named.file());
        }
    }

    private void states(int operations, Sink sink) {
        List<List<Named>> directories = new ArrayList<>(unsynced.values());
        List<Integer> files = versions.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        long all = 1;
        for (List<Named> directory : directories) {
            all = Math.min(all * (directory.size() + 1), Integer.MAX_VALUE);
        }
        for (int file : files) {
            all = Math.min(all * versions(file).size(), Integer.MAX_VALUE);
        }
        if (all <= most) {
            for (int number = 0; number < all; number++) {
                sink.take(operations, numbered(number, directories, files));
            }
        } else {
            sink.take(operations, numbered(0, directories, files));
            sink.take(operations, numbered((int) (all - 1), directories, files));
            for (int i = 2; i < most; i++) {
                sink.take(operations, numbered(random.nextInt((int) all), directories, files));
            }
        }
        if (!files.isEmpty() || (order == Names.ANY && !directories.isEmpty())) {
            for (int i = 0; i < most / 2; i++) {
                sink.take(operations, torn(directories, files));
            }
        }
    }

    /** The state with this number, of those in which each file is as after one of its writes. */
    private DiskImage numbered(int number, List<List<Named>> directories, List<Integer> files) {
        int rest = number;
        TreeMap<String, Integer> named = new TreeMap<>(names);
        for (List<Named> directory : directories) {
            directory.subList(0, rest % (directory.size() + 1)).forEach(one -> apply(one, named));
            rest /= directory.size() + 1;
        }
        Map<Integer, byte[]> contents = new HashMap<>();
        for (int file : files) {
            List<byte[]> all = versions(file);
            contents.put(file, all.get(rest % all.size()));
            rest /= all.size();
        }
        return image(named, contents);
    }

    /** A state in which sectors are as after different writes. */
    private DiskImage torn(List<List<Named>> directories, List<Integer> files) {
        TreeMap<String, Integer> named = new TreeMap<>(names);
        for (List<Named> directory : directories) {
            if (order == Names.ANY) {
                directory.stream().filter(one -> random.nextBoolean()).forEach(one -> apply(one, named));
            } else {
                directory.subList(0, random.nextInt(directory.size() + 1)).forEach(one -> apply(one, named));
            }
        }
        Map<Integer, byte[]> contents = new HashMap<>();
        files.forEach(file -> contents.put(file, mixed(versions(file))));
        return image(named, contents);
    }

    private byte[] mixed(List<byte[]> all) {
        byte[] mixed = new byte[any(all).length];
        for (int start = 0; start < mixed.length; start += SECTOR) {
            byte[] from = any(all);
            int length = Math.min(SECTOR, Math.min(mixed.length, from.length) - start);
            if (length > 0) {
                System.arraycopy(from, start, mixed, start, length);
            }
        }
        return mixed;
    }

    private byte[] any(List<byte[]> all) {
        return all.get(random.nextInt(all.size()));
    }

    private DiskImage image(Map<String, Integer> named, Map<Integer, byte[]> unforced) {
        ImmutableMap.Builder<Integer, byte[]> contents = ImmutableMap.builder();
        Set<Integer> seen = new HashSet<>();
        for (int file : named.values()) {
            if (seen.add(file)) {
                byte[] content = unforced.get(file);
                contents.put(file, content != null ? content : versions(file).get(0));
            }
        }
        return new DiskImage(ImmutableSortedMap.copyOf(named), contents.buildOrThrow());
    }
}
