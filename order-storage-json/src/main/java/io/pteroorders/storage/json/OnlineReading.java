package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.JournalSurvey;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data directory without its lock, beside a program that may be changing it. What was read while a snapshot or
 * a journal took another's place is read again.
 */
final class OnlineReading {

    private static final int TRIES = 20;

    private final Disk disk;
    private final JsonStorageOptions options;

    OnlineReading(Disk disk, JsonStorageOptions options) {
        this.disk = disk;
        this.options = options;
    }

    private record Scene(ImmutableSortedSet<String> journals, Optional<Object> snapshot) {}

    /** @throws DataRefusedException if the directory is damaged, or changed so often that it could not be read */
    Recovery.Found read() throws IOException {
        for (int attempt = 1; ; attempt++) {
            Scene before = scene();
            try {
                return Recovery.readAnything(disk, options);
            } catch (BadFileException e) {
                if (attempt == TRIES || before.equals(scene())) {
                    throw WaysOut.refused(disk, options, e);
                }
            } catch (IOException e) {
                if (attempt == TRIES || before.equals(scene())) {
                    throw e;
                }
            }
        }
    }

    private Scene scene() throws IOException {
        ImmutableSortedSet<String> journals = disk.list().stream()
                .filter(name -> name.matches(JournalSurvey.NAME))
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
        return new Scene(journals, Optional.ofNullable(stamp()));
    }

    private @Nullable Object stamp() throws IOException {
        return disk.exists(Snapshots.FILE) ? disk.stamp(Snapshots.FILE) : null;
    }
}
