package io.pteroorders.storage.json;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pteroorders.storage.json.log.Committer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a checkpoint is due: soon after the last change while {@code orders.json} is small; otherwise when the
 * journal has outgrown it, after a pause in proportion to what the last one took; and at closing.
 */
final class Checkpointing {

    private static final long SMALL = 4 << 20;
    private static final Duration QUIET = Duration.ofMillis(400);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int PAUSE = 19;
    private static final double PACE = 235e6;
    private static final double UNPACED = Double.MAX_VALUE;

    private final Checkpoints checkpoints;
    private final Committer committer;
    private final Consumer<String> alarm;
    private final @Nullable ScheduledExecutorService thread;
    private @Nullable Future<?> looking;
    private volatile boolean changed;
    private volatile long lastChange;
    private long notBefore = System.nanoTime();
    private boolean postponed;

    /** @param automatic whether checkpoints are made as they fall due, or only when asked for and at closing */
    Checkpointing(Checkpoints checkpoints, Committer committer, boolean automatic, Consumer<String> alarm) {
        this.checkpoints = checkpoints;
        this.committer = committer;
        this.alarm = alarm;
        this.thread = automatic
                ? Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                        .setNameFormat("order-checkpoint")
                        .setDaemon(true)
                        .build())
                : null;
    }

    void start() {
        if (thread != null) {
            looking =
                    thread.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Something changed that {@code orders.json} does not show yet. */
    void changed() {
        lastChange = System.nanoTime();
        changed = true;
    }

    private void look() {
        if (isDue() && committer.failure().isEmpty()) {
            long began = System.nanoTime();
            runOrPostpone(PACE);
            long ended = System.nanoTime();
            notBefore = ended + PAUSE * (ended - began);
        }
    }

    private boolean isDue() {
        long now = System.nanoTime();
        long journal = committer.journalLength();
        boolean quiet = checkpoints.size() <= SMALL && now - lastChange >= QUIET.toNanos();
        boolean outgrown = journal > Math.max(SMALL, checkpoints.size()) && now - notBefore >= 0;
        return changed && (quiet || outgrown);
    }

    /** A checkpoint that fails waits for the next time; the journal has all. */
    private void runOrPostpone(double pace) {
        try {
            run(pace);
            postponed = false;
        } catch (IOException | RuntimeException e) {
            if (!postponed) {
                postponed = true;
                alarm.accept("orders.json could not be brought up to date, the journal has all: " + e.getMessage());
            }
        }
    }

    private void run(double pace) throws IOException {
        changed = false;
        try {
            checkpoints.run(pace);
        } catch (IOException | RuntimeException e) {
            changed = true;
            throw e;
        }
    }

    void runNow() throws IOException {
        run(UNPACED);
    }

    /** Ends in order; a last checkpoint is made if anything changed. */
    void close() {
        if (looking != null) {
            looking.cancel(false);
        }
        if (thread != null) {
            MoreExecutors.shutdownAndAwaitTermination(thread, Duration.ofDays(1));
        }
        if (changed && committer.failure().isEmpty()) {
            runOrPostpone(UNPACED);
        }
    }
}
