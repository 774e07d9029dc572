package io.pteroorders.storage.json.log;

/** Records that had been acknowledged cannot be read. */
public final class DamageException extends BadFileException {

    private static final long serialVersionUID = 1;

    /** @param path the file as people find it */
    public DamageException(String path, long offset, long first, long last) {
        super(
                Problem.DAMAGED,
                path,
                path + " is damaged at byte " + offset + ": "
                        + (first == last
                                ? "record " + first + ", which was"
                                : "records " + first + " to " + last + ", which were")
                        + " acknowledged, cannot be read",
                null);
    }
}
