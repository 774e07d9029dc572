package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.StorageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A log that is forced when a test says so; a crash keeps as much of the rest as the test says. It may refuse what it is
 * given, for a while or for good.
 */
class FakeLog implements DeliveryLog {

    private record Pending(ImmutableList<DeliveryRecord> records, CompletableFuture<Boolean> done) {}

    private final List<DeliveryRecord> durable = new ArrayList<>();
    private final Set<MessageKey> acknowledged = new HashSet<>();
    private Optional<Pending> pending = Optional.empty();
    private boolean forcing;
    private Optional<RuntimeException> refusal = Optional.empty();
    private int refusals;
    private boolean failed;
    private int survivors;
    private int compactions;

    @Override
    public Iterable<DeliveryRecord> read() {
        return ImmutableList.copyOf(durable);
    }

    @Override
    public CompletionStage<?> append(ImmutableList<DeliveryRecord> records) {
        if (pending.isPresent()) {
            throw new AssertionError("records are added before it is known what became of those before");
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        pending = Optional.of(new Pending(records, done));
        if (forcing) {
            answer();
        }
        return done;
    }

    @Override
    public void compact(ImmutableList<DeliveryRecord> records) {
        refusal.ifPresent(why -> {
            throw why;
        });
        answer();
        durable.clear();
        durable.addAll(records);
        compactions++;
    }

    /** Whether every record is forced at once. */
    void setForcing(boolean now) {
        forcing = now;
    }

    /** All that waits is forced, or refused. */
    void force() {
        while (pending.isPresent()) {
            answer();
        }
    }

    /** What is being written is forced, or refused; what gathered meanwhile is being written then. */
    void forceOnce() {
        answer();
    }

    /** There is no space, but for some of the records that come next. */
    void fill(int some) {
        refusal = Optional.of(StorageException.retryable("No space left on device", null));
        survivors = some;
    }

    /** The disk breaks; some of the records that come next are there all the same. */
    void fail(int some) {
        refusal = Optional.of(StorageException.unknown("the disk is gone", null));
        survivors = some;
    }

    /** Whether it has said that it is not known what became of records. */
    boolean hasFailed() {
        return failed;
    }

    /** There is space again. */
    void mend() {
        refusal = Optional.empty();
        failed = false;
    }

    boolean isFull() {
        return refusal.isPresent();
    }

    /** The first of what is not forced yet survives, the others are lost. */
    void crash(int survive) {
        pending.ifPresent(batch -> keep(batch.records().subList(0, Math.min(survive, unforced()))));
        pending = Optional.empty();
    }

    private void answer() {
        Optional<Pending> batch = pending;
        pending = Optional.empty();
        batch.ifPresent(it -> refusal.ifPresentOrElse(why -> refuse(it, why), () -> {
            keep(it.records());
            it.records().forEach(this::acknowledge);
            it.done().complete(true);
        }));
    }

    private void refuse(Pending batch, RuntimeException why) {
        keep(batch.records().subList(0, Math.min(survivors, batch.records().size())));
        survivors = 0;
        refusals++;
        failed |= why instanceof StorageException problem && !problem.isRetryable();
        batch.done().completeExceptionally(why);
    }

    private void keep(List<DeliveryRecord> records) {
        durable.addAll(records);
    }

    /** Remembers what the outbox may believe to be remembered. */
    final void acknowledge(DeliveryRecord record) {
        if (record instanceof DeliveryRecord.Sent sent) {
            acknowledged.addAll(sent.keys());
            acknowledged.addAll(sent.merged());
        } else if (record instanceof DeliveryRecord.Again again) {
            again.keys().forEach(acknowledged::remove);
        }
    }

    /** The messages whose success is recorded for good. */
    Set<MessageKey> acknowledged() {
        return acknowledged;
    }

    List<DeliveryRecord> durable() {
        return durable;
    }

    int unforced() {
        return pending.map(batch -> batch.records().size()).orElse(0);
    }

    int compactions() {
        return compactions;
    }

    /** How often records were refused. */
    int refusals() {
        return refusals;
    }
}
