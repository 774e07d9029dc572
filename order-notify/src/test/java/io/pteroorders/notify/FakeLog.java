package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log that is forced when a test says so; a crash keeps as much of the rest as the test says. */
class FakeLog implements DeliveryLog {

    private record Pending(DeliveryRecord record, CompletableFuture<DeliveryRecord> done) {}

    private final List<DeliveryRecord> durable = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Set<MessageKey> acknowledged = new HashSet<>();
    private boolean forcing;
    private int compactions;

    @Override
    public Iterable<DeliveryRecord> read() {
        return ImmutableList.copyOf(durable);
    }

    @Override
    public CompletionStage<?> append(DeliveryRecord record) {
        CompletableFuture<DeliveryRecord> done = new CompletableFuture<>();
        pending.add(new Pending(record, done));
        if (forcing) {
            force();
        }
        return done;
    }

    @Override
    public void compact(ImmutableList<DeliveryRecord> records) {
        force();
        durable.clear();
        durable.addAll(records);
        compactions++;
    }

    /** Whether every record is forced at once. */
    void setForcing(boolean now) {
        forcing = now;
    }

    void force() {
        keep(pending.size());
    }

    /** The first of what is not forced yet survives, the others are lost. */
    void crash(int survive) {
        keep(Math.min(survive, pending.size()));
        pending.clear();
    }

    private void keep(int count) {
        List<Pending> kept = new ArrayList<>(pending.subList(0, count));
        pending.subList(0, count).clear();
        for (Pending each : kept) {
            durable.add(each.record());
            acknowledge(each.record());
            each.done().complete(each.record());
        }
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
        return pending.size();
    }

    int compactions() {
        return compactions;
    }
}
