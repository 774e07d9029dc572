package io.pteroorders.storage.json.log;

import com.google.common.collect.ImmutableSortedSet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A directory, by the operations that durability rests on. Names are those of files right in it. Nothing is durable
 * before it was forced, and no name before {@link #sync}.
 */
public interface Disk {

    /** An open file; positions and sizes are in bytes. */
    interface OpenFile extends Closeable {

        long size() throws IOException;

        /** Reads at least a byte, or returns -1 at the end. */
        int read(ByteBuffer to, long position) throws IOException;

        /** Writes all that remains in the buffer. */
        void write(ByteBuffer from, long position) throws IOException;

        /** Forces the content and size. After a failure it is unknown what is on the disk, and asking again does not tell. */
        void force() throws IOException;

        void truncate(long size) throws IOException;
    }

    ImmutableSortedSet<String> list() throws IOException;

    boolean exists(String name) throws IOException;

    /** Makes a file that is not there yet, for its owner's eyes only. */
    OpenFile create(String name) throws IOException;

    /** Opens a file for reading and writing; refuses what is not a regular file. */
    OpenFile open(String name) throws IOException;

    /** Opens a file for reading; refuses what is not a regular file. */
    OpenFile openToRead(String name) throws IOException;

    /** Tells one content of a file from another, cheaply: by what the file system notes about it. */
    Object stamp(String name) throws IOException;

    /** Gives a file a second name, which must be free, in this directory or in {@code to}. */
    void link(String name, Disk to, String newName) throws IOException;

    /** Takes every right to a file from all but its owner. */
    void makePrivate(String name) throws IOException;

    /** Renames in one step: {@code to} is at every moment the one file or the other. */
    void move(String from, String to) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(String name) throws IOException;

    /** Forces the names in this directory. */
    void sync() throws IOException;

    /** The directory of this name in it, made and synced if it is not there. */
    Disk directory(String name) throws IOException;

    /** How to name a file to a person. */
    String describe(String name);
}
