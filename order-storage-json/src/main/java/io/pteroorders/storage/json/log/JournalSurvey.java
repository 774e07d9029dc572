package io.pteroorders.storage.json.log;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.storage.json.log.BadFileException.Problem;
import io.pteroorders.storage.json.log.JournalRecords.Checkpoint;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The contents of a directory's journals, before anything is made of it: that they are whole, which checkpoint is the
 * newest, and where the log ends.
 */
public final class JournalSurvey {

    public static final String NAME = "journal-\\d{12}\\.log";

    private static final Pattern NUMBER = Pattern.compile("journal-(\\d{12})\\.log");

    /** A file and the numbers of its first and last record. */
    public record File(String name, long first, long last) {}

    /** A checkpoint or restore, and whether the journal says that it is in place. */
    public record Newest(long sequence, boolean restore, Checkpoint checkpoint, boolean installed) {}

    private final Disk disk;
    private final String known;
    private final List<File> files = new ArrayList<>();
    private final List<SnapshotMark> marks = new ArrayList<>();
    private boolean adopted;
    private long lastInstalledRestore;
    private long lastRestore;
    private @Nullable Newest newest;
    private @Nullable String store;
    private JournalScan.End end = new JournalScan.End(0, 0, 0, false);

    private JournalSurvey(Disk disk, String known) {
        this.disk = disk;
        this.known = known;
    }

    /**
     * Looks at all journals.
     *
     * @param acknowledged every record up to this one must be there
     * @param known the types of records that are known beside those of every journal
     * @throws BadFileException if something is missing, damaged or written by a newer program
     */
    public static JournalSurvey of(Disk disk, long acknowledged, String known) throws IOException {
        JournalSurvey survey = new JournalSurvey(disk, known);
        List<String> names =
                disk.list().stream().filter(name -> name.matches(NAME)).toList();
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            survey.scan(names.get(i), last ? acknowledged + 1 : first(names.get(i + 1)), last);
        }
        return survey;
    }

    public static long first(String name) {
        Matcher matcher = NUMBER.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private void scan(String name, long forcedBelow, boolean last) throws IOException {
        long first = first(name);
        if (!files.isEmpty() && first != end.sequence() + 1) {
            throw new DamageException(disk.describe(name), 0, first, end.sequence());
        }
        OptionalLong previousCrc =
                first == 1 ? OptionalLong.of(0) : files.isEmpty() ? OptionalLong.empty() : OptionalLong.of(end.crc());
        try (Disk.OpenFile file = disk.openToRead(name)) {
            end = new JournalScan(disk.describe(name), file)
                    .run(first, previousCrc, forcedBelow, line -> understand(name, first, line));
        }
        if (end.sequence() < first || (!last && end.sequence() >= forcedBelow)) {
            throw new DamageException(disk.describe(name), 0, first, Math.max(first, end.sequence()));
        }
        files.add(new File(name, first, end.sequence()));
    }

    private void understand(String name, long first, JournalLine line) throws IOException {
        try {
            look(name, first, line);
        } catch (IllegalArgumentException | DateTimeException | JacksonException e) {
            throw new BadFileException(Problem.UNREADABLE, name, disk.describe(name) + " holds " + line.breaking(e), e);
        }
    }

    private void look(String name, long first, JournalLine line) throws IOException {
        if ((line.sequence() == first) != (line.type() == JournalRecords.HEADER)) {
            throw new DamageException(disk.describe(name), 0, line.sequence(), line.sequence());
        }
        if (known.indexOf(line.type()) >= 0) {
            return;
        }
        switch (line.type()) {
            case JournalRecords.HEADER -> header(name, line);
            case JournalRecords.CHECKPOINT, JournalRecords.RESTORE -> checkpoint(line);
            case JournalRecords.INSTALLED -> installed();
            default -> requireSkippable(name, line);
        }
    }

    private void header(String name, JournalLine line) throws BadFileException {
        JsonNode json = JournalRecords.read(line.json());
        if (json.path("format").asInt(-1) != JournalRecords.FORMAT) {
            throw newer(name, json.path("format").toString());
        }
        store = json.path("store").asString("");
        lastRestore = Math.max(lastRestore, json.path("lastRestore").asLong(0));
    }

    private BadFileException newer(String name, String what) {
        return new BadFileException(
                Problem.NEWER, name, disk.describe(name) + " was written by a newer version (" + what + ")", null);
    }

    private void requireSkippable(String name, JournalLine line) throws BadFileException {
        if (!line.isSkippable()) {
            throw newer(name, "record type " + line.type());
        }
    }

    private void checkpoint(JournalLine line) {
        Checkpoint checkpoint = JournalRecords.readCheckpoint(line.json());
        adopted |= line.sequence() == JournalRecords.ADOPTION;
        newest = new Newest(line.sequence(), line.type() == JournalRecords.RESTORE, checkpoint, false);
        checkpoint.replaces().ifPresent(marks::add);
        marks.add(checkpoint.file());
    }

    private void installed() {
        if (newest != null) {
            newest = new Newest(newest.sequence(), newest.restore(), newest.checkpoint(), true);
            lastInstalledRestore = newest.restore() ? newest.sequence() : lastInstalledRestore;
        }
    }

    /** The journals, oldest first. */
    public ImmutableList<File> files() {
        return ImmutableList.copyOf(files);
    }

    public File last() {
        return Iterables.getLast(files);
    }

    /** The newest checkpoint or restore. */
    public Optional<Newest> newest() {
        return Optional.ofNullable(newest);
    }

    /** All versions of the snapshot that the journals name, oldest first. */
    public ImmutableList<SnapshotMark> marks() {
        return ImmutableList.copyOf(marks);
    }

    /** Whether the journals from the first one on are all that there ever was, not the changes to an adopted file. */
    public boolean beganEmpty() {
        return !files.isEmpty() && files.get(0).first() == 1 && !adopted;
    }

    /** The number of the last restore that is in place; 0 if there is none. */
    public long lastInstalledRestore() {
        return lastInstalledRestore;
    }

    /** Like {@link #lastInstalledRestore}, also if its journal was deleted since. */
    public long lastRestore() {
        return Math.max(lastRestore, lastInstalledRestore);
    }

    /** The store's own name, made when it was. */
    public String store() {
        return store == null ? "" : store;
    }

    public JournalScan.End end() {
        return end;
    }

    /** A file that lies only beside journals. */
    public static Optional<String> trace(Disk disk) throws IOException {
        for (String trace : List.of(AckedMark.FILE, CloseMark.FILE)) {
            if (disk.exists(trace)) {
                return Optional.of(disk.describe(trace));
            }
        }
        return Optional.empty();
    }

    /** Gives the records of the last journal again. */
    public void replayLast(JournalScan.Sink sink) throws IOException {
        replay(List.of(last()), sink);
    }

    /** Gives all records again. */
    public void replay(JournalScan.Sink sink) throws IOException {
        replay(files, sink);
    }

    private void replay(List<File> journals, JournalScan.Sink sink) throws IOException {
        OptionalLong crc = OptionalLong.empty();
        for (File journal : journals) {
            try (Disk.OpenFile file = disk.openToRead(journal.name())) {
                JournalScan.End reached = new JournalScan(disk.describe(journal.name()), file)
                        .run(journal.first(), crc, 0, line -> {
                            if (line.sequence() <= end.sequence()) {
                                sink.take(line);
                            }
                        });
                crc = OptionalLong.of(reached.crc());
            }
        }
    }
}
