package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One try, and the tasks for which it stands. Immutable.
 *
 * @param lane in which it is made
 * @param action makes it; returns at once
 * @param done the tasks that are done if it is
 * @param merged those that are needless then
 * @param inVain for an attempt of the client's own: hears that it was in vain; its tasks wait for tries of their own then
 */
public record Attempt<K extends TaskKey>(
        Lane<K> lane,
        Supplier<? extends CompletionStage<TaskResult>> action,
        ImmutableList<Task<K>> done,
        ImmutableList<Task<K>> merged,
        Optional<Consumer<TaskResult>> inVain) {

    /** An attempt that its tasks call for: if it fails, they are dead. */
    public static <K extends TaskKey> Attempt<K> of(
            Lane<K> lane,
            Supplier<? extends CompletionStage<TaskResult>> action,
            ImmutableList<Task<K>> done,
            ImmutableList<Task<K>> merged) {
        return new Attempt<>(lane, action, done, merged, Optional.empty());
    }

    /** The one that was tried most often speaks for all; empty if it stands for none. */
    Optional<Task<K>> mostTried() {
        return covered().max((one, other) -> Integer.compare(one.attempts(), other.attempts()));
    }

    Stream<Task<K>> covered() {
        return Stream.concat(done.stream(), merged.stream());
    }

    ImmutableList<K> coveredKeys() {
        return covered().map(Task::key).collect(ImmutableList.toImmutableList());
    }

    static <K extends TaskKey> ImmutableList<K> keys(ImmutableList<Task<K>> tasks) {
        return tasks.stream().map(Task::key).collect(ImmutableList.toImmutableList());
    }
}
