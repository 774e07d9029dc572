package io.pteroorders.storage.json.log;

import io.pteroorders.storage.json.Records;
import java.io.IOException;

/** Records that had been acknowledged cannot be read. */
public final class DamageException extends IOException {

    private static final long serialVersionUID = 1;

    public DamageException(String file, long offset, long first, long last) {
        super(file + " is damaged at byte " + offset + ": "
                + (first == last
                        ? "record " + first + ", which was"
                        : "records " + first + " to " + last + ", which were")
                + " acknowledged, cannot be read");
    }
}
