package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.RateLimiter;
import io.pteroorders.core.order.Order;
import io.pteroorders.storage.json.log.Committer;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Journal;
import io.pteroorders.storage.json.log.Journal.Entry;
import io.pteroorders.storage.json.log.JournalRecords;
import io.pteroorders.storage.json.log.JournalRecords.Checkpoint;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.log.Quarantine;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.log.StoreFailedException;
import io.pteroorders.storage.json.log.Ticket;
import io.pteroorders.storage.json.log.Waiting;
import io.pteroorders.storage.json.table.Feed;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.json.table.OrderTable;
import io.pteroorders.storage.json.table.Tombstone;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings {@code orders.json} up to date, while changes go on, and deletes the journals that nothing needs any more. The
 * journal names the new version before it takes the place of the old one, so that at every moment the file in place is
 * one that the journal names.
 */
final class Checkpoints {

    private record Begun(
            long sequence, long lastChange, FrozenOrders orders, long numbering, ImmutableList<Entry> carried) {}

    private final Disk disk;
    private final JsonStorageOptions options;
    private final String store;
    private final OrderMemory memory;
    private final Committer committer;
    private final Consumer<String> alarm;

    private @Nullable SnapshotMark base;
    private @Nullable Object stamp;
    private boolean withoutSidecar;

    Checkpoints(
            Disk disk,
            JsonStorageOptions options,
            String store,
            OrderMemory memory,
            Committer committer,
            Optional<SnapshotMark> base,
            Consumer<String> alarm)
            throws IOException {
        this.disk = disk;
        this.options = options;
        this.store = store;
        this.memory = memory;
        this.committer = committer;
        this.alarm = alarm;
        this.base = base.orElse(null);
        this.stamp = base.isPresent() ? disk.stamp(Snapshots.FILE) : null;
    }

    /** The bytes of the file in place. */
    synchronized long size() {
        return base == null ? 0 : base.length();
    }

    /** Whether opening would be faster after a checkpoint. */
    synchronized boolean lackSidecar() throws IOException {
        return base != null && base.length() >= options.sidecarFrom() && !disk.exists(SidecarFile.NAME);
    }

    /** Deletes the sidecar and makes none until the store is opened anew: what orders are packed with still names who was erased. */
    synchronized void dropSidecar() throws IOException {
        withoutSidecar = true;
        disk.delete(SidecarFile.NAME);
        disk.delete(SidecarFile.TEMPORARY);
    }

    /**
     * Makes a checkpoint.
     *
     * @param pace the most bytes a second to write
     * @throws IOException if it has to wait; nothing is lost
     */
    synchronized void run(double pace) throws IOException {
        Begun begun = committer.between(this::begin);
        RateLimiter limiter = RateLimiter.create(pace);
        SnapshotMark mark = write(begun, limiter);
        submit(begun.carried());
        submit(List.of(
                JournalRecords.checkpoint(JournalRecords.CHECKPOINT, new Checkpoint(mark, Optional.ofNullable(base)))));
        install(mark);
        committer.submitUnhurried(JournalRecords.installed());
        addSidecar(mark, begun.orders(), begun.numbering(), limiter);
    }

    private Begun begin(Journal journal) throws IOException {
        long sequence = journal.sequence();
        long lastChange = memory.lastChange();
        FrozenOrders orders = memory.table().freeze();
        journal.rotate(List.of(JournalRecords.header(store, memory.lastRestore())));
        return new Begun(
                sequence,
                lastChange,
                orders,
                memory.numbering(),
                carried(memory.table().tombstones()));
    }

    private ImmutableList<Entry> carried(Iterable<Tombstone> tombstones) {
        return ImmutableList.<Entry>builder()
                .addAll(OrderRecords.requests(memory.requests()))
                .addAll(OrderRecords.tombstones(tombstones))
                .build();
    }

    private SnapshotMark write(Begun begun, RateLimiter pace) throws IOException {
        try {
            return Snapshots.write(
                    disk, Snapshots.TEMPORARY, begun.orders(), begun.sequence(), begun.lastChange(), pace);
        } catch (StoreFailedException e) {
            committer.fail(e);
            throw e;
        }
    }

    private void addSidecar(SnapshotMark mark, FrozenOrders orders, long numbering, RateLimiter pace) {
        if (mark.length() >= options.sidecarFrom() && !withoutSidecar) {
            SidecarFile.write(disk, mark, orders, numbering, pace);
        }
    }

    private void submit(List<Entry> entries) throws IOException {
        List<CompletableFuture<Long>> answers =
                committer.deciding(() -> entries.stream().map(this::submit).toList());
        for (CompletableFuture<Long> answer : answers) {
            Waiting.io(answer);
        }
    }

    private CompletableFuture<Long> submit(Entry entry) {
        Ticket ticket = Ticket.write(entry);
        committer.submit(ticket);
        return ticket.done();
    }

    private void install(SnapshotMark mark) throws IOException {
        boolean edited = setAsideIfEdited();
        if (!edited && base != null) {
            disk.delete(Snapshots.PREVIOUS);
            disk.link(Snapshots.FILE, disk, Snapshots.PREVIOUS);
        }
        replace();
        long previous = base == null ? 0 : base.sequence();
        base = mark;
        stamp = disk.stamp(Snapshots.FILE);
        if (!edited) {
            deleteJournalsUpTo(previous);
        }
    }

    /** The file in place may be somebody's work: it is kept, and then replaced. */
    private boolean setAsideIfEdited() throws IOException {
        if (base == null ? !disk.exists(Snapshots.FILE) : isUntouched(base)) {
            return false;
        }
        if (disk.exists(Snapshots.FILE)) {
            String kept = keepEdited();
            alarm.accept(disk.describe(Snapshots.FILE)
                    + " was edited while the program ran. The edit is not in force; it" + " is kept as " + kept + ".");
        } else {
            alarm.accept(disk.describe(Snapshots.FILE) + " was taken away while the program ran; it is made anew.");
        }
        return true;
    }

    private String keepEdited() throws IOException {
        try {
            return new Quarantine(disk, options.clock()).keep(Snapshots.FILE, "orders", "-edited.json");
        } catch (StoreFailedException e) {
            committer.fail(e);
            throw e;
        }
    }

    private boolean isUntouched(SnapshotMark mark) throws IOException {
        return disk.exists(Snapshots.FILE)
                && (disk.stamp(Snapshots.FILE).equals(stamp) || Snapshots.isBytesOf(disk, Snapshots.FILE, mark));
    }

    private void replace() throws IOException {
        try {
            disk.move(Snapshots.TEMPORARY, Snapshots.FILE);
        } catch (IOException e) {
            if (disk.exists(Snapshots.TEMPORARY)) {
                throw e;
            }
            throw failed("it is not known which snapshot is in place", e);
        }
        sync();
    }

    private void sync() throws IOException {
        try {
            disk.sync();
        } catch (IOException e) {
            throw failed("the disk did not confirm the names of files", e);
        }
    }

    private StoreFailedException failed(String message, IOException cause) {
        StoreFailedException failure = new StoreFailedException(message, cause);
        committer.fail(failure);
        return failure;
    }

    /** Deletes what the snapshot before the newest holds already, the oldest first, so that no crash leaves a gap. */
    private void deleteJournalsUpTo(long sequence) throws IOException {
        List<String> journals = disk.list().stream()
                .filter(name -> name.matches(JournalSurvey.NAME))
                .toList();
        for (int i = 0; i + 1 < journals.size(); i++) {
            if (JournalSurvey.first(journals.get(i + 1)) - 1 > sequence) {
                return;
            }
            if (i > 0) {
                sync();
            }
            disk.delete(journals.get(i));
        }
    }

    /**
     * Takes other orders for the present ones, as one change. Changes wait meanwhile.
     *
     * @throws IOException if the present ones are still in force
     */
    synchronized void restore(OrderMemory content) throws IOException {
        committer.between(journal -> {
            restore(journal, content);
            return true;
        });
    }

    /** What will count as removed: what does already, and the orders that other content lacks. */
    private List<Tombstone> gone(OrderTable content, long sequence) {
        List<Tombstone> gone = new ArrayList<>();
        for (Tombstone removed : memory.table().tombstones()) {
            if (content.get(removed.id()).isEmpty()) {
                gone.add(removed);
            }
        }
        for (StoredOrder stored : memory.table().freeze()) {
            Order order = stored.order();
            if (content.get(order.id()).isEmpty()) {
                gone.add(new Tombstone(order.id(), order.createdAt(), Feed.numberOf(sequence)));
            }
        }
        return gone;
    }

    /** The version before is from before the restore, and no way leads from it to now. */
    private void keepTwice() throws StoreFailedException {
        try {
            SecondCopy.make(disk);
        } catch (StoreFailedException e) {
            throw e;
        } catch (IOException e) {
            alarm.accept("until the next checkpoint there is only one " + disk.describe(Snapshots.FILE) + ": "
                    + e.getMessage());
        }
    }

    private void restore(Journal journal, OrderMemory content) throws IOException {
        journal.rotate(List.of(JournalRecords.header(store, memory.lastRestore())));
        List<Tombstone> gone = gone(content.table(), journal.sequence());
        List<Entry> carried = carried(gone);
        if (!carried.isEmpty()) {
            journal.append(carried);
        }
        FrozenOrders orders = content.table().freeze();
        RateLimiter unpaced = RateLimiter.create(Double.MAX_VALUE);
        SnapshotMark mark = Snapshots.write(
                disk, Snapshots.TEMPORARY, orders, journal.sequence() + 1, journal.sequence() + 1, unpaced);
        journal.append(List.of(
                JournalRecords.checkpoint(JournalRecords.RESTORE, new Checkpoint(mark, Optional.ofNullable(base)))));
        try {
            install(mark);
            memory.changing(() -> {
                memory.replaceBy(content);
                memory.restoredBy(mark.sequence());
                gone.forEach(memory.table()::restoreTombstone);
            });
            journal.append(List.of(JournalRecords.installed()));
        } catch (IOException e) {
            throw new StoreFailedException("it is not known whether the restore took place", e);
        }
        keepTwice();
        addSidecar(mark, orders, mark.lastChange(), unpaced);
    }
}
