package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes attempts, and records what came of them. Only {@link #run}, {@link #revoke} and {@link #nextReturn} may be called by
 * any thread.
 */
final class Attempts<K extends TaskKey> {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private record Returned<K extends TaskKey>(Attempt<K> attempt, TaskResult result) {}

    /**
     * An attempt that is under way.
     *
     * @param revoked what turned out to have come of it before it is known to be made
     */
    private record UnderWay<K extends TaskKey>(Attempt<K> attempt, Instant overdue, Optional<TaskResult> revoked) {

        UnderWay<K> revoked(TaskResult result) {
            return new UnderWay<>(attempt, overdue, Optional.of(result));
        }
    }

    private final Lanes<K> lanes;
    private final Consumer<TaskRecord<K>> records;
    private final Backoff backoff;
    private final Duration timeToAnswer;
    private final Clock clock;
    private final SteadyClock steady;
    private final Runnable wake;
    private final Queue<Returned<K>> returned = new ConcurrentLinkedQueue<>();
    private final Queue<Returned<K>> revoked = new ConcurrentLinkedQueue<>();
    private final AtomicReference<CompletableFuture<Void>> nextReturn =
            new AtomicReference<>(new CompletableFuture<>());
    private long begun;

    /** One for each lane at most, the first first. */
    private final Map<Lane<K>, UnderWay<K>> underWay = new LinkedHashMap<>();

    /**
     * No attempts yet.
     *
     * @param timeToAnswer what gives no result for so long counts as tried in vain, so that its lane goes on
     */
    Attempts(
            Lanes<K> lanes,
            Consumer<TaskRecord<K>> records,
            Backoff backoff,
            Duration timeToAnswer,
            Clock clock,
            SteadyClock steady,
            Runnable wake) {
        this.lanes = lanes;
        this.records = records;
        this.backoff = backoff;
        this.timeToAnswer = timeToAnswer;
        this.clock = clock;
        this.steady = steady;
        this.wake = wake;
    }

    /** An attempt is about to be made; its lane waits for its end. */
    void begin(Attempt<K> attempt) {
        underWay.put(attempt.lane(), new UnderWay<>(attempt, steady.instant().plus(timeToAnswer), Optional.empty()));
        lanes.begun(attempt.lane());
        begun++;
    }

    /** How many were begun so far. */
    long begun() {
        return begun;
    }

    boolean areUnderWay() {
        return !underWay.isEmpty();
    }

    /** Completes when the next attempt comes back. */
    CompletableFuture<Void> nextReturn() {
        return nextReturn.get();
    }

    private void comesBack(Attempt<K> attempt, TaskResult result) {
        returned.add(new Returned<>(attempt, result));
        nextReturn.getAndSet(new CompletableFuture<>()).complete(null);
    }

    /** Whatever happens, the attempt comes to an end: what failed by itself may be over at the next try. */
    void run(Attempt<K> attempt) {
        try {
            attempt.action().get().whenComplete((result, failure) -> {
                comesBack(attempt, result(result, failure));
                wake.run();
            });
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "a try in {} failed with a bug; it counts as made in vain",
                    attempt.lane().name(),
                    e);
            comesBack(attempt, failed(e));
        }
    }

    /** What was taken to be done was not. */
    void revoke(Attempt<K> attempt, TaskResult result) {
        revoked.add(new Returned<>(attempt, result));
        wake.run();
    }

    private static TaskResult result(@Nullable TaskResult result, @Nullable Throwable failure) {
        if (failure != null) {
            return failed(failure);
        }
        return Objects.requireNonNullElse(result, TaskResult.again("the try gave no result"));
    }

    private static TaskResult failed(Throwable failure) {
        return TaskResult.again("the try failed: " + failure.getClass().getSimpleName());
    }

    /**
     * Records what came back meanwhile, or should have.
     *
     * @param gaveUp hears of tasks that cannot be done, and why
     */
    void settle(BiConsumer<K, String> gaveUp) {
        for (Returned<K> next = returned.poll(); next != null; next = returned.poll()) {
            came(next.attempt(), next.result(), gaveUp);
        }
        for (Returned<K> next = revoked.poll(); next != null; next = revoked.poll()) {
            wasNotDone(next.attempt(), next.result(), gaveUp);
        }
        Instant now = steady.instant();
        for (Optional<UnderWay<K>> first = first(); first.isPresent(); first = first()) {
            if (first.get().overdue().isAfter(now)) {
                return;
            }
            end(first.get().attempt(), TaskResult.again("the try gave no answer"), gaveUp);
        }
    }

    private Optional<UnderWay<K>> awaited(Attempt<K> attempt) {
        return Optional.ofNullable(underWay.get(attempt.lane()))
                .filter(it -> it.attempt().equals(attempt));
    }

    /** A success counts however late it comes. */
    private void came(Attempt<K> attempt, TaskResult result, BiConsumer<K, String> gaveUp) {
        Optional<UnderWay<K>> awaited = awaited(attempt);
        if (awaited.isPresent()) {
            end(attempt, awaited.get().revoked().orElse(result), gaveUp);
        } else if (result.kind() == TaskResult.Kind.DONE) {
            settle(attempt, result, gaveUp);
        }
    }

    private void wasNotDone(Attempt<K> attempt, TaskResult result, BiConsumer<K, String> gaveUp) {
        Optional<UnderWay<K>> awaited = awaited(attempt);
        if (awaited.isPresent()) {
            underWay.put(attempt.lane(), awaited.get().revoked(result));
        } else {
            settle(attempt, result, gaveUp);
            lanes.changed(lanes.of(attempt.lane().name()));
        }
    }

    private void end(Attempt<K> attempt, TaskResult result, BiConsumer<K, String> gaveUp) {
        underWay.remove(attempt.lane());
        settle(attempt, result, gaveUp);
        lanes.ended(attempt.lane());
    }

    private Optional<UnderWay<K>> first() {
        return underWay.values().stream().findFirst();
    }

    /** When an attempt that is under way is given up; empty if none is. */
    Optional<Instant> nextOverdue() {
        return first().map(UnderWay::overdue);
    }

    private void settle(Attempt<K> attempt, TaskResult result, BiConsumer<K, String> gaveUp) {
        result.notBefore().ifPresent(time -> close(lanes.of(attempt.lane().name()), time));
        switch (result.kind()) {
            case DONE -> done(attempt);
            case AGAIN -> tryAgain(attempt, result, gaveUp);
            case CLOSED -> lanes.closeUntil(steady.instant().plus(TaskEngine.CLOSED));
            case UNREACHABLE -> failed(attempt, result.reason(), true, gaveUp);
            case FAILED -> failed(attempt, result.reason(), false, gaveUp);
        }
        if (result.kind() != TaskResult.Kind.DONE) {
            attempt.inVain().ifPresent(client -> client.accept(result));
            reopen(attempt);
        }
    }

    private void close(Lane<K> lane, Instant notBefore) {
        Instant now = steady.instant();
        lane.closeUntil(backoff.notBefore(now, Optional.of(steady.steady(notBefore)), now));
    }

    private void done(Attempt<K> attempt) {
        if (attempt.covered().findAny().isPresent()) {
            records.accept(new TaskProgress.Done<>(
                    Attempt.keys(attempt.done()), Attempt.keys(attempt.merged()), clock.instant()));
        }
    }

    /** What was taken to be done waits again. */
    private void reopen(Attempt<K> attempt) {
        ImmutableList<K> done =
                attempt.covered().filter(Task::isDone).map(Task::key).collect(ImmutableList.toImmutableList());
        if (!done.isEmpty()) {
            records.accept(new TaskProgress.Again<>(done, clock.instant()));
        }
    }

    private void tryAgain(Attempt<K> attempt, TaskResult result, BiConsumer<K, String> gaveUp) {
        attempt.mostTried().ifPresent(task -> tryAgain(attempt, task, result, gaveUp));
    }

    private void tryAgain(Attempt<K> attempt, Task<K> task, TaskResult result, BiConsumer<K, String> gaveUp) {
        Instant now = clock.instant();
        Instant since = task.firstTried().isBefore(now) ? task.firstTried() : now;
        if (!now.isBefore(since.plus(backoff.patience()))) {
            giveUp(attempt, result.reason(), false, gaveUp);
            return;
        }
        int attempts = task.attempts() + 1;
        Instant next = now.plus(backoff.after(task.key().id(), attempts));
        Instant notBefore = backoff.notBefore(next, result.notBefore(), now);
        reopen(attempt);
        records.accept(new TaskProgress.Tried<>(attempt.coveredKeys(), attempts, since, notBefore, result.reason()));
    }

    /** Where the client's own attempt was refused, those of the tasks may pass. */
    private void failed(Attempt<K> attempt, String reason, boolean untilHeard, BiConsumer<K, String> gaveUp) {
        if (attempt.inVain().isEmpty()) {
            giveUp(attempt, reason, untilHeard, gaveUp);
        }
    }

    private void giveUp(Attempt<K> attempt, String reason, boolean untilHeard, BiConsumer<K, String> gaveUp) {
        ImmutableList<K> keys = attempt.coveredKeys();
        keys.forEach(key -> gaveUp.accept(key, reason));
        records.accept(new TaskProgress.Dead<>(keys, clock.instant(), reason, untilHeard));
    }
}
