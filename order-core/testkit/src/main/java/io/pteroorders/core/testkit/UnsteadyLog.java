package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.task.TaskLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A log that is forced when a test says so; a crash keeps as much of the rest as the test says. It may refuse what it is
 * given, for a while or for good. Not thread-safe.
 *
 * @param <R> the records
 */
public class UnsteadyLog<R> implements TaskLog<R> {

    private record Pending<R>(ImmutableList<R> records, CompletableFuture<Boolean> done) {}

    private final List<R> durable = new ArrayList<>();
    private Optional<Pending<R>> pending = Optional.empty();
    private boolean forcing;
    private Optional<StorageException> refusal = Optional.empty();
    private boolean failed;
    private int refusals;
    private int survivors;
    private int compactions;

    /** An empty log, which forces nothing by itself. */
    public UnsteadyLog() {}

    @Override
    public Iterable<R> read() {
        return ImmutableList.copyOf(durable);
    }

    @Override
    public CompletionStage<?> append(ImmutableList<R> records) {
        if (pending.isPresent()) {
            throw new AssertionError("records are added before it is known what became of those before");
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        pending = Optional.of(new Pending<>(records, done));
        if (forcing) {
            forceOnce();
        }
        return done;
    }

    @Override
    public void compact(ImmutableList<R> records) {
        refusal.ifPresent(why -> {
            throw why;
        });
        forceOnce();
        durable.clear();
        durable.addAll(records);
        compactions++;
    }

    /** Hears of each record that whoever appended it may believe to be remembered. */
    protected void acknowledge(R record) {}

    /** Whether every record is forced at once. */
    public void setForcing(boolean now) {
        forcing = now;
    }

    /** All that waits is forced, or refused. */
    public void force() {
        while (pending.isPresent()) {
            forceOnce();
        }
    }

    /** What is being written is forced, or refused; what gathered meanwhile is being written then. */
    public void forceOnce() {
        Optional<Pending<R>> batch = pending;
        pending = Optional.empty();
        batch.ifPresent(it -> refusal.ifPresentOrElse(why -> refuse(it, why), () -> write(it)));
    }

    private void write(Pending<R> batch) {
        durable.addAll(batch.records());
        batch.records().forEach(this::acknowledge);
        batch.done().complete(true);
    }

    private void refuse(Pending<R> batch, StorageException why) {
        durable.addAll(
                batch.records().subList(0, Math.min(survivors, batch.records().size())));
        survivors = 0;
        refusals++;
        failed |= !why.isRetryable();
        batch.done().completeExceptionally(why);
    }

    /**
     * There is no space.
     *
     * @param some so many of the records that come next are there all the same
     */
    public void fill(int some) {
        refusal = Optional.of(StorageException.retryable("No space left on device", null));
        survivors = some;
    }

    /**
     * The disk breaks.
     *
     * @param some so many of the records that come next are there all the same
     */
    public void fail(int some) {
        refusal = Optional.of(StorageException.unknown("the disk is gone", null));
        survivors = some;
    }

    /** There is space again, or another disk. */
    public void mend() {
        refusal = Optional.empty();
        failed = false;
    }

    /** Whether records are refused now. */
    public boolean isRefusing() {
        return refusal.isPresent();
    }

    /** Whether it has said that it is not known what became of records. */
    public boolean hasFailed() {
        return failed;
    }

    /** The first of what is not forced yet survives, the others are lost. */
    public void crash(int survive) {
        pending.ifPresent(batch -> durable.addAll(batch.records().subList(0, Math.min(survive, unforced()))));
        pending = Optional.empty();
    }

    /** The records that are there; a test may change them. */
    public List<R> durable() {
        return durable;
    }

    /** How many records are being written. */
    public int unforced() {
        return pending.map(batch -> batch.records().size()).orElse(0);
    }

    /** How often it was made shorter. */
    public int compactions() {
        return compactions;
    }

    /** How often it refused records. */
    public int refusals() {
        return refusals;
    }
}
