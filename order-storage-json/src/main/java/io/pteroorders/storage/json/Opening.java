package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.storage.json.Recovery.Found;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Journal;
import io.pteroorders.storage.json.log.Journal.Entry;
import io.pteroorders.storage.json.log.JournalEnding;
import io.pteroorders.storage.json.log.JournalRecords;
import io.pteroorders.storage.json.log.JournalRecords.Checkpoint;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.log.Openings;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.table.OrderMemory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens a data directory for writing: recovers what is there, takes over what came from elsewhere, or begins anew. */
final class Opening {

    /**
     * A directory that is ready.
     *
     * @param store the store's own name
     * @param memory all that is durable
     * @param journal where changes go
     * @param base what {@code orders.json} is; empty if there is none
     * @param notices what was done, in words for the operator
     */
    record Opened(
            String store,
            OrderMemory memory,
            Journal journal,
            Optional<SnapshotMark> base,
            ImmutableList<String> notices) {}

    private final Disk disk;
    private final JsonStorageOptions options;

    Opening(Disk disk, JsonStorageOptions options) {
        this.disk = disk;
        this.options = options;
    }

    /** Where the orders are taken from, before the journals' records. */
    enum Base {
        /** From {@code orders.json}, which must be one that the journals name. */
        SNAPSHOT,
        /** From the snapshot before it, whatever {@code orders.json} is. */
        PREVIOUS
    }

    /** @throws DataRefusedException if what is there cannot be used; nothing was changed then */
    Opened open(Base base) throws IOException {
        try {
            return opened(base);
        } catch (BadFileException e) {
            throw WaysOut.refused(disk, options, e);
        }
    }

    private Opened opened(Base base) throws IOException {
        if (base == Base.PREVIOUS) {
            return resume(Recovery.rollForward(disk, options), Optional.empty());
        }
        if (!Recovery.isFresh(disk)) {
            Found found = Recovery.read(disk, options);
            return resume(found, found.base());
        }
        return disk.exists(Snapshots.FILE) ? adopt() : begin();
    }

    private Opened begin() throws IOException {
        String store = newName();
        Journal journal = Journal.begin(disk, options.extension(), List.of(JournalRecords.header(store, 0)));
        return new Opened(
                store, new OrderMemory(options.flow(), options.zone()), journal, Optional.empty(), ImmutableList.of());
    }

    private static String newName() {
        return UUID.randomUUID().toString();
    }

    /** Takes over an {@code orders.json} from elsewhere; crashing midway leaves one that is taken over anew. */
    private Opened adopt() throws IOException {
        Adoption.Adopted adopted = new Adoption(disk, options).run();
        String store = newName();
        List<Entry> first = List.of(
                JournalRecords.header(store, 0),
                JournalRecords.checkpoint(JournalRecords.CHECKPOINT, new Checkpoint(adopted.file(), Optional.empty())),
                JournalRecords.installed());
        return Openings.then(Journal.begin(disk, options.extension(), first), journal -> {
            SecondCopy.make(disk);
            return new Opened(store, adopted.memory(), journal, Optional.of(adopted.file()), adopted.notices());
        });
    }

    private Opened resume(Found found, Optional<SnapshotMark> base) throws IOException {
        JournalSurvey survey = found.survey();
        Optional<String> notice = new JournalEnding(disk, options.clock(), options.extension()).mend(survey);
        if (found.unconfirmed()) {
            disk.sync();
        }
        Journal last = Journal.resume(disk, options.extension(), survey.last().name(), survey.end());
        return Openings.then(last, journal -> {
            if (found.unconfirmed()) {
                journal.append(List.of(JournalRecords.installed()));
            }
            return new Opened(
                    survey.store(),
                    found.memory(),
                    journal,
                    base,
                    notice.map(ImmutableList::of).orElse(ImmutableList.of()));
        });
    }
}
