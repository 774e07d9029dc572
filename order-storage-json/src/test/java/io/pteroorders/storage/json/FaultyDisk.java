package io.pteroorders.storage.json;

import io.pteroorders.storage.json.log.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** A {@link SimulatedDisk} whose operations fail as planned. A force that fails leaves it unknown what is on the disk. */
final class FaultyDisk extends ForwardingDisk {

    /** How an operation fails. */
    enum Fault {
        /** Nothing was done. */
        ERROR(false, false),
        /** All was done, and an error reported. */
        ERROR_AFTERWARDS(false, true),
        /** Half was written, and an error reported. */
        SHORT_WRITE(false, false),
        /** There is no space: half was written, or no file made. Forces and cuts work. */
        FULL(true, false);

        private final boolean onlyForSpace;
        private final boolean isDone;

        Fault(boolean onlyForSpace, boolean isDone) {
            this.onlyForSpace = onlyForSpace;
            this.isDone = isDone;
        }
    }

    /** When operations fail, from one opening of the disk to the next. */
    static final class Plan {

        private Fault fault = Fault.ERROR;
        private long first = Long.MAX_VALUE;
        private long last;
        private long calls;
        private boolean fired;
        private boolean untrustworthy;
        private boolean forcedAgain;

        /** The calls with these numbers fail, counted from 1. */
        static Plan failing(Fault fault, long first, long last) {
            Plan plan = new Plan();
            plan.fault = fault;
            plan.first = first;
            plan.last = last;
            return plan;
        }

        static Plan none() {
            return new Plan();
        }

        /** The next call that needs space finds none. */
        void fillOnce() {
            fault = Fault.FULL;
            first = calls + 1;
            last = calls + 1;
        }

        /** All calls that need space find none, from the one with this number on, counted from the next one. */
        void fillAfter(int number) {
            fault = Fault.FULL;
            first = calls + number;
            last = Long.MAX_VALUE;
        }

        void mend() {
            first = Long.MAX_VALUE;
        }

        /** From now on a failure has no excuse in what failed before. */
        void forget() {
            mend();
            fired = false;
        }

        boolean isOnlyFull() {
            return fault == Fault.FULL;
        }

        long calls() {
            return calls;
        }

        /** Whether any operation has failed yet. */
        boolean fired() {
            return fired;
        }

        /** Whether a force, a cut or a sync has failed since the disk was opened. */
        boolean untrustworthy() {
            return untrustworthy;
        }

        void trust(boolean trusted) {
            untrustworthy = !trusted;
        }

        /** Whether a file was forced in the same opening in which a force of it had failed. */
        boolean forcedAgain() {
            return forcedAgain;
        }

        private boolean fails(boolean needsSpace) {
            if (fault.onlyForSpace && !needsSpace) {
                return false;
            }
            calls++;
            boolean fails = calls >= first && calls <= last;
            fired |= fails;
            return fails;
        }

        private IOException exception() {
            return new IOException(fault == Fault.FULL ? "No space left on device" : "Input/output error");
        }
    }

    private interface Operation {
        void run() throws IOException;
    }

    private final Plan plan;
    private final Set<String> distrusted;

    FaultyDisk(SimulatedDisk disk, Plan plan) {
        this(disk, plan, new HashSet<>());
        plan.untrustworthy = false;
    }

    private FaultyDisk(Disk disk, Plan plan, Set<String> distrusted) {
        super(disk);
        this.plan = plan;
        this.distrusted = distrusted;
    }

    private void perform(boolean needsSpace, Operation operation) throws IOException {
        if (!plan.fails(needsSpace)) {
            operation.run();
            return;
        }
        if (plan.fault.isDone) {
            operation.run();
        }
        throw plan.exception();
    }

    @Override
    public OpenFile create(String name) throws IOException {
        perform(true, () -> disk.create(name).close());
        return writing(name, disk.open(name));
    }

    @Override
    OpenFile writing(String name, OpenFile file) {
        return new FaultyFile(name, (SimulatedDisk.File) file);
    }

    @Override
    public void link(String name, Disk to, String newName) throws IOException {
        perform(true, () -> super.link(name, to, newName));
    }

    @Override
    public void move(String from, String to) throws IOException {
        perform(false, () -> disk.move(from, to));
    }

    @Override
    public void delete(String name) throws IOException {
        perform(false, () -> disk.delete(name));
    }

    @Override
    public void sync() throws IOException {
        if (plan.fails(false)) {
            plan.untrustworthy = true;
            throw plan.exception();
        }
        disk.sync();
    }

    @Override
    public Disk directory(String name) throws IOException {
        return new FaultyDisk(disk.directory(name), plan, distrusted);
    }

    private final class FaultyFile extends ForwardingFile {

        private final SimulatedDisk.File simulated;
        private final String name;

        FaultyFile(String name, SimulatedDisk.File file) {
            super(file);
            this.name = name;
            this.simulated = file;
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            if (plan.fails(true)) {
                if (plan.fault != Fault.ERROR) {
                    int all = from.remaining();
                    from.limit(from.position() + (plan.fault.isDone ? all : all / 2));
                    file.write(from, position);
                }
                throw plan.exception();
            }
            file.write(from, position);
        }

        @Override
        public void force() throws IOException {
            if (plan.fails(false)) {
                plan.untrustworthy = true;
                distrusted.add(name);
                simulated.distrust();
                throw plan.exception();
            }
            plan.forcedAgain |= distrusted.contains(name);
            file.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            plan.untrustworthy |=
                    plan.calls + 1 >= plan.first && plan.calls + 1 <= plan.last && !plan.fault.onlyForSpace;
            perform(false, () -> file.truncate(size));
        }
    }
}
