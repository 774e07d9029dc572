package io.pteroorders.bot;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small jobs beside the bot, each on a thread of its own, until closed. */
final class PeriodicJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicJobs.class);

    private final List<ScheduledExecutorService> threads = new ArrayList<>();
    private final List<Future<?>> jobs = new ArrayList<>();

    /** Does a job again and again; one that throws is logged and done again. */
    PeriodicJobs every(Duration pause, String name, Runnable job) {
        return every(pause, pause, name, job);
    }

    /** The same, beginning at once. */
    PeriodicJobs nowAndEvery(Duration pause, String name, Runnable job) {
        return every(Duration.ZERO, pause, name, job);
    }

    private PeriodicJobs every(Duration first, Duration pause, String name, Runnable job) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                new ThreadFactoryBuilder().setNameFormat(name).setDaemon(true).build());
        threads.add(thread);
        jobs.add(thread.scheduleWithFixedDelay(
                () -> attempt(name, job), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
        return this;
    }

    private static void attempt(String name, Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed", name, e);
        }
    }

    /** Begins nothing more; a job that runs is not interrupted. */
    @Override
    public void close() {
        jobs.forEach(job -> job.cancel(false));
        threads.forEach(ScheduledExecutorService::shutdown);
    }
}
