package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets threads do something at the same time. */
public final class Race {

    private Race() {}

    /**
     * Runs an action in so many threads, all let go together, and waits for the last.
     *
     * @param action is given the number of its thread, from 0
     * @return what each thread came to, in the order of their numbers
     * @throws com.google.common.util.concurrent.UncheckedExecutionException if an action threw; its cause is what
     */
    public static <T> ImmutableList<T> run(int threads, IntFunction<T> action) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Future<T>> runners = IntStream.range(0, threads)
                    .mapToObj(runner -> pool.submit(() -> {
                        ready.countDown();
                        Uninterruptibles.awaitUninterruptibly(ready);
                        return action.apply(runner);
                    }))
                    .toList();
            return runners.stream().map(Futures::getUnchecked).collect(ImmutableList.toImmutableList());
        } finally {
            pool.shutdown();
        }
    }
}
