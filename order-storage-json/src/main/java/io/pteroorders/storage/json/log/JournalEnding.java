package io.pteroorders.storage.json.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;

/** The state in which the last journal file was left, and what has to be done before it can be gone on with. */
public final class JournalEnding {

    private static final String TEMPORARY = "journal.tmp";
    private static final int COPIED_AT_ONCE = 1 << 20;

    private final Disk disk;
    private final Clock clock;
    private final int extension;

    public JournalEnding(Disk disk, Clock clock, int extension) {
        this.disk = disk;
        this.clock = clock;
        this.extension = extension;
    }

    /**
     * Makes the end of the journal one that can be gone on with; returns what to tell the operator, if it was not ended
     * in order.
     */
    public Optional<String> mend(JournalSurvey survey) throws IOException {
        JournalScan.End end = survey.end();
        String last = survey.last().name();
        boolean inOrder = new CloseMark(last, end.position(), end.crc()).isIn(disk) && sizeOf(last) == end.position();
        Optional<String> notice = inOrder ? Optional.empty() : Optional.of(rewrite(last, end));
        disk.delete(CloseMark.FILE);
        return notice;
    }

    private long sizeOf(String name) throws IOException {
        try (Disk.OpenFile file = disk.openToRead(name)) {
            return file.size();
        }
    }

    /** After an unclean end the page cache may show what the disk does not hold, so all is written anew. */
    private String rewrite(String name, JournalScan.End end) throws IOException {
        Quarantine quarantine = new Quarantine(disk, clock);
        String kept = quarantine.keepJournal(name);
        disk.delete(TEMPORARY);
        try (Disk.OpenFile from = disk.openToRead(name);
                Disk.OpenFile to = disk.create(TEMPORARY)) {
            copy(from, to, end.position());
            to.write(ByteBuffer.allocate(extension), end.position());
            to.force();
        }
        disk.move(TEMPORARY, name);
        disk.sync();
        int forgotten = quarantine.forgetOldJournals();
        return "the program had not ended in order; all that was acknowledged is there"
                + (end.torn() ? ", and a change that was not acknowledged was cut off" : "")
                + ". The journal as it was found is " + kept + "."
                + (forgotten == 0 ? "" : " Old ones that were deleted there: " + forgotten + ".");
    }

    /** Copies the beginning of a file. */
    public static void copy(Disk.OpenFile from, Disk.OpenFile to, long length) throws IOException {
        for (long position = 0; position < length; ) {
            ByteBuffer some = ByteBuffer.allocate((int) Math.min(COPIED_AT_ONCE, length - position));
            from.read(some, position);
            some.flip();
            long read = some.remaining();
            to.write(some, position);
            position += read;
        }
    }
}
