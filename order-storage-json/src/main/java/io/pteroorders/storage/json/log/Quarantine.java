package io.pteroorders.storage.json.log;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place where files and records are set aside. Nothing in it is ever overwritten, and nothing is deleted but journals
 * of unclean ends, of which the newest stay.
 */
public final class Quarantine {

    public static final String NAME = "quarantine";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern JOURNAL =
            Pattern.compile("journal-(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d)(?:-\\d+)?-unclean\\.log");
    private static final int NEWEST = 3;
    private static final long MOST_BYTES = 256L << 20;
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Disk parent;
    private final Clock clock;

    /** The quarantine of a data directory. */
    public Quarantine(Disk parent, Clock clock) {
        this.parent = parent;
        this.clock = clock;
    }

    /** Where it is; made if it is not there. */
    public Disk directory() throws IOException {
        return parent.directory(NAME);
    }

    /** A name that no file in it has: of its kind, the time, and if need be a number. */
    public String freeName(String kind, String suffix) throws IOException {
        Disk directory = directory();
        String stamped = kind + "-" + TIME.format(clock.instant());
        String name = stamped + suffix;
        for (int copy = 2; directory.exists(name); copy++) {
            name = stamped + "-" + copy + suffix;
        }
        return name;
    }

    /**
     * Keeps a file under a second name; returns how to find it.
     *
     * @throws StoreFailedException if the disk did not confirm the name
     */
    public String keep(String file, String kind, String suffix) throws IOException {
        Disk directory = directory();
        String name = freeName(kind, suffix);
        parent.link(file, directory, name);
        sync(directory);
        return directory.describe(name);
    }

    /** Keeps the journal of an unclean end, like {@link #keep}. */
    public String keepJournal(String file) throws IOException {
        return keep(file, "journal", "-unclean.log");
    }

    /**
     * Deletes journals of unclean ends that are old or many: the newest {@value #NEWEST} stay, others for as long as
     * they are younger than 30 days and with the newer ones not larger than 256 MiB. One that cannot be deleted stays.
     *
     * @return how many were deleted
     */
    public int forgetOldJournals() {
        try {
            Disk directory = directory();
            List<String> newestFirst = directory.list().descendingSet().stream()
                    .filter(name -> JOURNAL.matcher(name).matches())
                    .toList();
            int forgotten = 0;
            long size = 0;
            for (int i = 0; i < newestFirst.size(); i++) {
                String name = newestFirst.get(i);
                size += size(directory, name);
                if (i >= NEWEST && (size > MOST_BYTES || isOld(name))) {
                    directory.delete(name);
                    forgotten++;
                }
            }
            return forgotten;
        } catch (IOException e) {
            return 0;
        }
    }

    private boolean isOld(String name) {
        Matcher journal = JOURNAL.matcher(name);
        return journal.matches()
                && TIME.parse(journal.group(1), Instant::from)
                        .isBefore(clock.instant().minus(LONGEST));
    }

    private static long size(Disk directory, String name) throws IOException {
        try (Disk.OpenFile file = directory.openToRead(name)) {
            return file.size();
        }
    }

    private static void sync(Disk directory) throws StoreFailedException {
        try {
            directory.sync();
        } catch (IOException e) {
            throw new StoreFailedException("the disk did not confirm what was set aside", e);
        }
    }
}
