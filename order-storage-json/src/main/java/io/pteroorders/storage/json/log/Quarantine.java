package io.pteroorders.storage.json.log;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The place where files and records are set aside. Nothing in it is ever deleted or overwritten. */
public final class Quarantine {

    public static final String NAME = "quarantine";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

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

    private static void sync(Disk directory) throws StoreFailedException {
        try {
            directory.sync();
        } catch (IOException e) {
            throw new StoreFailedException("the disk did not confirm what was set aside", e);
        }
    }
}
