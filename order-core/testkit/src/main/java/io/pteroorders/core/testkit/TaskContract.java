package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.task.TaskExecutor;
import io.pteroorders.core.task.TaskKey;
import io.pteroorders.core.task.TaskResult;
import io.pteroorders.core.task.TaskSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a {@link io.pteroorders.core.task.TaskScheduler} expects of work, as tests. A test of some work extends this class
 * and says what calls for it, how it is done, and how its effect is seen.
 *
 * @param <K> the keys of the work
 */
public abstract class TaskContract<K extends TaskKey> {

    private static final int STORIES = 100;

    /** For the work's test. */
    protected TaskContract() {}

    /** Orders that call for work, of more than one lane; the same each time. All that is due is due within a day of them. */
    protected abstract List<Order> orders();

    /** What derives the work. */
    protected abstract TaskSource<K> source();

    /** What does it, in surroundings in which nothing was done yet and every try is successful. */
    protected abstract TaskExecutor<K> executor();

    /** How often work had its effect since {@link #executor} was asked for last. */
    protected abstract int effects(K key);

    private ImmutableList<TaskSource.Due<K>> due() {
        return orders().stream().flatMap(source()::of).collect(ImmutableList.toImmutableList());
    }

    @Test
    void anOrderCallsForTheSameWheneverItIsAsked() {
        assertTrue(due().size() > 1, "too little work to say anything: " + due());
        assertEquals(due(), due());
    }

    @Test
    void eachPieceHasAKeyOfItsOwn() {
        assertEquals(
                due().size(),
                due().stream().map(due -> due.key().id()).distinct().count());
        assertEquals(
                due().size(), due().stream().map(TaskSource.Due::key).distinct().count());
    }

    @Test
    void aTryThatIsMadeAgainHasItsEffectOnce() {
        TaskExecutor<K> executor = executor();
        for (TaskSource.Due<K> due : due()) {
            for (int time = 0; time < 2; time++) {
                assertEquals(
                        TaskResult.DONE,
                        executor.attempt(due.key()).toCompletableFuture().join());
            }
            assertEquals(1, effects(due.key()), due::toString);
        }
    }

    @Test
    void whateverBreaksAllIsDoneOnce() {
        int refusals = 0;
        for (long seed = 0; seed < STORIES; seed++) {
            TaskStory<K> story = new TaskStory<>(seed, subject());
            assertEquals(List.of(), story.tell(), "seed " + seed);
            refusals += story.refusals();
        }
        assertTrue(refusals > STORIES / 2, "the log refused nothing: " + refusals);
    }

    /** What the stories catch; empty if nothing was wrong in any. */
    static <K extends TaskKey> Optional<String> caught(TaskStory.Subject<K> subject) {
        for (long seed = 0; seed < STORIES; seed++) {
            List<String> wrong = new TaskStory<>(seed, subject).tell();
            if (!wrong.isEmpty()) {
                return Optional.of(wrong.get(0));
            }
        }
        return Optional.empty();
    }

    private TaskStory.Subject<K> subject() {
        return new TaskStory.Subject<>() {
            @Override
            public List<Order> orders() {
                return TaskContract.this.orders();
            }

            @Override
            public TaskSource<K> source() {
                return TaskContract.this.source();
            }

            @Override
            public TaskExecutor<K> executor() {
                return TaskContract.this.executor();
            }

            @Override
            public int effects(K key) {
                return TaskContract.this.effects(key);
            }
        };
    }
}
