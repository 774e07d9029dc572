package io.pteroorders.storage.json;

import io.pteroorders.storage.json.log.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is between a program and its disk. When it is off, no operation that changes something begins, and of one that
 * was under way nobody hears that it went well. So a program cannot go on while the power goes.
 */
final class PowerSwitch extends ForwardingDisk {

    private interface Operation {
        void run() throws IOException;
    }

    private final AtomicBoolean on;

    PowerSwitch(Disk disk) {
        this(disk, new AtomicBoolean(true));
    }

    private PowerSwitch(Disk disk, AtomicBoolean on) {
        super(disk);
        this.on = on;
    }

    void off() {
        on.set(false);
    }

    private void perform(Operation operation) throws IOException {
        requirePower();
        operation.run();
        requirePower();
    }

    private void requirePower() throws IOException {
        if (!on.get()) {
            throw new IOException("the power is gone");
        }
    }

    @Override
    public OpenFile create(String name) throws IOException {
        requirePower();
        return super.create(name);
    }

    @Override
    OpenFile writing(String name, OpenFile opened) {
        return new ForwardingFile(opened) {
            @Override
            public void write(ByteBuffer from, long position) throws IOException {
                perform(() -> file.write(from, position));
            }

            @Override
            public void force() throws IOException {
                perform(file::force);
            }

            @Override
            public void truncate(long size) throws IOException {
                perform(() -> file.truncate(size));
            }
        };
    }

    @Override
    public void link(String name, Disk to, String newName) throws IOException {
        perform(() -> super.link(name, to, newName));
    }

    @Override
    public void makePrivate(String name) throws IOException {
        perform(() -> disk.makePrivate(name));
    }

    @Override
    public void move(String from, String to) throws IOException {
        perform(() -> disk.move(from, to));
    }

    @Override
    public void delete(String name) throws IOException {
        perform(() -> disk.delete(name));
    }

    @Override
    public void sync() throws IOException {
        perform(disk::sync);
    }

    @Override
    public Disk directory(String name) throws IOException {
        requirePower();
        return new PowerSwitch(disk.directory(name), on);
    }
}
