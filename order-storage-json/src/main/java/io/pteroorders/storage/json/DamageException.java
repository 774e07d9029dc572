package io.pteroorders.storage.json;

import java.io.IOException;

/** Records that had been acknowledged cannot be read. */
final class DamageException extends IOException {

    private static final long serialVersionUID = 1;

    DamageException(String file, long offset, long first, long last) {
        super(file + " is damaged at byte " + offset + ": "
                + (first == last
                        ? "record " + first + ", which was"
                        : "records " + first + " to " + last + ", which were")
                + " acknowledged, cannot be read");
    }
}
