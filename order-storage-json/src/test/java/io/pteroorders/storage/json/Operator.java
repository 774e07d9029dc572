package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Quarantine;
import io.pteroorders.storage.json.log.RealDisk;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an operator does to a {@link SimulatedDisk} beside the store on it, and what must be left of that after a crash:
 * a version of {@code orders.json} that somebody else wrote is in place or in quarantine, byte for byte; so are the
 * records that an import set aside; the newest backup is whole, and none that counts is damaged.
 */
final class Operator {

    /** Where backups go, and where files to import lie; right under the data directory. */
    private static final String BACKUPS = "backups";

    private static final String ELSEWHERE = "elsewhere";
    private static final String IMPORTED = "orders-of-before.json";
    private static final BackupPolicy POLICY = new BackupPolicy(Optional.empty(), 2, 0, 0);

    /** A content that must not be lost between two moments, by how many operations the disk had done. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(int from, int until, byte[] content) {

        Kept until(int end) {
            return new Kept(from, end, content);
        }

        boolean isIn(DiskImage state) {
            return state.names().entrySet().stream()
                    .filter(file -> file.getKey().equals(Snapshots.FILE)
                            || file.getKey().startsWith(Quarantine.NAME + "/"))
                    .map(file -> state.contents().get(file.getValue()))
                    .anyMatch(found -> found == content || Arrays.equals(found, content));
        }
    }

    /** An edit, and the orders in it; none if it is no JSON. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Edit(byte[] content, Optional<ImmutableList<Order>> orders) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Made(int operations, String path, byte[] content) {}

    private final List<Kept> kept = new ArrayList<>();
    private final List<Made> backups = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private int numbers = 900;

    private static byte[] content(SimulatedDisk disk, String path) {
        return disk.image().content(path);
    }

    private void keep(SimulatedDisk disk, byte[] content) {
        kept.add(new Kept(disk.operations(), Integer.MAX_VALUE, content));
    }

    private static void write(Disk disk, String name, byte[] content) throws IOException {
        String temporary = name + ".edit";
        disk.delete(temporary);
        try (Disk.OpenFile file = disk.create(temporary)) {
            file.write(ByteBuffer.wrap(content), 0);
            file.force();
        }
        disk.move(temporary, name);
        disk.sync();
    }

    /** Puts something else in the place of {@code orders.json}, as an editor does: now a new order, now no JSON. */
    void edit(SimulatedDisk disk, Shop shop) {
        if (isEdited(disk)) {
            return;
        }
        int number = ++numbers;
        Optional<ImmutableList<Order>> orders = Optional.empty();
        byte[] content = ("edit " + number).getBytes(StandardCharsets.UTF_8);
        if (number % 3 != 0) {
            ImmutableList<Order> all = ImmutableList.<Order>builder()
                    .addAll(shop.orders().values())
                    .add(anOrder(number).pending())
                    .build();
            orders = Optional.of(all);
            content = array(all, "");
        }
        try {
            write(disk, Snapshots.FILE, content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        byte[] written = content(disk, Snapshots.FILE);
        edits.add(new Edit(written, orders));
        keep(disk, written);
    }

    /** Not formatted as the store would do it. */
    private static byte[] array(Iterable<Order> orders, String more) {
        List<String> records = new ArrayList<>();
        orders.forEach(order -> records.add(
                new String(OrderJson.encode(new StoredOrder(order, Optional.empty())), StandardCharsets.UTF_8)));
        return (" [" + String.join(" , ", records) + more + "]").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether what is in the place of {@code orders.json} is an edit. */
    boolean isEdited(SimulatedDisk disk) {
        return edit(disk.image()).isPresent();
    }

    private Optional<Edit> edit(DiskImage state) {
        return state.names().containsKey(Snapshots.FILE)
                ? edits.stream()
                        .filter(edit -> Arrays.equals(edit.content, state.content(Snapshots.FILE)))
                        .findFirst()
                : Optional.empty();
    }

    /** The orders of the edit that is in place. */
    Optional<ImmutableList<Order>> edited(SimulatedDisk disk) {
        return edit(disk.image()).flatMap(Edit::orders);
    }

    /** The edit in place is about to be adopted: from now on its orders count, not its bytes. */
    void adopting(SimulatedDisk disk) {
        edit(disk.image())
                .ifPresent(edit -> kept.replaceAll(
                        one -> Arrays.equals(one.content, edit.content) ? one.until(disk.operations()) : one));
    }

    /**
     * Makes a backup of what a reader beside the store sees.
     *
     * @param seen by the program that makes the backup
     * @param permitted what the store may hold
     */
    void backUp(SimulatedDisk disk, Disk seen, Iterable<Shop> permitted) throws IOException {
        Optional<OrderMemory> read = read(disk, seen);
        if (read.isEmpty()) {
            return;
        }
        OrderMemory found = read.get();
        if (!Iterables.any(permitted, shop -> shop.differsFrom(found).isEmpty())) {
            throw new BrokenPromise("a reader beside the store sees what is not there", null);
        }
        clock.advance(Duration.ofMinutes(1));
        BackupFiles all = new BackupFiles(seen.directory(BACKUPS), POLICY, clock);
        Backup made = all.make(found.table().freeze(), Progress.NONE);
        String path = BACKUPS + "/" + RealDisk.nameOf(made.file());
        backups.add(new Made(disk.operations(), path, content(disk, path)));
    }

    /** What a reader sees that has no lock; nothing as long as somebody's edit is in place. */
    private Optional<OrderMemory> read(SimulatedDisk disk, Disk seen) throws IOException {
        try {
            return Optional.of(new OnlineReading(seen, Workload.OPTIONS).read().memory());
        } catch (DataRefusedException e) {
            if (!isEdited(disk)) {
                throw new BrokenPromise("a reader beside the store is refused: " + e.getMessage(), e);
            }
            return Optional.empty();
        }
    }

    /** A file from elsewhere with these orders, and one record that is none. */
    Disk fileToImport(SimulatedDisk disk, Iterable<Order> orders) throws IOException {
        Disk elsewhere = disk.directory(ELSEWHERE);
        write(elsewhere, IMPORTED, array(orders, ",{\"number\":" + ++numbers + "}"));
        return elsewhere;
    }

    /** What the store is to hold after the import of that file. */
    OrderMemory toImport(Disk elsewhere, Disk seen, FrozenOrders present) throws IOException {
        return new Import(seen, Workload.OPTIONS, present).read(elsewhere, IMPORTED, false);
    }

    /** The import was answered: the record that was none is in quarantine. */
    void imported(SimulatedDisk disk) {
        String number = "\"number\":" + numbers;
        DiskImage now = disk.image();
        byte[] rejected = now.names().keySet().stream()
                .filter(path -> path.startsWith(Quarantine.NAME + "/"))
                .map(now::content)
                .filter(content -> new String(content, StandardCharsets.UTF_8).contains(number))
                .findFirst()
                .orElseThrow(() -> new BrokenPromise("the record " + number + " was not set aside", null));
        keep(disk, rejected);
    }

    /**
     * Nothing of it is lost.
     *
     * @param operations how many operations the disk had done when the crash came
     * @param state what is there after it
     */
    void requireKept(int operations, DiskImage state, String when) {
        for (Kept one : kept) {
            if (one.from <= operations && operations < one.until && !one.isIn(state)) {
                throw new BrokenPromise(when + ", an edit or a record that was set aside is lost", null);
            }
        }
        backups.stream()
                .filter(made -> made.operations <= operations)
                .reduce((earlier, later) -> later)
                .ifPresent(newest -> requireBackup(newest, state, when));
        requireNoneDamaged(state, when);
    }

    private static void requireBackup(Made made, DiskImage state, String when) {
        if (!state.names().containsKey(made.path)
                || !state.names().containsKey(made.path + ".sha256")
                || !Arrays.equals(state.content(made.path), made.content)) {
            throw new BrokenPromise(when + ", the newest backup is not what it was", null);
        }
    }

    private static void requireNoneDamaged(DiskImage state, String when) {
        try {
            Disk disk = SimulatedDisk.holding(state).directory(BACKUPS);
            Object damaged = new BackupFiles(disk, POLICY, Workload.OPTIONS.clock()).damaged();
            if (!damaged.equals(ImmutableList.of())) {
                throw new BrokenPromise(when + ", backups count that are damaged: " + damaged, null);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a store; if an edit is in the way, goes forward from what was known, as the refusal says. */
    JsonOrderStorage open(SimulatedDisk disk, Disk seen) throws IOException {
        try {
            return JsonOrderStorage.open(seen, Workload.OPTIONS, () -> {});
        } catch (DataRefusedException e) {
            if (!isEdited(disk)) {
                throw e;
            }
            return JsonOrderStorage.open(seen, Workload.OPTIONS, Opening.Base.PREVIOUS);
        }
    }
}
