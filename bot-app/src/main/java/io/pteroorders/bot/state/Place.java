package io.pteroorders.bot.state;

import io.pteroorders.storage.json.RecordLog;
import io.pteroorders.storage.json.Records;
import io.pteroorders.storage.sql.Ownership;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/** Where lists of records are kept. */
@FunctionalInterface
interface Place {

    /**
     * Opens a list, which is empty at first.
     *
     * @param name lower-case letters
     * @param reader takes each value, in the order in which they were added, before this method returns
     */
    Records open(String name, Consumer<byte[]> reader);

    /**
     * Each in a directory of its own in the data directory; it is made if it is not there.
     *
     * @param clock for the names of files that are set aside
     */
    static Place files(Path data, Clock clock) {
        return (name, reader) -> RecordLog.open(data.resolve(name), clock, reader);
    }

    /** In a database that somebody has the right to. */
    static Place tables(Ownership owner) {
        return owner::records;
    }
}
