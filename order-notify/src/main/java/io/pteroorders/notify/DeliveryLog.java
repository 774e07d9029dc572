package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where the outbox keeps what it must know again after a restart: a list that grows, and is replaced by a shorter one
 * from time to time. Whoever made it closes it, after the outbox.
 *
 * <p>Thread-safe.
 */
public interface DeliveryLog {

    /** All records that are durable, in the order in which they were appended. Called once, first. */
    Iterable<DeliveryRecord> read();

    /**
     * Adds a record without waiting for the disk. After a crash the records are there up to some one, without a gap.
     *
     * @return completes when the record is durable; exceptionally if it never will be
     */
    CompletionStage<?> append(DeliveryRecord record);

    /**
     * Replaces all records by these. A crash leaves either those before or these. Nothing is appended meanwhile.
     *
     * @throws RuntimeException if the records before are still in force; they go on to be appended to
     */
    void compact(ImmutableList<DeliveryRecord> records);

    /** A log that is forgotten when the program ends. */
    static DeliveryLog inMemory() {
        List<DeliveryRecord> kept = new ArrayList<>();
        return new DeliveryLog() {
            @Override
            public synchronized Iterable<DeliveryRecord> read() {
                return ImmutableList.copyOf(kept);
            }

            @Override
            public synchronized CompletionStage<?> append(DeliveryRecord record) {
                kept.add(record);
                return CompletableFuture.completedFuture(record);
            }

            @Override
            public synchronized void compact(ImmutableList<DeliveryRecord> records) {
                kept.clear();
                kept.addAll(records);
            }
        };
    }
}
