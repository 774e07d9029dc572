package io.pteroorders.core.task;

import java.util.function.Consumer;
import java.util.stream.Stream;

/** The tasks that records add up to, as a client arranges them. Used under the engine's lock. */
public interface TaskMemory<K extends TaskKey> {

    /**
     * Does what a record says. Records that come again in their order add up to the same.
     *
     * @param due hears of each task that waits from now on
     */
    void apply(TaskRecord<K> record, Consumer<Task<K>> due);

    /** The tasks that wait for their turn when the log was read. */
    Stream<Task<K>> waiting();

    /** Whether a task is to be done at all, now: not one that is settled, nor one whose kind is paused. */
    boolean isWanted(Task<K> task);
}
