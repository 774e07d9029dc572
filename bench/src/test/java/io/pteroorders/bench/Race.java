package io.pteroorders.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Threads that do something again and again until time is up or nothing is left to do. */
final class Race {

    /** Does something once; false if nothing is left to do. */
    @FunctionalInterface
    interface Step {
        boolean run() throws Exception;
    }

    /** How often a second it was done, and how long the slowest hundredth took, in microseconds. */
    record Result(double rate, double p99) {}

    private static final int MOST_TIMES = 1 << 16;

    private Race() {}

    static Result run(int threads, Duration slice, Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<long[]>> runners = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<long[]> runner = () -> {
                    start.await();
                    return repeat(slice, step);
                };
                runners.add(pool.submit(runner));
            }
            long began = System.nanoTime();
            start.countDown();
            List<long[]> times = new ArrayList<>();
            for (Future<long[]> runner : runners) {
                times.add(runner.get());
            }
            return result(times, System.nanoTime() - began);
        } finally {
            pool.shutdown();
        }
    }

    /** Waits for a moment of {@link System#nanoTime}. */
    static void awaitTime(long due) {
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
    }

    private static long[] repeat(Duration slice, Step step) throws Exception {
        long[] times = new long[MOST_TIMES];
        int count = 0;
        long now = System.nanoTime();
        long end = now + slice.toNanos();
        while (now < end && count < MOST_TIMES && step.run()) {
            long after = System.nanoTime();
            times[count++] = after - now;
            now = after;
        }
        return Arrays.copyOf(times, count);
    }

    private static Result result(List<long[]> times, long nanos) {
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(all.length * 1e9 / nanos, all.length == 0 ? 0 : all[all.length * 99 / 100] / 1e3);
    }
}
