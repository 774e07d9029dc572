package io.pteroorders.bot.panel;

import com.google.common.base.Ascii;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pteroorders.bot.port.WorkThreads;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.ServerPanel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to a panel: within what it allows, those for which somebody waits before those that can
 * wait; what they cost and what goes wrong is measured and remembered. Thread-safe.
 */
final class PanelCalls {

    private static final Logger LOG = LoggerFactory.getLogger(PanelCalls.class);

    /** What a call is for: each may take so many percent of all, and those that are left over are for persons. */
    enum Urgency {
        /** Somebody is looking at their telephone. */
        PERSON(100),
        /** An order goes on. */
        ORDER(73),
        /** Something is compared, or looked for. */
        BACKGROUND(18);

        private final int percent;

        Urgency(int percent) {
            this.percent = percent;
        }

        int percent() {
            return percent;
        }
    }

    private static final int THREADS = 8;
    private static final int MOST_WAITING = 2_000;

    private final ServerPanel panel;
    private final CallBudget budget;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Executor threads;
    private final AtomicReference<Optional<Trouble>> keyRefused = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Trouble>> away = new AtomicReference<>(Optional.empty());
    private volatile Instant notBefore = Instant.EPOCH;

    /**
     * Calls.
     *
     * @param threads on which work is done that takes a few
     * @param budget how often the panel may be asked
     */
    PanelCalls(ServerPanel panel, Executor threads, CallBudget budget, MeterRegistry meters, Clock clock) {
        this.panel = panel;
        this.budget = budget;
        this.threads = threads;
        this.meters = meters;
        this.clock = clock;
    }

    /** A few threads for calls. */
    static Executor threads() {
        return WorkThreads.of("panel", THREADS, MOST_WAITING);
    }

    /**
     * Does something that takes a few calls, on a thread for that.
     *
     * @return completes exceptionally with a {@link PanelException} if there is too much to do already
     */
    <T> CompletableFuture<T> later(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    PanelException.unavailable("there is too much to ask the panel already", e));
        }
    }

    /**
     * Makes one call, as soon as the panel may be asked.
     *
     * @param requests how many it takes
     * @throws PanelException if the panel does not do it, or if it would take too long until it may be asked
     */
    <T> T call(Urgency urgency, int requests, Function<ServerPanel, T> call) {
        await(urgency, requests);
        return measured(call);
    }

    /** The same of one request. */
    <T> T call(Urgency urgency, Function<ServerPanel, T> call) {
        return call(urgency, 1, call);
    }

    private void await(Urgency urgency, int requests) {
        Duration left = Duration.between(clock.instant(), notBefore);
        if (!left.isNegative()) {
            throw PanelException.tooManyCalls("the panel wants to be left alone", left);
        }
        budget.take(urgency, requests);
    }

    private <T> T measured(Function<ServerPanel, T> call) {
        Timer.Sample begin = Timer.start(meters);
        String outcome = "failed";
        try {
            T result = call.apply(panel);
            outcome = "done";
            answered();
            return result;
        } catch (PanelException e) {
            outcome = Ascii.toLowerCase(e.kind().name());
            remember(e);
            throw e;
        } finally {
            begin.stop(meters.timer("panel.calls", "outcome", outcome));
        }
    }

    private void answered() {
        keyRefused.set(Optional.empty());
        away.set(Optional.empty());
    }

    private void remember(PanelException failure) {
        switch (failure.kind()) {
            case KEY_REFUSED -> begin(keyRefused, failure);
            case UNAVAILABLE -> begin(away, failure);
            case TOO_MANY_CALLS ->
                notBefore = clock.instant().plus(failure.retryAfter().orElse(CallBudget.PATIENCE));
            case NOT_FOUND, NO_ROOM, NO_PORT, TAKEN, CONFLICT, REFUSED -> answered();
        }
    }

    private void begin(AtomicReference<Optional<Trouble>> trouble, PanelException failure) {
        String what = String.valueOf(failure.getMessage());
        trouble.updateAndGet(before -> before.or(() -> Optional.of(new Trouble(what, clock.instant()))));
    }

    /**
     * Trouble with all calls.
     *
     * @param what in plain English
     * @param since when it began
     */
    record Trouble(String what, Instant since) {}

    /** Asks a panel that was away whether it is back, since there may be nothing else to ask it for. */
    void knock() {
        if (away().isEmpty()) {
            return;
        }
        try {
            call(Urgency.BACKGROUND, panel -> panel.servers(1));
        } catch (PanelException e) {
            LOG.debug("the panel is still away: {}", e.getMessage());
        }
    }

    /** The panel does not let the shop in; empty while it does. */
    Optional<Trouble> keyRefused() {
        return keyRefused.get();
    }

    /** The panel cannot be reached; empty while it can. */
    Optional<Trouble> away() {
        return away.get();
    }
}
