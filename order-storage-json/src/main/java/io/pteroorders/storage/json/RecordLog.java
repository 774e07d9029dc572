package io.pteroorders.storage.json;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.json.log.AckedMark;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.Committer;
import io.pteroorders.storage.json.log.DirectoryLock;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Journal;
import io.pteroorders.storage.json.log.Journal.Entry;
import io.pteroorders.storage.json.log.JournalEnding;
import io.pteroorders.storage.json.log.JournalLine;
import io.pteroorders.storage.json.log.JournalRecords;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.log.Quarantine;
import io.pteroorders.storage.json.log.RealDisk;
import io.pteroorders.storage.json.log.Ticket;
import io.pteroorders.storage.json.log.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A durable list of JSON values in a directory of its own, for state beside the orders: what was delivered, who opted
 * out, an audit trail. It is kept like the orders' journal, as lines of text with checksums, and read whole at opening.
 *
 * <p>Durability: {@link #append} returns once the value is forced to the disk, in the order of the calls; values of
 * several threads share a force. A value whose append did not return is there wholly or not at all after a crash.
 *
 * <p>It grows until {@link #compact} replaces all values by those that still matter.
 *
 * <p>Thread-safe.
 */
final class RecordLog implements AutoCloseable {

    private static final char VALUE = 'V';
    private static final int EXTENSION = 1 << 14;

    private final Disk disk;
    private final AutoCloseable lock;
    private final String name;
    private final Committer committer;
    private final ImmutableList<String> notices;
    private boolean closed;

    private RecordLog(Disk disk, AutoCloseable lock, Clock clock, Consumer<byte[]> reader) throws IOException {
        this.disk = disk;
        this.lock = lock;
        JournalSurvey survey = survey(disk);
        if (survey.files().isEmpty()) {
            this.name = UUID.randomUUID().toString();
            this.notices = ImmutableList.of();
            this.committer = committer(Journal.begin(disk, EXTENSION, List.of(JournalRecords.header(name, 0))));
        } else {
            survey.replayLast(line -> read(line, reader));
            this.name = survey.store();
            this.notices = new JournalEnding(disk, clock, EXTENSION)
                    .mend(survey)
                    .map(ImmutableList::of)
                    .orElse(ImmutableList.of());
            this.committer =
                    committer(Journal.resume(disk, EXTENSION, survey.last().name(), survey.end()));
        }
        committer.start();
    }

    private static JournalSurvey survey(Disk disk) throws IOException {
        try {
            JournalSurvey survey = JournalSurvey.of(disk, AckedMark.read(disk), String.valueOf(VALUE));
            Optional<String> trace = survey.files().isEmpty() ? JournalSurvey.trace(disk) : Optional.empty();
            if (trace.isPresent()) {
                throw refused(trace.get() + " is there, but the log beside it is not", disk, null);
            }
            return survey;
        } catch (BadFileException e) {
            throw refused(String.valueOf(e.getMessage()), disk, e);
        }
    }

    /** What helps a directory of orders does not help here. */
    private static DataRefusedException refused(String problem, Disk disk, @Nullable Throwable cause) {
        return new DataRefusedException(
                problem + ". Put a copy of " + disk.describe("")
                        + " in its place, or move it away: it is begun anew then," + " and what it held is forgotten.",
                cause);
    }

    private static void read(JournalLine line, Consumer<byte[]> reader) {
        if (line.type() == VALUE) {
            reader.accept(line.json());
        }
    }

    private static Committer committer(Journal journal) {
        return new Committer(journal, Committer.Listener.NONE);
    }

    /**
     * Opens the log in a directory, which is made if it is not there.
     *
     * @param clock for the names of files that are set aside
     * @param reader takes each value, in the order in which they were appended, before this method returns
     * @throws DataRefusedException if the directory cannot be used, belongs to another process or is damaged; nothing
     *     was changed then
     */
    static RecordLog open(Path directory, Clock clock, Consumer<byte[]> reader) {
        try {
            RealDisk disk = RealDisk.in(directory);
            return open(disk, DirectoryLock.acquire(directory, clock), clock, reader);
        } catch (IOException | UncheckedIOException e) {
            throw Unopened.because("the directory " + directory, e);
        }
    }

    static RecordLog open(Disk disk, AutoCloseable lock, Clock clock, Consumer<byte[]> reader) throws IOException {
        try {
            return new RecordLog(disk, lock, clock, reader);
        } catch (IOException | RuntimeException | Error e) {
            DirectoryLock.release(lock);
            throw e;
        }
    }

    /**
     * Adds a value and waits until it is durable.
     *
     * @param json one JSON value on one line, at most a mebibyte
     * @throws StorageException if it could not be made durable; its outcome says whether it may be there
     * @throws IllegalArgumentException if the value has a line feed or is too long
     * @throws IllegalStateException in a callback of {@link #submit}: it would wait for itself
     */
    void append(byte[] json) {
        committer.requireMayWait();
        Waiting.forAnswer(submit(json).toCompletableFuture());
    }

    /**
     * Adds a value without waiting.
     *
     * @return completes when it is durable, by the thread that commits, so a callback must not wait for this log;
     *     exceptionally with a {@link StorageException} if it never will be
     */
    CompletionStage<Long> submit(byte[] json) {
        Ticket ticket = Ticket.write(value(json));
        return committer.deciding(() -> {
            committer.submit(ticket);
            return ticket.done();
        });
    }

    /**
     * Adds values without waiting, one after another and nothing between them. What is refused takes along all that waits
     * behind it, so the last one speaks for all.
     *
     * @param values at least one
     * @return completes when all are durable; exceptionally with a {@link StorageException} if one never will be: then
     *     those after it never will be either, and those before it may be
     */
    CompletionStage<?> submitAll(List<byte[]> values) {
        ImmutableList<Ticket> tickets =
                values.stream().map(json -> Ticket.write(value(json))).collect(ImmutableList.toImmutableList());
        return committer.deciding(() -> {
            tickets.forEach(committer::submit);
            return Iterables.getLast(tickets).done();
        });
    }

    private static Entry value(byte[] json) {
        Preconditions.checkArgument(json.length <= JournalLine.MAX_JSON, "a value has at most a mebibyte");
        for (byte each : json) {
            Preconditions.checkArgument(each != '\n', "a value stands on one line");
        }
        return new Entry(VALUE, json.clone());
    }

    /**
     * Replaces all values. A crash leaves either those before or these. Values that are added meanwhile come after these.
     *
     * @throws IOException if the values before are still in force
     */
    void compact(Iterable<byte[]> values) throws IOException {
        List<Entry> entries = new ArrayList<>();
        entries.add(JournalRecords.header(name, 0));
        values.forEach(json -> entries.add(value(json)));
        committer.between(journal -> {
            journal.rotate(entries);
            return true;
        });
        deleteAllButTheLast();
        forgetWhatWasSetAside();
    }

    /** Gives all values to a reader, which must not use this log. */
    void read(Consumer<byte[]> reader) throws IOException {
        committer.between(journal -> {
            survey(disk).replayLast(line -> read(line, reader));
            return true;
        });
    }

    /**
     * Changes or drops values as {@link #compact} does, and deletes the journals that were set aside.
     *
     * @param change gives for each value what is to stand in its place, or nothing
     * @throws IOException if the values before are still in force
     */
    void rewrite(Function<byte[], Optional<byte[]>> change) throws IOException {
        committer.between(journal -> {
            List<Entry> entries = new ArrayList<>();
            entries.add(JournalRecords.header(name, 0));
            survey(disk)
                    .replayLast(
                            line -> read(line, json -> change.apply(json).ifPresent(kept -> entries.add(value(kept)))));
            journal.rotate(entries);
            return true;
        });
        deleteAllButTheLast();
        forgetWhatWasSetAside();
    }

    /** The journals of unclean ends hold what was replaced. */
    private void forgetWhatWasSetAside() throws IOException {
        if (!disk.exists(Quarantine.NAME)) {
            return;
        }
        Disk aside = disk.directory(Quarantine.NAME);
        for (String file : aside.list()) {
            aside.delete(file);
        }
        aside.sync();
    }

    private void deleteAllButTheLast() throws IOException {
        List<String> journals = disk.list().stream()
                .filter(file -> file.matches(JournalSurvey.NAME))
                .toList();
        for (String journal : journals.subList(0, journals.size() - 1)) {
            disk.delete(journal);
        }
    }

    /** How many bytes the log has. */
    long length() {
        return committer.journalLength();
    }

    /** What opening the log found that the operator should know. */
    ImmutableList<String> notices() {
        return notices;
    }

    /** Why it takes no more values; empty while it does, or may again by itself. */
    Optional<String> failure() {
        return committer.failure().map(Throwable::toString);
    }

    /** @throws IllegalStateException in a callback of {@link #submit}: it would wait for itself */
    @Override
    public void close() {
        committer.requireMayWait();
        endInOrder();
    }

    private synchronized void endInOrder() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            committer.close(journal -> {
                journal.closeInOrder();
                return true;
            });
        } catch (Exception e) {
            throw StorageException.rejected("the log was not ended in order: " + e.getMessage(), e);
        }
    }
}
