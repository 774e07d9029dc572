package io.pteroorders.storage.json;

import org.jspecify.annotations.Nullable;

/** One thing that was done to a {@link SimulatedDisk}. */
sealed interface DiskOperation {

    /** A file has a new content, by a write or a cut; the array is never changed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Changed(int file, byte[] content) implements DiskOperation {}

    /** A file's content is durable. */
    record Forced(int file) implements DiskOperation {}

    /** A force failed: what of the file is on the disk is not known, and no later force will tell. */
    record Distrusted(int file) implements DiskOperation {}

    /** One name was taken from a file and another given, in one step; either may be missing. */
    record Named(int file, @Nullable String from, @Nullable String to) implements DiskOperation {}

    /** The names in a directory are durable. */
    record Synced(String directory) implements DiskOperation {}

    /** The directory of a path, with a slash at its end; empty for the top one. */
    static String directoryOf(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
