package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.storage.json.log.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Does all on another disk; what is to be different is overridden. */
class ForwardingDisk implements Disk {

    final Disk disk;

    ForwardingDisk(Disk disk) {
        this.disk = disk;
    }

    /** A file that was opened for writing, as it is handed on. */
    OpenFile writing(String name, OpenFile file) {
        return file;
    }

    /** A file that was opened for reading, as it is handed on. */
    OpenFile reading(String name, OpenFile file) throws IOException {
        return file;
    }

    @Override
    public ImmutableSortedSet<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public boolean exists(String name) throws IOException {
        return disk.exists(name);
    }

    @Override
    public OpenFile create(String name) throws IOException {
        return writing(name, disk.create(name));
    }

    @Override
    public OpenFile open(String name) throws IOException {
        return writing(name, disk.open(name));
    }

    @Override
    public OpenFile openToRead(String name) throws IOException {
        return reading(name, disk.openToRead(name));
    }

    @Override
    public Object stamp(String name) throws IOException {
        return disk.stamp(name);
    }

    @Override
    public void link(String name, Disk to, String newName) throws IOException {
        disk.link(name, ((ForwardingDisk) to).disk, newName);
    }

    @Override
    public void makePrivate(String name) throws IOException {
        disk.makePrivate(name);
    }

    @Override
    public void move(String from, String to) throws IOException {
        disk.move(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void sync() throws IOException {
        disk.sync();
    }

    @Override
    public Disk directory(String name) throws IOException {
        return new ForwardingDisk(disk.directory(name));
    }

    @Override
    public String describe(String name) {
        return disk.describe(name);
    }

    /** Does all on another open file. */
    static class ForwardingFile implements OpenFile {

        final OpenFile file;

        ForwardingFile(OpenFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            file.write(from, position);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
