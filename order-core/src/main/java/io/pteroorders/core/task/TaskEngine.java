package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.core.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work that is due again and again until it is done or given up: of each lane one piece at a time, within a pace,
 * each try and its outcome remembered in a log. What is due, and how it is done, a {@link Client} says.
 *
 * <p>What is not remembered does not happen: while the log refuses records, or orders cannot be read, whatever needs them
 * waits and goes on by itself. Waits are measured by a clock that never goes back.
 *
 * <p>Thread-safe. Everything that touches tasks and lanes happens under one lock; attempts are made without it. Somebody
 * has to call {@link #runDue}: a {@link TaskWorker}, or whoever caused something to do.
 *
 * @param <K> the keys of the work
 */
public final class TaskEngine<K extends TaskKey> implements AutoCloseable {

    /**
     * Derives work and makes attempts. All methods are called under the engine's lock.
     *
     * @param <K> the keys of the work
     */
    public interface Client<K extends TaskKey> {

        /**
         * Reads on what happened, a little, and records what is due because of it.
         *
         * @return whether there is more to read
         * @throws RuntimeException if it cannot be read at present
         */
        boolean follow();

        /** Time has passed; lays what is due by now into its lane. */
        default void tick(Instant now) {}

        /** When time alone makes something due that waits in no lane yet; empty if it does not. */
        default Optional<Instant> nextTick() {
            return Optional.empty();
        }

        /**
         * The next attempt of a lane whose turn it is.
         *
         * @return empty if what came first turned out to be needed no more
         * @throws StorageException if it needs the store, which cannot be asked at present
         */
        Optional<Attempt<K>> next(Lane<K> lane);

        /** Whether the next attempt of a lane cannot be made without the store. */
        default boolean needsStore(Lane<K> lane) {
            return true;
        }

        /** Whether the outcome of the next attempt of a lane has to be remembered. */
        default boolean needsLog(Lane<K> lane) {
            return true;
        }

        /**
         * A task is given up.
         *
         * @param reason in plain English
         */
        default void gaveUp(K key, String reason) {}

        /**
         * Nothing is to be done at present.
         *
         * @return whether there is because of this
         */
        default boolean idle() {
            return false;
        }

        /**
         * The fewest records that add up to the same as all there were, when those are many.
         *
         * @throws StorageException if it needs the store, which cannot be asked at present
         */
        ImmutableList<TaskRecord<K>> compacted();
    }

    /** How long nothing is tried when a try says that nothing can be done; whoever changes that tells nobody. */
    public static final Duration CLOSED = Duration.ofSeconds(5);

    /** How often orders are looked at although nobody said that anything happened. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** How long a lane waits whose next attempt could not be made. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final Duration LAST_RECORDS = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(TaskEngine.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final Clock clock;
    private final SteadyClock steady;
    private final LogWriter<TaskRecord<K>> writer;

    @GuardedBy("lock")
    private final Lanes<K> lanes;

    @GuardedBy("lock")
    private final TaskJournal<TaskRecord<K>> journal;

    @GuardedBy("lock")
    private final StoreGate gate;

    @GuardedBy("lock")
    private Instant lastLook = Instant.MIN;

    private final Attempts<K> attempts;
    private volatile Runnable action = () -> {};

    /**
     * Reads the log, after which all that waits waits in its lane.
     *
     * @param name what the log is called in messages, such as {@code delivery log}
     * @param timeToAnswer an attempt that gives no result for so long counts as made in vain
     */
    public TaskEngine(
            String name,
            TaskMemory<K> memory,
            TaskLog<TaskRecord<K>> log,
            Pace pace,
            Backoff backoff,
            Duration timeToAnswer,
            Compaction compaction,
            Clock clock) {
        this.clock = clock;
        this.steady = new SteadyClock(clock);
        Lanes<K> all = new Lanes<>(pace, backoff, steady, memory::isWanted);
        this.lanes = all;
        this.writer = new LogWriter<>(name, log, steady, this::act);
        TaskJournal<TaskRecord<K>> records = new TaskJournal<>(
                log, writer, it -> memory.apply(it, task -> {}), it -> memory.apply(it, all::add), compaction);
        memory.waiting().forEach(all::add);
        this.journal = records;
        this.gate = new StoreGate(steady);
        this.attempts = new Attempts<>(all, records, backoff, timeToAnswer, clock, steady, this::act);
    }

    private void act() {
        action.run();
    }

    /**
     * Who is to call {@link #runDue} when there is something to do.
     *
     * @param action returns at once; called by any thread
     */
    public void onWork(Runnable action) {
        this.action = action;
        action.run();
    }

    /** Something may have happened; whoever works looks again. */
    public void wake() {
        changed.set(true);
        act();
    }

    /** Does something under the lock, and lets whoever works look at what came of it. */
    public void locked(Runnable task) {
        lock.lock();
        try {
            task.run();
        } finally {
            lock.unlock();
        }
        act();
    }

    /** Finds something out under the lock. */
    public <T> T reading(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does what a record says, now and after a restart. */
    public void record(TaskRecord<K> record) {
        lock.lock();
        try {
            journal.accept(record);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a task wait in its lane again that was not wanted for a while. */
    public void add(Task<K> task) {
        lock.lock();
        try {
            lanes.add(task);
        } finally {
            lock.unlock();
        }
    }

    /** The lane of a name. */
    public Lane<K> lane(String name) {
        lock.lock();
        try {
            return lanes.of(name);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Holds a lane, in which nothing is begun then.
     *
     * @param change 1 to hold it, -1 to let it go
     */
    public void hold(Lane<K> lane, int change) {
        lock.lock();
        try {
            lane.hold(change);
            lanes.changed(lane);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a lane go on that was to wait for a while, because somebody changed why. */
    public void open(Lane<K> lane) {
        lock.lock();
        try {
            lane.closeUntil(Instant.MIN);
            lanes.changed(lane);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says when work of the client's own is due in a lane, which comes before all tasks.
     *
     * @param due by {@link #now}; empty if there is none
     */
    public void urgent(Lane<K> lane, Optional<Instant> due) {
        lock.lock();
        try {
            lane.setUrgent(due);
            lanes.changed(lane);
        } finally {
            lock.unlock();
        }
    }

    /** The time by a clock that never goes back; by it waits are measured. */
    public Instant now() {
        return steady.instant();
    }

    /** An attempt that was taken to be made turned out to be in vain, as if it had said this. Returns at once. */
    public void revoke(Attempt<K> attempt, TaskResult result) {
        attempts.revoke(attempt, result);
    }

    /** Whether the store is to be left alone for now. */
    public boolean isStoreAway() {
        lock.lock();
        try {
            return gate.isAway();
        } finally {
            lock.unlock();
        }
    }

    /** The store failed; it is left alone for a while. */
    public void storeFailed(StorageException why) {
        lock.lock();
        try {
            gate.failed(why);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the log takes no records at present. */
    public boolean isLogRefusing() {
        return writer.refusal().isPresent();
    }

    /**
     * Does all that is due now. Several threads may do so at the same time; each attempt is made by one of them.
     *
     * @return when something is due next, if time alone brings it about
     */
    public Optional<Instant> runDue(Client<K> client) {
        while (true) {
            Optional<Attempt<K>> next;
            lock.lock();
            try {
                attempts.settle(client::gaveUp);
                writer.retryIfDue();
                boolean more = follow(client);
                client.tick(clock.instant());
                next = next(client);
                if (next.isEmpty() && !more) {
                    return nextDue(client).map(steady::shown);
                }
            } finally {
                lock.unlock();
            }
            next.ifPresent(attempts::run);
        }
    }

    /**
     * Does all that is due now, whatever the pace over all lanes, and waits for it: for whoever moves a clock that stands
     * otherwise.
     */
    public void finishDue(Client<K> client) {
        long before;
        do {
            before = reading(attempts::begun);
            changed.set(true);
            forgetPace();
            finishRound(client);
        } while (before != reading(attempts::begun));
    }

    private void forgetPace() {
        lock.lock();
        try {
            lanes.forgetPace();
        } finally {
            lock.unlock();
        }
    }

    private void finishRound(Client<K> client) {
        CompletableFuture<Void> next = attempts.nextReturn();
        runDue(client);
        while (reading(attempts::areUnderWay)) {
            next.join();
            next = attempts.nextReturn();
            runDue(client);
        }
    }

    @GuardedBy("lock")
    private boolean follow(Client<K> client) {
        if (isAtRest() || !isToLook()) {
            return false;
        }
        try {
            boolean more = client.follow();
            gate.answered();
            changed.compareAndSet(false, more);
            return more;
        } catch (RuntimeException | Error e) {
            gate.failed(e);
            changed.set(true);
            return false;
        }
    }

    /** Whether something is said to have happened, or nobody has looked for a while: who was to say so may have failed. */
    @GuardedBy("lock")
    private boolean isToLook() {
        Instant now = steady.instant();
        boolean toLook = changed.getAndSet(false) || !now.isBefore(lastLook.plus(LOOK));
        lastLook = toLook ? now : lastLook;
        return toLook;
    }

    /** Whether the store cannot be asked at present, or nothing remembered. */
    @GuardedBy("lock")
    private boolean isAtRest() {
        return gate.isAway() || isLogRefusing();
    }

    @GuardedBy("lock")
    private Instant restEnd() {
        return isLogRefusing() ? writer.pauseEnd() : gate.pauseEnd();
    }

    @GuardedBy("lock")
    private Optional<Attempt<K>> next(Client<K> client) {
        while (true) {
            Optional<Lane<K>> lane = lanes.next();
            if (lane.isEmpty() && !client.idle()) {
                tidyUp(client);
                return Optional.empty();
            }
            Optional<Attempt<K>> attempt = lane.isPresent() ? next(client, lane.get()) : Optional.empty();
            if (attempt.isPresent()) {
                return attempt;
            }
        }
    }

    @GuardedBy("lock")
    private Optional<Attempt<K>> next(Client<K> client, Lane<K> lane) {
        try {
            if ((gate.isAway() && client.needsStore(lane)) || (isLogRefusing() && client.needsLog(lane))) {
                lane.closeUntil(restEnd());
                return Optional.empty();
            }
            Optional<Attempt<K>> attempt = held(client, lane);
            attempt.ifPresent(attempts::begin);
            return attempt;
        } catch (StorageException e) {
            gate.failed(e);
            lane.closeUntil(gate.pauseEnd());
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            LOG.warn("an attempt could not be made; another is made later", e);
            lane.closeUntil(steady.instant().plus(RETRY));
            return Optional.empty();
        } finally {
            lanes.changed(lane);
        }
    }

    /**
     * Replaces the log by the fewest records, so that nothing of what it held before is left. To be called {@linkplain #locked
     * under the lock}.
     *
     * @throws StorageException if it goes on as it was
     */
    public void compactNow(Supplier<ImmutableList<TaskRecord<K>>> compacted) {
        lock.lock();
        try {
            journal.compact(compacted.get());
        } finally {
            lock.unlock();
        }
    }

    /** A lane whose last work is taken out is not forgotten before that is under way. */
    @GuardedBy("lock")
    private Optional<Attempt<K>> held(Client<K> client, Lane<K> lane) {
        lane.hold(1);
        try {
            return client.next(lane);
        } finally {
            lane.hold(-1);
        }
    }

    /** What may be forgotten, the store knows. */
    @GuardedBy("lock")
    private void tidyUp(Client<K> client) {
        if (gate.isAway()) {
            return;
        }
        try {
            journal.compactIfLong(client::compacted);
        } catch (StorageException e) {
            gate.failed(e);
        }
    }

    @GuardedBy("lock")
    private Optional<Instant> nextDue(Client<K> client) {
        Optional<Instant> retry =
                Optional.of(isAtRest() ? restEnd() : steady.instant()).filter(time -> changed.get() || isLogRefusing());
        return Stream.of(
                        retry,
                        lanes.nextDue(),
                        attempts.nextOverdue(),
                        client.nextTick().map(steady::steady))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /**
     * Waits until all is durable that was recorded.
     *
     * @throws StorageException if the log refuses it
     */
    public void awaitDurable() {
        writer.awaitDurable();
    }

    /**
     * Checks whether what somebody asks for can be remembered.
     *
     * @throws StorageException if not
     */
    public void checkTakesRecords() {
        writer.checkTakesRecords();
    }

    /** Why nothing is done any more until the program is started anew; empty while all is well. */
    public Optional<String> failure() {
        return writer.failure();
    }

    /**
     * Why work waits at present, until the log takes records again; empty while it does, and after a {@link #failure}.
     */
    public Optional<String> trouble() {
        return failure().isPresent() ? Optional.empty() : writer.refusal();
    }

    /**
     * Waits until all is durable that is to be remembered, as far as the log takes it and a few seconds allow. To be
     * called when nothing is done any more, before the log is closed; a {@link TaskWorker} does.
     */
    @Override
    public void close() {
        writer.finish(LAST_RECORDS);
    }
}
