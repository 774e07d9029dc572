package io.pteroorders.storage.json;

import io.pteroorders.storage.json.ForwardingDisk.ForwardingFile;
import io.pteroorders.storage.json.log.AckedMark;
import io.pteroorders.storage.json.log.CloseMark;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.JournalLine;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.log.LineBuffer;
import io.pteroorders.storage.json.log.Quarantine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Bugs as stores have them, planted between the store and its disk: what the store asks for is left out, done in another
 * order, or read as a careless store would read it. Each must be caught.
 */
enum Mutant {
    SNAPSHOT_NOT_FORCED(Harness.CRASH, disk -> unforced(disk, Snapshots.TEMPORARY::equals)),
    NEW_JOURNAL_NOT_FORCED(Harness.CRASH, disk -> unforced(disk, "journal.new"::equals)),
    RECORDS_NOT_FORCED(Harness.CRASH, disk -> unforced(disk, Mutant::isJournal)),
    RECOVERED_JOURNAL_NOT_FORCED(Harness.CRASH, disk -> unforced(disk, "journal.tmp"::equals)),
    CHECKPOINT_RECORD_NOT_FORCED(Harness.CRASH, disk -> new Files(disk, UnforcedCheckpoint::new)),
    CUT_NOT_FORCED(Harness.FAULTS, disk -> new Files(disk, UnforcedCut::new)),
    FAILED_WRITE_NOT_CUT(Harness.FAULTS, disk -> new Files(disk, Uncut::new)),
    NAMES_NEVER_SYNCED(Harness.CRASH, disk -> new Unsynced(disk, "")),
    NEW_JOURNAL_NOT_SYNCED(Harness.CRASH, disk -> new Unsynced(disk, "journal.new")),
    SNAPSHOT_NOT_SYNCED(Harness.CRASH, disk -> new Unsynced(disk, Snapshots.TEMPORARY)),
    CHECKPOINT_RECORD_AFTER_RENAME(Harness.CRASH, LateCheckpointRecord::new),
    ANSWER_BEFORE_FORCE(Harness.CRASH, EarlyAnswer::new),
    ACKED_BEFORE_FORCE(Harness.CRASH, EarlyAcked::new),
    DELETE_BEFORE_RENAME(Harness.CRASH, DeleteFirst::new),
    COPY_INSTEAD_OF_RENAME(Harness.CRASH, Copying::new),
    RENAME_BEFORE_FORCE(Harness.CRASH, RenameFirst::new),
    PREVIOUS_BY_RENAME(Harness.CRASH, PreviousByRename::new),
    JOURNALS_DELETED_BEFORE_INSTALLING(Harness.CRASH, EarlyDelete::new),
    RECOVERY_IN_PLACE(Harness.CRASH, InPlace::new),
    APPENDING_AT_THE_FILE_LENGTH(Harness.CRASH, disk -> new Files(disk, AtTheEnd::new)),
    ZEROS_TAKEN_FOR_DAMAGE(Harness.CRASH, disk -> new Reading(disk, Mutant::isJournal, Mutant::refuseZeros)),
    ALL_JOURNALS_MERGED(Harness.DAMAGE, Merging::new),
    NO_REWRITE_AFTER_A_CRASH(Harness.FAULTS, NoRewrite::new),
    STALE_CLEAN_MARK(Harness.FAULTS, AlwaysClean::new),
    FORCE_TRIED_AGAIN(Harness.FAULTS, disk -> new Files(disk, RetriedForce::new)),
    FAILED_FORCE_PASSED_OVER(Harness.FAULTS, disk -> new Files(disk, CarelessForce::new)),
    SHORT_WRITE_PASSED_OVER(Harness.FAULTS, disk -> new Files(disk, CarelessWrite::new)),
    FAILED_SYNC_PASSED_OVER(Harness.FAULTS, CarelessSync::new),
    NAIVE_TORN_TAIL(Harness.DAMAGE, NaiveTail::new),
    ACKED_NOT_READ(Harness.DAMAGE, disk -> new Reading(disk, AckedMark.FILE::equals, content -> new byte[0])),
    NO_CRC(Harness.DAMAGE, disk -> new Reading(disk, Mutant::isJournal, Mutant::withRightCrcs)),
    EDIT_NOT_NOTICED(Harness.OPERATED, Blind::new),
    QUARANTINE_NOT_SYNCED(Harness.OPERATED, disk -> new Below(disk, Quarantine.NAME, below -> new Unsynced(below, ""))),
    SET_ASIDE_NOT_FORCED(
            Harness.OPERATED, disk -> new Below(disk, Quarantine.NAME, below -> unforced(below, name -> true))),
    BACKUP_NOT_FORCED(
            Harness.OPERATED,
            disk -> new Below(disk, "backups", below -> unforced(below, name -> !name.endsWith("sha256")))),
    DIGEST_NOT_FORCED(
            Harness.OPERATED,
            disk -> new Below(disk, "backups", below -> unforced(below, name -> name.endsWith("sha256")))),
    BACKUP_NOT_SYNCED(Harness.OPERATED, disk -> new Below(disk, "backups", below -> new Unsynced(below, "")));

    /** What must catch it. */
    enum Harness {
        CRASH,
        /** Crashes in an operator's day. */
        OPERATED,
        FAULTS,
        DAMAGE
    }

    private final Harness harness;

    @SuppressWarnings("ImmutableEnumChecker") // none has a state of its own
    private final UnaryOperator<Disk> plant;

    Mutant(Harness harness, UnaryOperator<Disk> plant) {
        this.harness = harness;
        this.plant = plant;
    }

    Harness harness() {
        return harness;
    }

    Disk plant(Disk disk) {
        return plant.apply(disk);
    }

    private static boolean isJournal(String name) {
        return name.matches(JournalSurvey.NAME);
    }

    private static boolean holdsCheckpoint(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString().contains(" K {");
    }

    private static byte[] content(Disk disk, String name) throws IOException {
        try (Disk.OpenFile file = disk.openToRead(name)) {
            return content(file);
        }
    }

    private static byte[] content(Disk.OpenFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = file.read(bytes, bytes.position());
        }
        return bytes.array();
    }

    private static ForwardingDisk unforced(Disk disk, Predicate<String> names) {
        return new Files(disk, (name, file) -> names.test(name) ? new Unforced(file) : file);
    }

    /** Files that are written differently. */
    private static final class Files extends ForwardingDisk {

        private interface Writing {
            OpenFile of(String name, OpenFile file);
        }

        private final Writing writing;

        Files(Disk disk, Writing writing) {
            super(disk);
            this.writing = writing;
        }

        Files(Disk disk, UnaryOperator<OpenFile> journals) {
            this(disk, (name, file) -> isJournal(name) ? journals.apply(file) : file);
        }

        @Override
        OpenFile writing(String name, OpenFile file) {
            return writing.of(name, file);
        }
    }

    /** Only a directory in it is different. */
    private static final class Below extends ForwardingDisk {
        private final String name;
        private final UnaryOperator<Disk> plant;

        Below(Disk disk, String name, UnaryOperator<Disk> plant) {
            super(disk);
            this.name = name;
            this.plant = plant;
        }

        @Override
        public Disk directory(String wanted) throws IOException {
            Disk below = disk.directory(wanted);
            return wanted.equals(name) ? plant.apply(below) : new ForwardingDisk(below);
        }
    }

    /** Every file looks as it did. */
    private static final class Blind extends ForwardingDisk {
        Blind(Disk disk) {
            super(disk);
        }

        @Override
        public Object stamp(String name) {
            return name;
        }
    }

    private static final class Unforced extends ForwardingFile {
        Unforced(Disk.OpenFile file) {
            super(file);
        }

        @Override
        public void force() {}
    }

    private static final class UnforcedCheckpoint extends ForwardingFile {
        private boolean checkpoint;

        UnforcedCheckpoint(Disk.OpenFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            checkpoint = holdsCheckpoint(from);
            file.write(from, position);
        }

        @Override
        public void force() throws IOException {
            if (!checkpoint) {
                file.force();
            }
        }
    }

    private static final class UnforcedCut extends ForwardingFile {
        private boolean cut;

        UnforcedCut(Disk.OpenFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            cut = false;
            file.write(from, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            cut = true;
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            if (!cut) {
                file.force();
            }
        }
    }

    private static final class Uncut extends ForwardingFile {
        private boolean failed;

        Uncut(Disk.OpenFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            failed = true;
            file.write(from, position);
            failed = false;
        }

        @Override
        public void truncate(long size) throws IOException {
            if (!failed) {
                file.truncate(size);
            }
        }
    }

    /** The sync after a rename from this name is left out, or every one. */
    private static final class Unsynced extends ForwardingDisk {
        private final String renamed;
        private boolean leftOut;

        Unsynced(Disk disk, String renamed) {
            super(disk);
            this.renamed = renamed;
            this.leftOut = renamed.isEmpty();
        }

        @Override
        public void move(String from, String to) throws IOException {
            disk.move(from, to);
            leftOut |= from.equals(renamed);
        }

        @Override
        public void sync() throws IOException {
            if (!leftOut) {
                disk.sync();
            }
            leftOut = renamed.isEmpty();
        }
    }

    /** The record that names a snapshot is written once the snapshot is in place. */
    private static final class LateCheckpointRecord extends ForwardingDisk {
        private @Nullable OpenFile file;
        private ByteBuffer held = ByteBuffer.allocate(0);
        private long position;

        LateCheckpointRecord(Disk disk) {
            super(disk);
        }

        @Override
        OpenFile writing(String name, OpenFile opened) {
            return !isJournal(name)
                    ? opened
                    : new ForwardingFile(opened) {
                        @Override
                        public void write(ByteBuffer from, long at) throws IOException {
                            if (holdsCheckpoint(from)) {
                                LateCheckpointRecord.this.file = file;
                                held = ByteBuffer.allocate(from.remaining())
                                        .put(from)
                                        .flip();
                                position = at;
                            } else {
                                file.write(from, at);
                            }
                        }
                    };
        }

        @Override
        public void move(String from, String to) throws IOException {
            disk.move(from, to);
            OpenFile journal = file;
            if (journal != null) {
                file = null;
                journal.write(held, position);
                journal.force();
            }
        }
    }

    /** What was written is forced only when there is more to do. */
    private static final class EarlyAnswer extends ForwardingDisk {
        private @Nullable OpenFile due;

        EarlyAnswer(Disk disk) {
            super(disk);
        }

        private void catchUp() throws IOException {
            OpenFile file = due;
            if (file != null) {
                due = null;
                file.force();
            }
        }

        @Override
        public OpenFile create(String name) throws IOException {
            catchUp();
            return super.create(name);
        }

        @Override
        public void delete(String name) throws IOException {
            catchUp();
            super.delete(name);
        }

        @Override
        OpenFile writing(String name, OpenFile opened) {
            return !isJournal(name)
                    ? opened
                    : new ForwardingFile(opened) {
                        @Override
                        public void write(ByteBuffer from, long position) throws IOException {
                            catchUp();
                            file.write(from, position);
                        }

                        @Override
                        public void force() {
                            due = file;
                        }
                    };
        }
    }

    /** What was acknowledged is noted before it is forced. */
    private static final class EarlyAcked extends ForwardingDisk {
        private @Nullable OpenFile due;

        EarlyAcked(Disk disk) {
            super(disk);
        }

        @Override
        OpenFile writing(String name, OpenFile opened) {
            if (isJournal(name)) {
                return new ForwardingFile(opened) {
                    @Override
                    public void force() {
                        due = file;
                    }
                };
            }
            return !name.equals(AckedMark.FILE)
                    ? opened
                    : new ForwardingFile(opened) {
                        @Override
                        public void write(ByteBuffer from, long position) throws IOException {
                            file.write(from, position);
                            OpenFile journal = due;
                            if (journal != null) {
                                due = null;
                                journal.force();
                            }
                        }
                    };
        }
    }

    private static final class DeleteFirst extends ForwardingDisk {
        DeleteFirst(Disk disk) {
            super(disk);
        }

        @Override
        public void move(String from, String to) throws IOException {
            disk.delete(to);
            disk.move(from, to);
        }
    }

    private static final class Copying extends ForwardingDisk {
        Copying(Disk disk) {
            super(disk);
        }

        @Override
        public void move(String from, String to) throws IOException {
            if (!disk.exists(to)) {
                disk.move(from, to);
                return;
            }
            copy(disk, from, to);
            disk.delete(from);
        }
    }

    private static void copy(Disk disk, String from, String to) throws IOException {
        try (Disk.OpenFile file = disk.open(to)) {
            file.truncate(0);
            file.write(ByteBuffer.wrap(content(disk, from)), 0);
            file.force();
        }
    }

    private static final class RenameFirst extends ForwardingDisk {
        private @Nullable OpenFile due;

        RenameFirst(Disk disk) {
            super(disk);
        }

        @Override
        OpenFile writing(String name, OpenFile opened) {
            return !name.equals("journal.new")
                    ? opened
                    : new ForwardingFile(opened) {
                        @Override
                        public void force() {
                            due = file;
                        }

                        @Override
                        public void close() {}
                    };
        }

        @Override
        public void sync() throws IOException {
            disk.sync();
            OpenFile file = due;
            if (file != null) {
                due = null;
                file.force();
                file.close();
            }
        }
    }

    private static final class PreviousByRename extends ForwardingDisk {
        PreviousByRename(Disk disk) {
            super(disk);
        }

        @Override
        public void link(String name, Disk to, String newName) throws IOException {
            if (newName.equals(Snapshots.PREVIOUS)) {
                disk.move(name, newName);
            } else {
                super.link(name, to, newName);
            }
        }
    }

    /** Journals are deleted when the snapshot is written, not when it is in place. */
    private static final class EarlyDelete extends ForwardingDisk {
        EarlyDelete(Disk disk) {
            super(disk);
        }

        @Override
        public void move(String from, String to) throws IOException {
            if (from.equals(Snapshots.TEMPORARY)) {
                List<String> journals =
                        disk.list().stream().filter(Mutant::isJournal).toList();
                for (String journal : journals.subList(0, journals.size() - 1)) {
                    disk.delete(journal);
                }
            }
            disk.move(from, to);
        }
    }

    /** A recovered journal is written over the one that was found. */
    private static final class InPlace extends ForwardingDisk {
        InPlace(Disk disk) {
            super(disk);
        }

        @Override
        public void move(String from, String to) throws IOException {
            if (from.equals("journal.tmp")) {
                copy(disk, from, to);
                disk.delete(from);
            } else {
                disk.move(from, to);
            }
        }
    }

    /** Each batch is written at the end of the file, behind the zeros. */
    private static final class AtTheEnd extends ForwardingFile {
        AtTheEnd(Disk.OpenFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            file.write(from, from.get(from.position()) == 0 ? position : file.size());
        }
    }

    /** Files that are read differently. */
    private static class Reading extends ForwardingDisk {

        private interface View {
            byte[] of(byte[] content) throws IOException;
        }

        private final Predicate<String> names;
        private final View view;

        Reading(Disk disk, Predicate<String> names, View view) {
            super(disk);
            this.names = names;
            this.view = view;
        }

        @Override
        OpenFile reading(String name, OpenFile file) throws IOException {
            return names.test(name) ? new Content(file, view.of(content(file))) : file;
        }
    }

    /** A file that reads as having another content. */
    private static final class Content extends ForwardingFile {
        private final byte[] content;

        Content(Disk.OpenFile file, byte[] content) {
            super(file);
            this.content = content;
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public int read(ByteBuffer to, long position) {
            if (position >= content.length) {
                return -1;
            }
            int length = Math.min(to.remaining(), content.length - (int) position);
            to.put(content, (int) position, length);
            return length;
        }
    }

    private static byte[] refuseZeros(byte[] content) throws IOException {
        if (content.length > 0 && content[content.length - 1] == 0) {
            throw new IOException("zeros at the end of a journal");
        }
        return content;
    }

    /** What is there of valid lines from the beginning, however it goes on. */
    private static byte[] validLines(byte[] content) {
        int end = 0;
        JournalLine line = JournalLine.parse(content, 0, content.length);
        while (line != null) {
            end += line.length();
            line = JournalLine.parse(content, end, content.length);
        }
        return Arrays.copyOf(content, end);
    }

    /** Each line with the CRC that it should have. */
    private static byte[] withRightCrcs(byte[] content) {
        LineBuffer right = new LineBuffer(content.length + 1);
        right.put(content);
        int start = 0;
        String previous = "";
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '\n' && at - start > 20) {
                String line = new String(content, start, at - start, StandardCharsets.ISO_8859_1);
                List<String> parts = List.of(line.split(" ", 5));
                if (parts.size() == 5 && !previous.isEmpty()) {
                    int offset = start
                            + parts.get(0).length()
                            + parts.get(1).length()
                            + parts.get(2).length()
                            + 3;
                    byte[] hex = previous.getBytes(StandardCharsets.ISO_8859_1);
                    System.arraycopy(hex, 0, right.bytes(), offset, 8);
                }
                JournalLine.putHex(right, start, JournalLine.crc(right.bytes(), start + 9, at));
                previous = new String(right.bytes(), start, 8, StandardCharsets.ISO_8859_1);
                start = at + 1;
            }
        }
        return right.toArray();
    }

    /** All records of all journals count, also those from before a snapshot or a restore. */
    private static final class Merging extends ForwardingDisk {

        private final Map<Integer, Integer> crcs = new HashMap<>();

        Merging(Disk disk) {
            super(disk);
        }

        @Override
        OpenFile reading(String name, OpenFile file) throws IOException {
            if (!isJournal(name)) {
                return file;
            }
            long first = disk.list().stream()
                    .filter(Mutant::isJournal)
                    .mapToLong(JournalSurvey::first)
                    .min()
                    .orElse(1);
            return new Content(file, merged(content(file), "{\"file\":{\"sequence\":" + (first - 1)));
        }

        private byte[] merged(byte[] content, String base) {
            LineBuffer merged = new LineBuffer(content.length);
            int at = 0;
            JournalLine line = JournalLine.parse(content, 0, content.length);
            while (line != null) {
                byte[] json = new String(line.json(), StandardCharsets.UTF_8)
                        .replaceFirst("\\{\"file\":\\{\"sequence\":\\d+", base)
                        .getBytes(StandardCharsets.UTF_8);
                int previous = crcs.getOrDefault(line.previousCrc(), line.previousCrc());
                crcs.put(
                        line.crc(),
                        JournalLine.write(merged, line.sequence(), line.durable(), previous, line.type(), json));
                at += line.length();
                line = JournalLine.parse(content, at, content.length);
            }
            return merged.toArray();
        }
    }

    private static final class NoRewrite extends ForwardingDisk {
        NoRewrite(Disk disk) {
            super(disk);
        }

        @Override
        public void move(String from, String to) throws IOException {
            if (from.equals("journal.tmp")) {
                disk.delete(from);
            } else {
                disk.move(from, to);
            }
        }
    }

    /** Whatever ended the store, the mark of a clean end is believed. */
    private static final class AlwaysClean extends ForwardingDisk {
        AlwaysClean(Disk disk) {
            super(disk);
        }

        @Override
        public boolean exists(String name) throws IOException {
            return disk.exists(name)
                    || (name.equals(CloseMark.FILE) && disk.list().stream().anyMatch(Mutant::isJournal));
        }

        @Override
        public OpenFile openToRead(String name) throws IOException {
            if (isJournal(name)) {
                OpenFile file = disk.openToRead(name);
                return new Content(file, validLines(content(file)));
            }
            return name.equals(CloseMark.FILE) ? mark() : disk.openToRead(name);
        }

        private OpenFile mark() throws IOException {
            JournalSurvey survey = JournalSurvey.of(this, 0, OrderRecords.REQUIRED);
            String last = survey.last().name();
            String text = last + " " + survey.end().position() + " "
                    + String.format("%08x", survey.end().crc());
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            String crc = String.format("%08x", JournalLine.crc(bytes, 0, bytes.length));
            return new Content(disk.openToRead(last), (text + " " + crc + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Whatever follows the last good record is cut off. */
    private static final class NaiveTail extends ForwardingDisk {
        NaiveTail(Disk disk) {
            super(disk);
        }

        @Override
        OpenFile reading(String name, OpenFile file) throws IOException {
            if (isJournal(name)) {
                return new Content(file, validLines(content(file)));
            }
            return name.equals(AckedMark.FILE) ? new Content(file, new byte[0]) : file;
        }
    }

    private static final class RetriedForce extends ForwardingFile {
        RetriedForce(Disk.OpenFile file) {
            super(file);
        }

        @Override
        public void force() throws IOException {
            try {
                file.force();
            } catch (IOException e) {
                file.force();
            }
        }
    }

    private static final class CarelessForce extends ForwardingFile {
        CarelessForce(Disk.OpenFile file) {
            super(file);
        }

        @Override
        public void force() {
            try {
                file.force();
            } catch (IOException passedOver) {
                return;
            }
        }
    }

    private static final class CarelessWrite extends ForwardingFile {
        CarelessWrite(Disk.OpenFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer from, long position) {
            try {
                file.write(from, position);
            } catch (IOException passedOver) {
                return;
            }
        }
    }

    private static final class CarelessSync extends ForwardingDisk {
        CarelessSync(Disk disk) {
            super(disk);
        }

        @Override
        public void sync() {
            try {
                disk.sync();
            } catch (IOException passedOver) {
                return;
            }
        }
    }
}
