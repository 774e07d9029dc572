package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.core.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records to a log in their order and without a gap: while some are being written the next gather, and
 * what the log refuses for now is appended again before anything later. Thread-safe.
 */
final class LogWriter<R> {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 4;

    private final String name;
    private final TaskLog<R> log;
    private final Clock clock;
    private final Runnable changed;
    private final Lock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();

    /** All that is not known to be durable, the first first. */
    @GuardedBy("lock")
    private final Queue<R> unwritten = new ArrayDeque<>();

    /** So many of them, the first ones, are being written. */
    @GuardedBy("lock")
    private int underWay;

    @GuardedBy("lock")
    private boolean replacing;

    /** Grows when all records are replaced; what is heard of those before counts no more. */
    @GuardedBy("lock")
    private int generation;

    @GuardedBy("lock")
    private int refusals;

    @GuardedBy("lock")
    private String reason = "";

    @GuardedBy("lock")
    private Instant pauseEnd = Instant.MIN;

    @GuardedBy("lock")
    private Optional<String> failure = Optional.empty();

    /**
     * A writer.
     *
     * @param name what the log is called in messages
     * @param clock one that does not go back
     * @param changed called when the log takes no more records or takes them again; returns at once
     */
    LogWriter(String name, TaskLog<R> log, Clock clock, Runnable changed) {
        this.name = name;
        this.log = log;
        this.clock = clock;
        this.changed = changed;
    }

    void append(R record) {
        lock.lock();
        try {
            unwritten.add(record);
        } finally {
            lock.unlock();
        }
        writeNext(false);
    }

    /** Tries a log again that refused records, if it is time to. */
    void retryIfDue() {
        writeNext(true);
    }

    private void writeNext(boolean again) {
        ImmutableList<R> batch;
        int now;
        lock.lock();
        try {
            if (!mayWrite(again)) {
                return;
            }
            batch = ImmutableList.copyOf(unwritten);
            underWay = batch.size();
            now = generation;
        } finally {
            lock.unlock();
        }
        attempt(batch).whenComplete((done, problem) -> answered(now, problem));
    }

    @GuardedBy("lock")
    private boolean mayWrite(boolean again) {
        boolean wanted = underWay == 0 && !unwritten.isEmpty() && !replacing && failure.isEmpty();
        return wanted && (refusals == 0 || (again && !clock.instant().isBefore(pauseEnd)));
    }

    private CompletionStage<?> attempt(ImmutableList<R> batch) {
        try {
            return log.append(batch);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(int asked, @Nullable Throwable problem) {
        boolean news;
        lock.lock();
        try {
            if (asked != generation) {
                return;
            }
            news = problem == null ? written() : notWritten(problem);
            underWay = 0;
            answered.signalAll();
        } finally {
            lock.unlock();
        }
        if (news) {
            changed.run();
        }
        writeNext(false);
    }

    @GuardedBy("lock")
    private boolean written() {
        for (int i = 0; i < underWay; i++) {
            unwritten.remove();
        }
        return takesAgain();
    }

    @GuardedBy("lock")
    private boolean takesAgain() {
        boolean refused = refusals > 0;
        if (refused) {
            LOG.warn("the {} takes records again; what waited is done", name);
        }
        refusals = 0;
        return refused;
    }

    @GuardedBy("lock")
    private boolean notWritten(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        reason = String.valueOf(cause.getMessage());
        if (cause instanceof StorageException refusal && refusal.isRetryable()) {
            refused();
        } else {
            failure = Optional.of("the " + name + " takes no more: " + reason);
            LOG.error("the {} failed; nothing more is done until the program is started anew", name, cause);
        }
        return true;
    }

    @GuardedBy("lock")
    private void refused() {
        if (refusals == 0) {
            LOG.error("the {} takes no records, so what it is to remember waits until it does again: {}", name, reason);
        }
        pauseEnd = clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << Math.min(refusals, DOUBLINGS)));
        refusals++;
    }

    /**
     * Waits until all is durable.
     *
     * @throws StorageException if the log refuses it
     */
    void awaitDurable() {
        await(Duration.ofNanos(Long.MAX_VALUE));
        checkTakesRecords();
    }

    /** Tries once more what was refused, whatever the time, and waits until all is durable or refused. */
    void finish(Duration most) {
        lock.lock();
        try {
            pauseEnd = Instant.MIN;
        } finally {
            lock.unlock();
        }
        writeNext(true);
        await(most);
    }

    private void await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        lock.lock();
        try {
            boolean inTime = true;
            while (inTime && !unwritten.isEmpty() && (underWay > 0 || refusal().isEmpty())) {
                inTime = Uninterruptibles.awaitUninterruptibly(answered, end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Checks whether what somebody asks for can be remembered.
     *
     * @throws StorageException if not
     */
    void checkTakesRecords() {
        Optional<String> why = refusal();
        if (why.isPresent()) {
            throw failure().isEmpty()
                    ? StorageException.retryable(why.get(), null)
                    : StorageException.rejected(why.get(), null);
        }
    }

    /**
     * Replaces the log by records that add up to the same as all that were appended, durable or not.
     *
     * @throws RuntimeException if it goes on as it was
     */
    void replace(ImmutableList<R> records) {
        setReplacing(true);
        try {
            log.compact(records);
            forget();
        } finally {
            setReplacing(false);
            writeNext(false);
        }
    }

    private void setReplacing(boolean now) {
        lock.lock();
        try {
            replacing = now;
        } finally {
            lock.unlock();
        }
    }

    private void forget() {
        lock.lock();
        try {
            unwritten.clear();
            underWay = 0;
            generation++;
            takesAgain();
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why no record is taken at present; empty while they are. */
    Optional<String> refusal() {
        lock.lock();
        try {
            return refusals > 0 ? Optional.of("the " + name + " takes no records: " + reason) : failure;
        } finally {
            lock.unlock();
        }
    }

    /** Why no record will be taken any more. */
    Optional<String> failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** When the log is tried again that refuses records. */
    Instant pauseEnd() {
        lock.lock();
        try {
            Instant soonest = clock.instant().plus(FIRST_PAUSE);
            return pauseEnd.isAfter(soonest) ? pauseEnd : soonest;
        } finally {
            lock.unlock();
        }
    }
}
