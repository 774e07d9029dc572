package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.task.ScheduleRecord;
import io.pteroorders.core.task.TaskExecutor;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.task.TaskResult;
import io.pteroorders.core.task.TaskSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract, on work that is right; and what its stories catch that is wrong. */
class TaskContractTest extends TaskContract<Chase.Key> {

    private final Chase chase = new Chase();

    @Override
    protected List<Order> orders() {
        return chase.orders();
    }

    @Override
    protected TaskSource<Chase.Key> source() {
        return chase.source();
    }

    @Override
    protected TaskExecutor<Chase.Key> executor() {
        return chase.executor();
    }

    @Override
    protected int effects(Chase.Key key) {
        return chase.effects(key);
    }

    @TestFactory
    Stream<DynamicTest> theStoriesCatch() {
        ImmutableMap<String, Chase> wrong = ImmutableMap.<String, Chase>builder()
                .put("work that is done again when it is tried again", new Forgetful())
                .put(
                        "a log that forgets what was done",
                        logging(() -> reading(it -> !(it instanceof TaskProgress.Done))))
                .put(
                        "a log that forgets what is called for",
                        logging(() -> reading(it -> !(it instanceof ScheduleRecord.Called))))
                .put("a log that writes the place first", logging(PlaceFirst::new))
                .put("a log that goes on after what it refused", logging(GoesOn::new))
                .put("a log that takes nothing any more once it refused", logging(StaysMute::new))
                .put("a log that loses what was done when it is made shorter", logging(LosesDone::new))
                .buildOrThrow();
        return wrong.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> assertNotEquals(Optional.empty(), caught(each.getValue()))));
    }

    private static final class Forgetful extends Chase {
        @Override
        public TaskExecutor<Key> executor() {
            effects.clear();
            return key -> {
                effects.add(key);
                return CompletableFuture.completedFuture(TaskResult.DONE);
            };
        }
    }

    private static Chase logging(Supplier<TaskStory.Log<Chase.Key>> logs) {
        return new Chase() {
            @Override
            public TaskStory.Log<Key> log() {
                return logs.get();
            }
        };
    }

    private static TaskStory.Log<Chase.Key> reading(Predicate<TaskRecord<Chase.Key>> kept) {
        return new TaskStory.Log<>() {
            @Override
            public Iterable<TaskRecord<Chase.Key>> read() {
                return ImmutableList.copyOf(Iterables.filter(super.read(), kept::test));
            }
        };
    }

    private static final class PlaceFirst extends TaskStory.Log<Chase.Key> {
        private final List<TaskRecord<Chase.Key>> held = new ArrayList<>();

        @Override
        public CompletionStage<?> append(ImmutableList<TaskRecord<Chase.Key>> records) {
            ImmutableList.Builder<TaskRecord<Chase.Key>> now = ImmutableList.builder();
            now.addAll(Iterables.filter(records, it -> !(it instanceof ScheduleRecord.Called)));
            now.addAll(held);
            held.clear();
            Iterables.addAll(held, Iterables.filter(records, it -> it instanceof ScheduleRecord.Called));
            ImmutableList<TaskRecord<Chase.Key>> written = now.build();
            return written.isEmpty() ? CompletableFuture.completedFuture(true) : super.append(written);
        }
    }

    private static final class GoesOn extends TaskStory.Log<Chase.Key> {
        @Override
        public CompletionStage<?> append(ImmutableList<TaskRecord<Chase.Key>> records) {
            return super.append(records).handle((done, refused) -> true);
        }

        @Override
        public boolean hasFailed() {
            return false;
        }
    }

    private static final class StaysMute extends TaskStory.Log<Chase.Key> {
        @Override
        public void mend() {
            if (refusals() == 0) {
                super.mend();
            }
        }

        @Override
        public boolean hasFailed() {
            return false;
        }
    }

    private static final class LosesDone extends TaskStory.Log<Chase.Key> {
        @Override
        public void compact(ImmutableList<TaskRecord<Chase.Key>> records) {
            super.compact(ImmutableList.copyOf(Iterables.filter(records, it -> !(it instanceof TaskProgress.Done))));
        }
    }
}
