package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.StorageException;
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
     * Adds records without waiting for the disk. After a crash the records are there up to some one, without a gap. No
     * more are added before it is known what became of these.
     *
     * @param records at least one
     * @return completes when all are durable; with a {@linkplain StorageException#isRetryable() retryable}
     *     {@link StorageException} if they are not, but may be when they are added again: the first of them may be there
     *     twice then. With anything else nothing more is added
     */
    CompletionStage<?> append(ImmutableList<DeliveryRecord> records);

    /**
     * Replaces all records by these, also those that are being added. A crash leaves either those before or these.
     *
     * @throws RuntimeException if the records before are still in force; they go on to be appended to
     */
    void compact(ImmutableList<DeliveryRecord> records);

    /** The name of the records that {@link #of} keeps. */
    String RECORDS = "outbox";

    /**
     * A log in the records of a shop, as durable as they are.
     *
     * @param lease as long as which it works
     * @throws StorageException if it cannot be read
     */
    static DeliveryLog of(Lease lease) {
        return new RecordedDeliveries(lease);
    }

    /** A log that is forgotten when the program ends. */
    static DeliveryLog inMemory() {
        List<DeliveryRecord> kept = new ArrayList<>();
        return new DeliveryLog() {
            @Override
            public synchronized Iterable<DeliveryRecord> read() {
                return ImmutableList.copyOf(kept);
            }

            @Override
            public synchronized CompletionStage<?> append(ImmutableList<DeliveryRecord> records) {
                kept.addAll(records);
                return CompletableFuture.completedFuture(records);
            }

            @Override
            public synchronized void compact(ImmutableList<DeliveryRecord> records) {
                kept.clear();
                kept.addAll(records);
            }
        };
    }
}
