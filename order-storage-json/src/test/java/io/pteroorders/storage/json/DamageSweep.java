package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.log.LineBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Damages the files of a store that is not running, in every place: each damage must be harmless, or noticed before
 * anything is changed. Harmless means that all orders are there.
 */
final class DamageSweep {

    private static final int SECTOR = 512;

    private final UnaryOperator<Disk> wrapping;
    private final DiskImage whole;
    private final ImmutableList<Shop> shop;
    private final int opensOneIn;
    private final int bitsOneIn;
    private long cases;
    private long refused;

    /**
     * A sweep over a store.
     *
     * @param opensOneIn of so many cases one is opened for writing; the others are only read
     * @param bitsOneIn of so many bits one is flipped
     */
    DamageSweep(UnaryOperator<Disk> wrapping, DiskImage whole, Shop shop, int opensOneIn, int bitsOneIn) {
        this.wrapping = wrapping;
        this.whole = whole;
        this.shop = ImmutableList.of(shop);
        this.opensOneIn = opensOneIn;
        this.bitsOneIn = bitsOneIn;
    }

    long cases() {
        return cases;
    }

    long refused() {
        return refused;
    }

    private List<String> files() {
        return whole.names().keySet().stream()
                .filter(path -> !path.contains("/"))
                .toList();
    }

    private List<String> journals() {
        return files().stream().filter(path -> path.matches(JournalSurvey.NAME)).toList();
    }

    /** Nothing damaged, and all damage there is. */
    void all() {
        check("the store as it was", whole);
        losesFiles();
        movesRecords();
        losesSectors();
        cut();
        flipBits();
    }

    /** A bit of each byte of each file the other way round, or each bit. */
    private void flipBits() {
        for (String file : files()) {
            byte[] content = whole.content(file);
            for (int bit = 0; bit < 8 * content.length; bit += bitsOneIn) {
                byte[] flipped = content.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                check("bit " + bit + " of " + file, whole.with(file, flipped));
            }
        }
    }

    /** Each file cut off at each length. */
    private void cut() {
        for (String file : files()) {
            byte[] content = whole.content(file);
            for (int length = 0; length < content.length; length++) {
                check(file + " cut to " + length, whole.with(file, Arrays.copyOf(content, length)));
            }
        }
    }

    /** Sectors that read as zeros, as the last ones, or as those of another place in the file. */
    private void losesSectors() {
        for (String file : files()) {
            byte[] content = whole.content(file);
            for (int start = 0; start < content.length; start += SECTOR / 4) {
                int end = Math.min(content.length, start + SECTOR);
                byte[] zeroed = content.clone();
                Arrays.fill(zeroed, start, end, (byte) 0);
                check(file + " with zeros from " + start, whole.with(file, zeroed));
                byte[] garbled = content.clone();
                Arrays.fill(garbled, start, end, (byte) 'x');
                check(file + " garbled from " + start, whole.with(file, garbled));
                byte[] misplaced = content.clone();
                System.arraycopy(content, 0, misplaced, start, end - start);
                check(file + " with its beginning again at " + start, whole.with(file, misplaced));
            }
        }
    }

    /** Files that are gone, or hold what another holds. */
    private void losesFiles() {
        for (String file : files()) {
            check("no " + file, whole.without(file));
            for (String other : files()) {
                if (!other.equals(file)) {
                    check(file + " like " + other, whole.with(file, whole.content(other)));
                }
            }
        }
    }

    /** Lines of each journal that are gone, there twice, or in each other's places. */
    private void movesRecords() {
        for (String file : journals()) {
            List<byte[]> lines = lines(whole.content(file));
            for (int i = 0; i < lines.size(); i++) {
                List<byte[]> deleted = new ArrayList<>(lines);
                byte[] line = deleted.remove(i);
                check(file + " without line " + i, whole.with(file, joined(deleted)));
                for (int to = 0; to <= lines.size(); to++) {
                    List<byte[]> doubled = new ArrayList<>(lines);
                    doubled.add(to, line);
                    check(file + " with line " + i + " again at " + to, whole.with(file, joined(doubled)));
                    List<byte[]> moved = new ArrayList<>(deleted);
                    moved.add(Math.min(to, moved.size()), line);
                    check(file + " with line " + i + " moved to " + to, whole.with(file, joined(moved)));
                }
            }
        }
    }

    private static List<byte[]> lines(byte[] content) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '\n') {
                lines.add(Arrays.copyOfRange(content, start, at + 1));
                start = at + 1;
            }
        }
        lines.add(Arrays.copyOfRange(content, start, content.length));
        return lines;
    }

    private static byte[] joined(List<byte[]> lines) {
        LineBuffer joined = new LineBuffer(1 << 10);
        lines.forEach(joined::put);
        return joined.toArray();
    }

    private void check(String what, DiskImage damaged) {
        cases++;
        SimulatedDisk disk = SimulatedDisk.holding(damaged);
        Disk seen = wrapping.apply(new FaultyDisk(disk, FaultyDisk.Plan.none()));
        try {
            if (cases % opensOneIn == 0) {
                open(seen);
            } else {
                read(seen);
            }
        } catch (DataRefusedException noticed) {
            refused++;
            requireUseful(what, String.valueOf(noticed.getMessage()));
            if (disk.operations() > 0) {
                throw new BrokenPromise(what + ": something was changed before it was refused", noticed);
            }
        } catch (IOException | RuntimeException e) {
            throw new BrokenPromise(what + ": " + e, e);
        }
    }

    private static void requireUseful(String what, String message) {
        if (!message.contains("/simulated/") || !(message.contains("restore") || message.contains("Mend"))) {
            throw new BrokenPromise(what + ": the refusal does not help: " + message, null);
        }
    }

    private void open(Disk disk) throws IOException {
        try (JsonOrderStorage store = JsonOrderStorage.open(disk, Workload.OPTIONS, () -> {})) {
            Workload.found(store, shop, "opened");
        }
    }

    private void read(Disk disk) throws IOException {
        shop.get(0).differsFrom(found(disk).memory()).ifPresent(difference -> {
            throw new BrokenPromise(difference, null);
        });
    }

    private Recovery.Found found(Disk disk) throws IOException {
        try {
            return cases % 2 == 0 && !Recovery.isFresh(disk)
                    ? Recovery.read(disk, Workload.OPTIONS)
                    : Recovery.readAnything(disk, Workload.OPTIONS);
        } catch (BadFileException e) {
            throw WaysOut.refused(disk, Workload.OPTIONS, e);
        }
    }
}
