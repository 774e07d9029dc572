package io.pteroorders.core.task;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.pteroorders.core.storage.Part;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskWorkerTest {

    private record Key(String id, String kind, String lane, Part part, boolean isBulk) implements TaskKey {}

    /** Nothing to do. */
    private static final class NoTasks implements TaskMemory<Key> {

        @Override
        public void apply(TaskRecord<Key> record, Consumer<Task<Key>> due) {}

        @Override
        public Stream<Task<Key>> waiting() {
            return Stream.empty();
        }

        @Override
        public boolean isWanted(Task<Key> task) {
            return true;
        }
    }

    static Stream<Throwable> whatWorkMayThrow() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new AssertionError("a bug"),
                new StackOverflowError(),
                new NoClassDefFoundError("a jar that is not there"));
    }

    @ParameterizedTest
    @MethodSource("whatWorkMayThrow")
    void whateverWorkThrowsItIsTriedAgain(Throwable thrown) {
        TaskEngine<Key> engine = new TaskEngine<>(
                "log",
                new NoTasks(),
                TaskLog.inMemory(),
                Pace.UNPACED,
                Backoff.DEFAULT,
                Duration.ofMinutes(1),
                Compaction.DEFAULT,
                Clock.systemUTC());
        CountDownLatch calls = new CountDownLatch(2);
        TaskWorker worker = TaskWorker.start(
                "worker",
                engine,
                () -> {
                    calls.countDown();
                    Throwables.throwIfUnchecked(thrown);
                    return Optional.empty();
                },
                Clock.systemUTC());
        try {
            engine.wake();
            assertTrue(Uninterruptibles.awaitUninterruptibly(calls, 60, TimeUnit.SECONDS));
        } finally {
            worker.close();
        }
    }
}
