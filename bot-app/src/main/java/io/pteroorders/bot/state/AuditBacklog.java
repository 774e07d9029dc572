package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.core.storage.StorageException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An audit trail before another one: entries of what has happened wait in memory while the other cannot keep them, and
 * follow when it can. Beyond {@value #MOST} they are lost, and the log of the program has them. Thread-safe.
 */
public final class AuditBacklog implements AuditTrail, AutoCloseable {

    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditBacklog.class);

    private final AuditTrail trail;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private final Lock writing = new ReentrantLock();
    private volatile int length;
    private int lost;

    /** Before this one, which it does not close. */
    public AuditBacklog(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void append(List<Entry> entries) {
        catchUp();
        if (length > 0) {
            throw StorageException.retryable("the audit trail takes no entries at present", null);
        }
        trail.append(entries);
    }

    /** While entries wait nobody waits for the trail: these go behind them. */
    @Override
    public void keep(List<Entry> entries) {
        if (length > 0) {
            await(entries);
            return;
        }
        try {
            trail.append(entries);
        } catch (StorageException e) {
            LOG.error("the audit trail takes no entries, so they wait until it does again: {}", e.getMessage());
            await(entries);
        }
    }

    private synchronized void await(List<Entry> entries) {
        int room = Math.min(MOST - waiting.size(), entries.size());
        waiting.addAll(entries.subList(0, room));
        length = waiting.size();
        lose(entries.subList(room, entries.size()));
    }

    private void lose(List<Entry> entries) {
        if (!entries.isEmpty()) {
            lost += entries.size();
            LOG.error("lost to the audit trail, {} entries so far: {}", lost, entries);
        }
    }

    /** Lets the other trail have what waits, if it takes it now and nobody else sees to it. */
    public void catchUp() {
        if (length > 0 && writing.tryLock()) {
            try {
                writeWaiting();
            } finally {
                writing.unlock();
            }
        }
    }

    private void writeWaiting() {
        ImmutableList<Entry> first;
        synchronized (this) {
            first = ImmutableList.copyOf(waiting);
        }
        try {
            trail.append(first);
        } catch (StorageException e) {
            LOG.debug("the audit trail takes no entries yet", e);
            return;
        }
        LOG.warn("the audit trail takes entries again, and has {} that waited", first.size());
        written(first.size());
    }

    private synchronized void written(int count) {
        for (int i = 0; i < count; i++) {
            waiting.remove();
        }
        length = waiting.size();
    }

    /** {@inheritDoc} Those that wait are newer. */
    @Override
    public void forgetBefore(Instant time) {
        trail.forgetBefore(time);
    }

    /** What is wrong at present; empty while nothing waits. */
    public Optional<String> trouble() {
        return Optional.of(length)
                .filter(count -> count > 0)
                .map(count -> count + " entries wait because the audit trail takes none");
    }

    /** Writes what waits, or says what is lost. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (length > 0) {
                writeWaiting();
            }
            loseAll();
        } finally {
            writing.unlock();
        }
    }

    private synchronized void loseAll() {
        lose(ImmutableList.copyOf(Iterables.consumingIterable(waiting)));
        length = 0;
    }
}
