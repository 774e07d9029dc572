package io.pteroorders.storage.json;

import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.storage.json.OrderRecords.Put;
import io.pteroorders.storage.json.OrderRecords.Removed;
import io.pteroorders.storage.json.log.AckedMark;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.BadFileException.Problem;
import io.pteroorders.storage.json.log.DamageException;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Journal;
import io.pteroorders.storage.json.log.JournalLine;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.log.JournalSurvey.Newest;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.log.Waiting;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.json.table.Tombstone;
import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JacksonException;

/**
 * Finds out what a data directory holds, and changes nothing: the snapshot that the newest checkpoint names, and the
 * journals' records after it.
 */
final class Recovery {

    /**
     * What was found.
     *
     * @param memory all that is durable
     * @param survey the journals
     * @param base what {@code orders.json} is; empty if there is none
     * @param unconfirmed whether {@code orders.json} is the newest checkpoint's although the journal does not say so
     */
    record Found(OrderMemory memory, JournalSurvey survey, Optional<SnapshotMark> base, boolean unconfirmed) {}

    private static final CompletableFuture<Optional<SidecarFile.Content>> NO_SIDECAR =
            CompletableFuture.completedFuture(Optional.empty());

    private final Disk disk;
    private final JsonStorageOptions options;
    private final OrderJson format;
    private final JournalSurvey survey;
    private OrderMemory memory;

    private Recovery(Disk disk, JsonStorageOptions options, JournalSurvey survey) {
        this.disk = disk;
        this.options = options;
        this.format = new OrderJson(options.flow());
        this.survey = survey;
        this.memory = new OrderMemory(options.flow(), options.zone());
    }

    /** Whether there is nothing but, at most, an {@code orders.json} that came from elsewhere. */
    static boolean isFresh(Disk disk) throws IOException {
        boolean journals = disk.list().stream().anyMatch(name -> name.matches(JournalSurvey.NAME));
        if (journals) {
            return false;
        }
        requireNoTraces(disk);
        return true;
    }

    /** Refuses a directory without journals that once had some. */
    private static void requireNoTraces(Disk disk) throws IOException {
        Optional<String> trace = disk.exists(Snapshots.PREVIOUS)
                ? Optional.of(disk.describe(Snapshots.PREVIOUS))
                : JournalSurvey.trace(disk);
        if (trace.isPresent()) {
            throw new BadFileException(
                    Problem.WITHOUT_JOURNALS,
                    trace.get(),
                    trace.get() + " is there, but the journals beside it are not, so changes are missing",
                    null);
        }
    }

    /** What is there, if {@code orders.json} is one that the journals name; from its sidecar if there is one. */
    static Found read(Disk disk, JsonStorageOptions options) throws IOException {
        CompletableFuture<Optional<SidecarFile.Content>> sidecar =
                CompletableFuture.supplyAsync(() -> SidecarFile.read(disk, options));
        return survey(disk, options).fromSnapshot(sidecar);
    }

    /**
     * What is there, also in a directory that no store was opened in yet; from {@code orders.json}, whatever its sidecar
     * says.
     */
    static Found readAnything(Disk disk, JsonStorageOptions options) throws IOException {
        if (!isFresh(disk)) {
            return survey(disk, options).fromSnapshot(NO_SIDECAR);
        }
        Recovery nothing = new Recovery(disk, options, JournalSurvey.of(disk, 0, OrderRecords.REQUIRED));
        return disk.exists(Snapshots.FILE) ? nothing.foreign() : nothing.found(Optional.empty(), false);
    }

    private Found foreign() throws IOException {
        SnapshotMark found = SnapshotLoader.loadUnknown(
                disk, Snapshots.FILE, 0, format, memory, SnapshotLoader.strict(disk, Snapshots.FILE));
        return new Found(memory, survey, Optional.of(found), false);
    }

    /** What is there whatever {@code orders.json} is: from the snapshot before it, or from the beginning. */
    static Found rollForward(Disk disk, JsonStorageOptions options) throws IOException {
        return survey(disk, options).fromPrevious();
    }

    private static Recovery survey(Disk disk, JsonStorageOptions options) throws IOException {
        long acknowledged = AckedMark.read(disk);
        return new Recovery(disk, options, JournalSurvey.of(disk, acknowledged, OrderRecords.REQUIRED));
    }

    private Found fromSnapshot(CompletableFuture<Optional<SidecarFile.Content>> sidecar) throws IOException {
        Optional<Newest> newest = survey.newest();
        boolean there = disk.exists(Snapshots.FILE);
        if (newest.isEmpty()) {
            requireNoSnapshot(there);
            return found(Optional.empty(), false);
        }
        SnapshotMark expected = newest.get().checkpoint().file();
        Optional<SnapshotMark> replaced = newest.get().checkpoint().replaces();
        if (!there) {
            if (newest.get().installed() || replaced.isPresent()) {
                throw bad(Problem.MISSING, "is missing");
            }
            return found(Optional.empty(), false);
        }
        if (Snapshots.isBytesOf(disk, Snapshots.FILE, expected)) {
            return load(expected, sidecar, !newest.get().installed());
        }
        if (!newest.get().installed()
                && replaced.isPresent()
                && Snapshots.isBytesOf(disk, Snapshots.FILE, replaced.get())) {
            return load(replaced.get(), sidecar, false);
        }
        return fromReformatted(newest.get());
    }

    private void requireNoSnapshot(boolean there) throws BadFileException {
        if (there) {
            throw edited("This store never wrote one");
        }
    }

    /** Loads the file that the journals name. */
    private Found load(SnapshotMark mark, CompletableFuture<Optional<SidecarFile.Content>> sidecar, boolean unconfirmed)
            throws IOException {
        Optional<SidecarFile.Content> packed = Waiting.forAnswer(sidecar).filter(content -> content.holds(mark));
        if (packed.isPresent()) {
            memory = packed.get().memory();
        } else {
            SnapshotLoader.load(disk, Snapshots.FILE, mark, format, memory);
        }
        return found(Optional.of(mark), unconfirmed);
    }

    /** The bytes are not those that were written; the content may be all the same. */
    private Found fromReformatted(Newest newest) throws IOException {
        SnapshotMark actual = SnapshotLoader.loadUnknown(
                disk, Snapshots.FILE, newest.sequence(), format, memory, SnapshotLoader.strict(disk, Snapshots.FILE));
        SnapshotMark expected = newest.checkpoint().file();
        Optional<SnapshotMark> replaced = newest.checkpoint().replaces().filter(mark -> !newest.installed());
        for (SnapshotMark mark :
                Iterables.concat(List.of(expected), replaced.stream().toList())) {
            if (mark.sameContent(actual)) {
                SnapshotMark inPlace = new SnapshotMark(
                        mark.sequence(),
                        mark.lastChange(),
                        actual.orders(),
                        actual.length(),
                        actual.sha256(),
                        actual.content());
                memory.numberedAt(mark.lastChange());
                return found(Optional.of(inPlace), mark.equals(expected) && !newest.installed());
            }
        }
        throw edited(known().map(before ->
                        Differences.between(before.table().freeze(), memory).toString())
                .orElse("What differs is not known"));
    }

    private BadFileException edited(String differences) {
        return bad(
                Problem.EDITED,
                "is not the file that was written here: it was edited, or an older one was put in its place. "
                        + differences);
    }

    private BadFileException bad(Problem problem, String what) {
        return new BadFileException(problem, Snapshots.FILE, disk.describe(Snapshots.FILE) + " " + what, null);
    }

    /** What rolling forward would give; empty if that is not possible. */
    private Optional<OrderMemory> known() {
        return ifPossible(() -> new Recovery(disk, options, survey).fromPrevious());
    }

    /** What rolling a directory forward would give; empty if that is not possible. */
    static Optional<OrderMemory> rolledForward(Disk disk, JsonStorageOptions options) {
        return ifPossible(() -> rollForward(disk, options));
    }

    private interface Attempt {
        Found run() throws IOException;
    }

    private static Optional<OrderMemory> ifPossible(Attempt attempt) {
        try {
            return Optional.of(attempt.run().memory());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Found fromPrevious() throws IOException {
        Optional<SnapshotMark> base = previous();
        if (base.isPresent()) {
            SnapshotLoader.load(disk, Snapshots.PREVIOUS, base.get(), format, memory);
        }
        return found(base, false);
    }

    private Optional<SnapshotMark> previous() throws IOException {
        if (!survey.files().isEmpty() && disk.exists(Snapshots.PREVIOUS)) {
            long first = survey.files().get(0).first();
            for (SnapshotMark mark : survey.marks()) {
                boolean followed = first <= mark.sequence() + 1 && mark.sequence() >= survey.lastInstalledRestore();
                if (followed && Snapshots.isBytesOf(disk, Snapshots.PREVIOUS, mark)) {
                    return Optional.of(mark);
                }
            }
        }
        if (survey.beganEmpty() && survey.lastInstalledRestore() == 0) {
            return Optional.empty();
        }
        throw new BadFileException(
                Problem.NOT_REACHABLE,
                Snapshots.PREVIOUS,
                disk.describe(Snapshots.PREVIOUS)
                        + " is not there, or the journals do not reach back to it, so what was known cannot be put"
                        + " together",
                null);
    }

    private Found found(Optional<SnapshotMark> base, boolean unconfirmed) throws IOException {
        long from = base.map(SnapshotMark::sequence).orElse(0L);
        requireNoGapAfter(from);
        List<Tombstone> tombstones = new ArrayList<>();
        survey.replay(line -> replay(line, from, tombstones));
        tombstones.stream()
                .filter(removed -> !memory.table().everHad(removed.id()))
                .forEach(memory.table()::restoreTombstone);
        memory.restoredBy(survey.newest()
                .filter(newest -> unconfirmed && newest.restore())
                .map(Newest::sequence)
                .orElse(survey.lastRestore()));
        return new Found(memory, survey, base, unconfirmed);
    }

    private void requireNoGapAfter(long sequence) throws DamageException {
        if (!survey.files().isEmpty() && survey.files().get(0).first() > sequence + 1) {
            JournalSurvey.File first = survey.files().get(0);
            throw new DamageException(disk.describe(first.name()), 0, sequence + 1, first.first() - 1);
        }
    }

    private void replay(JournalLine line, long from, List<Tombstone> tombstones) throws IOException {
        try {
            switch (line.type()) {
                case OrderRecords.PUT -> put(line, from);
                case OrderRecords.REMOVED -> remove(line, from);
                case OrderRecords.ERASED -> erase(line, from);
                case OrderRecords.REQUESTS -> OrderRecords.readRequests(line.json(), memory.requests());
                case OrderRecords.TOMBSTONES -> tombstones.addAll(OrderRecords.readTombstones(line.json()));
                default -> {}
            }
        } catch (OrderFormatException | IllegalArgumentException | DateTimeException | JacksonException e) {
            String journal = Journal.name(line.sequence());
            throw new BadFileException(
                    Problem.UNREADABLE,
                    journal,
                    disk.describe(journal) + " or a file before it holds " + line.breaking(e),
                    e);
        }
    }

    private void put(JournalLine line, long from) throws OrderFormatException {
        Put put = OrderRecords.readPut(line.json());
        StoredOrder after = format.decode(line.json(), put.offset(), put.length());
        if (line.sequence() > from) {
            memory.put(memory.table().get(after.order().id()), after, put.request(), line.sequence());
        } else {
            memory.carriedOut(put.request(), after.order().id(), after.order().updatedAt());
        }
    }

    private void erase(JournalLine line, long from) {
        if (line.sequence() > from) {
            Erasure erasure = OrderRecords.readErased(line.json());
            memory.erased(
                    OrderRecords.concerned(erasure, memory.table().of(erasure.person())),
                    OrderRecords.change(erasure),
                    line.sequence());
        }
    }

    private void remove(JournalLine line, long from) {
        Removed removed = OrderRecords.readRemoved(line.json());
        OrderId id = removed.id();
        if (line.sequence() > from) {
            Optional<Order> before = memory.table().get(id);
            memory.remove(before, id, removed.request(), removed.at(), line.sequence());
        } else {
            memory.carriedOut(removed.request(), id, removed.at());
        }
    }
}
