package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.task.TaskStatus.State;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A record of what became of work. Immutable and thread-safe. */
public sealed interface TaskProgress<K extends TaskKey> extends TaskRecord<K> {

    /** The work concerned. */
    ImmutableList<K> keys();

    /**
     * Work that was tried in vain.
     *
     * @param attempts how often, so far
     * @param since when it was tried first
     * @param notBefore when it is tried again
     * @param reason in plain English
     */
    record Tried<K extends TaskKey>(
            ImmutableList<K> keys, int attempts, Instant since, Instant notBefore, String reason)
            implements TaskProgress<K> {}

    /**
     * Work that was done.
     *
     * @param merged what was needless beside it and went with it
     */
    record Done<K extends TaskKey>(ImmutableList<K> keys, ImmutableList<K> merged, Instant at)
            implements TaskProgress<K> {}

    /**
     * Work that cannot be done.
     *
     * @param reason in plain English
     * @param untilHeard whether it can be as soon as the person for whom it is was heard from
     */
    record Dead<K extends TaskKey>(ImmutableList<K> keys, Instant at, String reason, boolean untilHeard)
            implements TaskProgress<K> {

        /** Work that cannot be done whoever is heard from. */
        public Dead(ImmutableList<K> keys, Instant at, String reason) {
            this(keys, at, reason, false);
        }
    }

    /** Work that nobody needs any more, for this reason. */
    record Dropped<K extends TaskKey>(ImmutableList<K> keys, Instant at, String reason) implements TaskProgress<K> {}

    /** Dead work that is tried again on request. */
    record Again<K extends TaskKey>(ImmutableList<K> keys, Instant at) implements TaskProgress<K> {}

    /**
     * Does what it says; doing it again in its order changes nothing.
     *
     * @param tasks finds work; what it does not know is left out
     * @param due hears of what waits again
     */
    default void applyTo(Function<K, Optional<Task<K>>> tasks, Consumer<Task<K>> due) {
        if (this instanceof Tried<K> tried) {
            each(keys(), tasks, task -> task.tried(tried));
        } else if (this instanceof Done<K> done) {
            each(keys(), tasks, task -> task.settle(State.DONE, done.at(), ""));
            each(done.merged(), tasks, task -> task.settle(State.MERGED, done.at(), ""));
        } else if (this instanceof Dead<K> dead) {
            each(keys(), tasks, task -> task.dead(dead));
        } else if (this instanceof Dropped<K> dropped) {
            each(keys(), tasks, task -> task.settle(State.DROPPED, dropped.at(), dropped.reason()));
        } else if (this instanceof Again<K> again) {
            each(keys(), tasks, task -> {
                task.again(again.at());
                due.accept(task);
            });
        }
    }

    private static <K extends TaskKey> void each(
            ImmutableList<K> keys, Function<K, Optional<Task<K>>> tasks, Consumer<Task<K>> action) {
        keys.forEach(key -> tasks.apply(key).ifPresent(action));
    }

    /** The fewest records after which work is where it is now, beginning with its being due. */
    static <K extends TaskKey> ImmutableList<TaskRecord<K>> of(Task<K> task) {
        TaskStatus<K> status = task.status();
        ImmutableList<K> key = ImmutableList.of(task.key());
        ImmutableList.Builder<TaskRecord<K>> records = ImmutableList.builder();
        if (task.attempts() > 0) {
            records.add(new Tried<>(key, task.attempts(), task.firstTried(), task.notBefore(), status.reason()));
        }
        switch (status.state()) {
            case WAITING -> {}
            case DONE -> records.add(new Done<>(key, ImmutableList.of(), status.since()));
            case MERGED -> records.add(new Done<>(ImmutableList.of(), key, status.since()));
            case DEAD -> records.add(new Dead<>(key, status.since(), status.reason(), task.isUnreachable()));
            case DROPPED -> records.add(new Dropped<>(key, status.since(), status.reason()));
        }
        return records.build();
    }
}
