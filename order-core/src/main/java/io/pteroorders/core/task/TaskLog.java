package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A log of records that must be known again after a restart: a list that grows, and is replaced by a shorter one
 * from time to time. Whoever made it closes it, after whoever appends.
 *
 * <p>Thread-safe.
 *
 * @param <R> the records
 */
public interface TaskLog<R> {

    /** All records that are durable, in the order in which they were appended. Called once, first. */
    Iterable<R> read();

    /**
     * Adds records without waiting for the disk. After a crash the records are there up to some one, without a gap. No
     * more are added before it is known what became of these.
     *
     * @param records at least one
     * @return completes in any case, for whoever opens or closes a client waits for it: when all are durable; with a {@linkplain StorageException#isRetryable() retryable}
     *     {@link StorageException} if they are not, but may be when they are added again: the first of them may be there
     *     twice then. With anything else nothing more is added
     */
    CompletionStage<?> append(ImmutableList<R> records);

    /**
     * Replaces all records by these, also those that are being added. A crash leaves either those before or these.
     *
     * @throws RuntimeException if the records before are still in force; they go on to be appended to
     */
    void compact(ImmutableList<R> records);

    /** A log that is forgotten when the program ends. */
    static <R> TaskLog<R> inMemory() {
        List<R> kept = new ArrayList<>();
        return new TaskLog<>() {
            @Override
            public synchronized Iterable<R> read() {
                return ImmutableList.copyOf(kept);
            }

            @Override
            public synchronized CompletionStage<?> append(ImmutableList<R> records) {
                kept.addAll(records);
                return CompletableFuture.completedFuture(records);
            }

            @Override
            public synchronized void compact(ImmutableList<R> records) {
                kept.clear();
                kept.addAll(records);
            }
        };
    }
}
