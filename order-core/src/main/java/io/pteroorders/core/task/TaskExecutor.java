package io.pteroorders.core.task;

import java.util.concurrent.CompletionStage;

/**
 * Does work. One try may be made again after it was successful, if that could not be remembered: its effect under the same
 * key takes place once.
 *
 * @param <K> the keys of the work
 */
@FunctionalInterface
public interface TaskExecutor<K extends TaskKey> {

    /**
     * Makes one try, without waiting for its end.
     *
     * @return completes with what came of it; a failure counts as a try in vain
     */
    CompletionStage<TaskResult> attempt(K key);
}
