package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.log.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that cannot be opened holds nothing open, as whoever asked for it may live on. */
class FailedOpeningTest {

    private static final JsonStorageOptions OPTIONS = JsonStorageOptions.defaults(ManualClock.at(NOON));

    /** What a store finds. */
    private enum Directory {
        EMPTY,
        FROM_ELSEWHERE,
        CLOSED,
        KILLED;

        DiskImage image() throws IOException {
            SimulatedDisk disk = SimulatedDisk.holding(DiskImage.EMPTY);
            if (this == EMPTY) {
                return disk.image();
            }
            JsonOrderStorage store = open(disk);
            for (int i = 1; i <= 3; i++) {
                store.insert(Fixtures.anOrder(i).pending(), InsertGuard.NONE, Optional.empty());
            }
            store.checkpoint();
            store.insert(Fixtures.anOrder(4).pending(), InsertGuard.NONE, Optional.empty());
            DiskImage killed = disk.image();
            store.close();
            return switch (this) {
                case EMPTY, CLOSED -> disk.image();
                case KILLED -> killed;
                case FROM_ELSEWHERE -> onlySnapshot(disk.image());
            };
        }
    }

    private static DiskImage onlySnapshot(DiskImage image) {
        int number = requireNonNull(image.names().get(Snapshots.FILE));
        return DiskImage.EMPTY.with(
                Snapshots.FILE, requireNonNull(image.contents().get(number)));
    }

    /** Does so many calls and from then on nothing but close files; knows how many are open. */
    private static final class DyingDisk extends ForwardingDisk {

        private final long last;
        private final AtomicLong calls;
        private final AtomicInteger open;

        DyingDisk(Disk disk, long last) {
            this(disk, last, new AtomicLong(), new AtomicInteger());
        }

        private DyingDisk(Disk disk, long last, AtomicLong calls, AtomicInteger open) {
            super(disk);
            this.last = last;
            this.calls = calls;
            this.open = open;
        }

        private void call() throws IOException {
            if (calls.incrementAndGet() > last) {
                throw new IOException("Input/output error");
            }
        }

        @Override
        public ImmutableSortedSet<String> list() throws IOException {
            call();
            return super.list();
        }

        @Override
        public OpenFile create(String name) throws IOException {
            call();
            return new DyingFile(super.create(name));
        }

        @Override
        public OpenFile open(String name) throws IOException {
            call();
            return new DyingFile(super.open(name));
        }

        @Override
        public OpenFile openToRead(String name) throws IOException {
            call();
            return new DyingFile(super.openToRead(name));
        }

        @Override
        public void move(String from, String to) throws IOException {
            call();
            super.move(from, to);
        }

        @Override
        public void delete(String name) throws IOException {
            call();
            super.delete(name);
        }

        @Override
        public void sync() throws IOException {
            call();
            super.sync();
        }

        @Override
        public Disk directory(String name) throws IOException {
            call();
            return new DyingDisk(disk.directory(name), last, calls, open);
        }

        private final class DyingFile extends ForwardingFile {

            private boolean closed;

            DyingFile(OpenFile file) {
                super(file);
                open.incrementAndGet();
            }

            @Override
            public long size() throws IOException {
                call();
                return super.size();
            }

            @Override
            public int read(ByteBuffer to, long position) throws IOException {
                call();
                return super.read(to, position);
            }

            @Override
            public void write(ByteBuffer from, long position) throws IOException {
                call();
                super.write(from, position);
            }

            @Override
            public void force() throws IOException {
                call();
                super.force();
            }

            @Override
            public void truncate(long size) throws IOException {
                call();
                super.truncate(size);
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
                super.close();
            }
        }
    }

    private static JsonOrderStorage open(Disk disk) throws IOException {
        return JsonOrderStorage.open(disk, OPTIONS.onlyWhenAsked(), () -> {});
    }

    private static boolean opens(Disk disk) {
        try (JsonOrderStorage store = open(disk)) {
            return store.failure().isEmpty();
        } catch (IOException | RuntimeException failed) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallIsTheLastNothingStaysOpen(Directory directory) throws IOException {
        DiskImage image = directory.image();
        DyingDisk living = new DyingDisk(SimulatedDisk.holding(image), Long.MAX_VALUE);
        assertTrue(opens(living));
        int failed = 0;
        for (long last = 0; last < living.calls.get(); last++) {
            DyingDisk disk = new DyingDisk(SimulatedDisk.holding(image), last);
            failed += opens(disk) ? 0 : 1;
            assertEquals(0, disk.open.get(), "files are open after only " + last + " calls");
        }
        assertTrue(failed > 0);
    }
}
