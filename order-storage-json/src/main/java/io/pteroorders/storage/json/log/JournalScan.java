package io.pteroorders.storage.json.log;

import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal file and decides where it ends. At the first record that is not right the log ends if only zeros
 * follow. Otherwise it is torn, as a loss of power leaves it, unless something proves that the record was acknowledged:
 * then it is damage.
 */
public final class JournalScan {

    /** Takes records in their order. */
    @FunctionalInterface
    public interface Sink {
        void take(JournalLine line) throws IOException;
    }

    /** Where a log ends: the place behind the last record, and that record's number and CRC. */
    public record End(long position, long sequence, int crc, boolean torn) {}

    private final String name;
    private final JournalReader reader;

    public JournalScan(String name, Disk.OpenFile file) throws IOException {
        this.name = name;
        this.reader = new JournalReader(file);
    }

    /**
     * Reads all records.
     *
     * @param first the number of the first record
     * @param previousCrc the CRC of the record before it; empty if that is not known
     * @param forcedBelow every record below this number is known to have been forced
     * @throws DamageException if a record is damaged that was acknowledged
     */
    public End run(long first, OptionalLong previousCrc, long forcedBelow, Sink sink) throws IOException {
        long position = 0;
        long sequence = first - 1;
        @Nullable JournalLine line = reader.lineAt(0);
        if (line != null && previousCrc.isPresent() && line.previousCrc() != (int) previousCrc.getAsLong()) {
            line = null;
        }
        int crc = line == null ? 0 : line.previousCrc();
        while (line != null
                && line.sequence() == sequence + 1
                && line.previousCrc() == crc
                && line.durable() <= sequence) {
            sink.take(line);
            sequence = line.sequence();
            crc = line.crc();
            position += line.length();
            line = reader.lineAt(position);
        }
        boolean torn = reader.nonZeroFrom(position) < reader.size();
        if (sequence + 1 < forcedBelow) {
            throw damage(position, sequence + 1, forcedBelow - 1);
        }
        if (torn) {
            requireUnacknowledged(position, sequence + 1);
        }
        return new End(position, sequence, crc, torn);
    }

    private void requireUnacknowledged(long position, long bad) throws IOException {
        for (long at = reader.resyncAfter(position); at < reader.size(); at = reader.resyncAfter(at)) {
            JournalLine later = reader.lineAt(at);
            if (later != null && later.sequence() > bad && later.durable() >= bad) {
                throw damage(position, bad, later.durable());
            }
        }
    }

    private DamageException damage(long position, long first, long last) {
        return new DamageException(name, position, first, last);
    }
}
