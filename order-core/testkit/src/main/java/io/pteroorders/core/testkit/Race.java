package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets threads do something at the same time. */
public final class Race {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Race() {}

    /**
     * Runs an action in so many threads, all let go together, and waits for the last, but no longer than ten minutes.
     *
     * @param action is given the number of its thread, from 0
     * @return what each thread came to, in the order of their numbers
     * @throws com.google.common.util.concurrent.UncheckedExecutionException if an action threw; its cause is what
     * @throws AssertionError if a thread does not come to its end; its stack is where that thread stays
     */
    public static <T> ImmutableList<T> run(int threads, IntFunction<T> action) {
        return run(threads, PATIENCE, action);
    }

    static <T> ImmutableList<T> run(int threads, Duration patience, IntFunction<T> action) {
        CountDownLatch ready = new CountDownLatch(threads);
        List<Watched<T>> racers = IntStream.range(0, threads)
                .mapToObj(racer -> Watched.start("racer " + racer, () -> {
                    ready.countDown();
                    Uninterruptibles.awaitUninterruptibly(ready);
                    return action.apply(racer);
                }))
                .toList();
        return racers.stream().map(racer -> racer.await(patience)).collect(ImmutableList.toImmutableList());
    }
}
