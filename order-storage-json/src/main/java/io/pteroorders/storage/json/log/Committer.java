package io.pteroorders.storage.json.log;

import com.google.common.util.concurrent.Uninterruptibles;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.json.log.Journal.Entry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes durable: one thread takes all that waits, appends it to the journal with one force, lets the changes
 * take effect, and answers. While the disk works, the next batch gathers.
 */
public final class Committer {

    /** What takes effect and what is undone, batch by batch. */
    public interface Listener {

        /** Of records that change nothing in memory. */
        Listener NONE = new Listener() {
            @Override
            public void durable(List<Ticket> batch, long firstSequence) {}

            @Override
            public void settled(List<Ticket> batch) {}

            @Override
            public void dropped() {}
        };

        /** The changes are durable; called without the lock, by the committer's thread. */
        void durable(List<Ticket> batch, long firstSequence);

        /** The changes were taken into memory; called with the lock. */
        void settled(List<Ticket> batch);

        /** All that waited is absent; called with the lock. */
        void dropped();
    }

    /** Work on the journal that is done between two batches. */
    @FunctionalInterface
    public interface Task<T> {
        T run(Journal journal) throws IOException;
    }

    private static final int LARGEST_BATCH = 4 << 20;
    private static final long LINGER_NANOS = 50_000;

    private final Journal journal;
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<Entry> unhurried = new ArrayList<>();
    private final Thread thread;
    private boolean closing;
    private volatile boolean resting;
    private volatile @Nullable Throwable failure;

    public Committer(Journal journal, Listener listener) {
        this.journal = journal;
        this.listener = listener;
        this.thread = new Thread(this::run, "order-journal");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Decides and submits under the lock; what is decided there sees all that was submitted before. */
    public <T> T deciding(Supplier<T> decision) {
        lock.lock();
        try {
            return decision.get();
        } finally {
            lock.unlock();
        }
    }

    /** What made the store fail; empty while it works. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** How many bytes the records of the present journal file have. */
    public long journalLength() {
        return journal.length();
    }

    /**
     * Refuses whoever must not wait for an answer: the thread that gives it, in a callback, and who holds the lock, in a
     * function that decides a change.
     *
     * @throws IllegalStateException if the present thread would wait for itself
     */
    public void requireMayWait() {
        if (Thread.currentThread() == thread || lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("a callback or a function of this store must not wait for the store itself:"
                    + " use another thread, or a method that does not wait");
        }
    }

    /** Takes the next place in line; to be called while {@linkplain #deciding deciding}. */
    public void submit(Ticket ticket) {
        Throwable failed = failure;
        if (failed != null) {
            ticket.done().completeExceptionally(refusal(failed));
        } else if (closing) {
            ticket.done().completeExceptionally(StorageException.rejected("the store is closed", null));
        } else {
            waiting.add(ticket);
            wake();
        }
    }

    private void wake() {
        resting = false;
        work.signal();
    }

    /** Writes a record with the next batch, whenever that is. */
    public void submitUnhurried(Entry entry) {
        lock.lock();
        try {
            unhurried.add(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Does a task when all is durable that was submitted before; the result is that of the task. */
    public <T> T between(Task<T> task) throws IOException {
        requireMayWait();
        CompletableFuture<T> result = new CompletableFuture<>();
        lock.lock();
        try {
            Throwable failed = failure;
            if (failed != null) {
                throw refusal(failed);
            }
            if (closing) {
                throw StorageException.rejected("the store is closed", null);
            }
            tasks.add(() -> perform(task, result));
            wake();
        } finally {
            lock.unlock();
        }
        return Waiting.io(result);
    }

    private <T> void perform(Task<T> task, CompletableFuture<T> result) {
        Throwable failed = failure;
        if (failed != null) {
            result.completeExceptionally(refusal(failed));
            return;
        }
        try {
            flushUnhurried();
            result.complete(task.run(journal));
        } catch (IOException e) {
            if (e instanceof StoreFailedException) {
                fail(e);
            }
            result.completeExceptionally(e);
        } catch (Throwable e) {
            fail(e);
            result.completeExceptionally(e);
        }
    }

    private void flushUnhurried() throws IOException {
        List<Entry> entries = takeUnhurried();
        if (!entries.isEmpty()) {
            journal.append(entries);
        }
    }

    private List<Entry> takeUnhurried() {
        lock.lock();
        try {
            List<Entry> entries = new ArrayList<>(unhurried);
            unhurried.clear();
            return entries;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<Ticket> batch = new ArrayList<>();
        List<Runnable> due = new ArrayList<>();
        while (next(batch, due)) {
            if (!batch.isEmpty()) {
                commit(batch);
            }
            due.forEach(Runnable::run);
            batch.clear();
            due.clear();
            linger();
        }
    }

    /** Whoever just got an answer may come again at once; that is cheaper to wait for awake. */
    private void linger() {
        long until = System.nanoTime() + LINGER_NANOS;
        while (resting && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** Waits for work; tasks are due only once no ticket waits that was there before them. */
    private boolean next(List<Ticket> batch, List<Runnable> due) {
        lock.lock();
        try {
            while (waiting.isEmpty() && tasks.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            int size = 0;
            while (!waiting.isEmpty() && size < LARGEST_BATCH) {
                Ticket ticket = waiting.remove();
                size += ticket.entry().map(entry -> entry.json().length).orElse(0);
                batch.add(ticket);
            }
            if (waiting.isEmpty()) {
                due.addAll(tasks);
                tasks.clear();
            }
            resting = waiting.isEmpty() && tasks.isEmpty() && !closing;
            return !(closing && batch.isEmpty() && due.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Ticket> batch) {
        Throwable failed = failure;
        if (failed != null) {
            batch.forEach(ticket -> ticket.done().completeExceptionally(refusal(failed)));
            return;
        }
        List<Entry> entries = takeUnhurried();
        int extra = entries.size();
        batch.forEach(ticket -> ticket.entry().ifPresent(entries::add));
        long first = journal.sequence() + 1 + extra;
        try {
            if (!entries.isEmpty()) {
                journal.append(entries);
            }
            listener.durable(batch, first);
        } catch (StoreFailedException e) {
            fail(e);
            answerUnknown(batch, e);
            return;
        } catch (IOException e) {
            reject(batch, entries.subList(0, extra), e);
            return;
        } catch (Throwable e) {
            fail(e);
            answerUnknown(batch, e);
            return;
        }
        settle(batch, first);
    }

    private void settle(List<Ticket> batch, long first) {
        lock.lock();
        try {
            listener.settled(batch);
        } finally {
            lock.unlock();
        }
        long sequence = first;
        for (Ticket ticket : batch) {
            ticket.done().complete(sequence);
            sequence += ticket.entry().isPresent() ? 1 : 0;
        }
    }

    /** Nothing of the batch was written. What waits was decided upon it, so it goes too. */
    private void reject(List<Ticket> batch, List<Entry> notHurried, IOException cause) {
        List<Ticket> all = new ArrayList<>(batch);
        lock.lock();
        try {
            unhurried.addAll(0, notHurried);
            all.addAll(waiting);
            waiting.clear();
            listener.dropped();
        } finally {
            lock.unlock();
        }
        all.forEach(ticket -> ticket.done()
                .completeExceptionally(
                        StorageException.retryable("the change could not be written: " + cause.getMessage(), cause)));
    }

    private static void answerUnknown(List<Ticket> batch, Throwable cause) {
        for (Ticket ticket : batch) {
            ticket.done()
                    .completeExceptionally(
                            ticket.entry().isPresent()
                                    ? StorageException.unknown("it is not known whether the change is durable", cause)
                                    : refusal(cause));
        }
    }

    /** Takes no more changes: what is on the disk is not known. Callers hear of it from the committer's thread alone. */
    public void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            List<Ticket> dropped = new ArrayList<>(waiting);
            waiting.clear();
            listener.dropped();
            tasks.add(() -> dropped.forEach(ticket -> ticket.done().completeExceptionally(refusal(cause))));
            wake();
        } finally {
            lock.unlock();
        }
    }

    private static StorageException refusal(Throwable cause) {
        return StorageException.rejected(
                "the store failed and takes no changes until the program is started anew: " + cause.getMessage(),
                cause);
    }

    /** Finishes what waits, does a last task unless the store failed, and ends the thread. */
    public void close(Task<Object> last) throws IOException {
        requireMayWait();
        CompletableFuture<Object> result = new CompletableFuture<>();
        lock.lock();
        try {
            closing = true;
            tasks.add(() -> perform(last, result));
            wake();
        } finally {
            lock.unlock();
        }
        Uninterruptibles.joinUninterruptibly(thread);
        journal.close();
        if (failure == null) {
            Waiting.io(result);
        }
    }
}
