package io.pteroorders.bench;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** One thread writes what others hand it, all that waits at once; they are parked until it is written. */
final class GroupCommit<T> implements AutoCloseable {

    /** Makes things durable. */
    @FunctionalInterface
    interface Target<T> {
        void write(List<T> batch) throws Exception;
    }

    private static final class Waiter<T> {

        private final T thing;
        private final Thread thread = Thread.currentThread();
        private volatile boolean done;

        Waiter(T thing) {
            this.thing = thing;
        }
    }

    private final Target<T> target;
    private final ConcurrentLinkedQueue<Waiter<T>> waiting = new ConcurrentLinkedQueue<>();
    private final Thread writer;
    private volatile boolean parked;
    private volatile boolean closed;

    GroupCommit(Target<T> target) {
        this.target = target;
        this.writer = new Thread(this::run, "writer");
        writer.setDaemon(true);
        writer.start();
    }

    void write(T thing) {
        Waiter<T> waiter = new Waiter<>(thing);
        waiting.add(waiter);
        if (parked) {
            LockSupport.unpark(writer);
        }
        while (!waiter.done) {
            LockSupport.park(this);
        }
    }

    private void run() {
        List<Waiter<T>> batch = new ArrayList<>();
        while (!closed) {
            for (Waiter<T> next = waiting.poll(); next != null; next = waiting.poll()) {
                batch.add(next);
            }
            if (batch.isEmpty()) {
                rest();
            } else {
                write(batch);
                batch.clear();
            }
        }
    }

    private void rest() {
        parked = true;
        if (waiting.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        parked = false;
    }

    private void write(List<Waiter<T>> batch) {
        try {
            target.write(batch.stream().map(waiter -> waiter.thing).toList());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        for (Waiter<T> waiter : batch) {
            waiter.done = true;
            LockSupport.unpark(waiter.thread);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        Uninterruptibles.joinUninterruptibly(writer);
    }
}
