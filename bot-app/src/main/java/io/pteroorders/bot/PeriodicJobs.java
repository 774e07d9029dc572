package io.pteroorders.bot;

import com.google.common.util.concurrent.Futures;
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

    private record Job(ScheduledExecutorService thread, Runnable work, Future<?> timer) {}

    private final List<Job> jobs = new ArrayList<>();

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
        Runnable work = () -> attempt(name, job);
        jobs.add(new Job(
                thread,
                work,
                thread.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS)));
        return this;
    }

    private static void attempt(String name, Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed", name, e);
        }
    }

    /** Does each job once more, now, and waits for them. */
    void doAll() {
        List<? extends Future<?>> once =
                jobs.stream().map(job -> job.thread().submit(job.work())).toList();
        once.forEach(Futures::getUnchecked);
    }

    /** Begins nothing more; a job that runs is not interrupted. */
    @Override
    public void close() {
        jobs.forEach(job -> job.timer().cancel(false));
        jobs.forEach(job -> job.thread().shutdown());
    }
}
