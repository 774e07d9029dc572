package io.pteroorders.bot.port;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for work that waits for a disk or for others: a few, which end with the program and are gone while idle. */
public final class WorkThreads {

    private static final Duration IDLE = Duration.ofMinutes(1);

    private WorkThreads() {}

    /**
     * Some.
     *
     * @param name what they are called, with a number behind it
     * @param threads how many
     * @param mostWaiting how much work may wait for them; what is more is refused with
     *     {@link java.util.concurrent.RejectedExecutionException}
     */
    public static Executor of(String name, int threads, int mostWaiting) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(mostWaiting),
                new ThreadFactoryBuilder()
                        .setNameFormat(name + "-%d")
                        .setDaemon(true)
                        .build());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
