package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A durable list of JSON values, for state beside the orders: {@link RecordLog} keeps one in a directory, the store in a
 * database one in a table. Whoever opens one reads it whole, and keeps in memory what it adds up to.
 *
 * <p>Implementations are thread-safe.
 */
public interface Records extends AutoCloseable {

    /**
     * Adds a value and waits until it is durable.
     *
     * @param json one JSON value on one line
     * @throws StorageException if it could not be made durable; its outcome says whether it may be there
     */
    void append(byte[] json);

    /**
     * Adds a value without waiting.
     *
     * @return completes when it is durable, with a number that grows from one value to the next; exceptionally with a
     *     {@link StorageException} if it never will be
     */
    CompletionStage<Long> submit(byte[] json);

    /**
     * Adds values without waiting, one after another and nothing between them.
     *
     * @param values at least one
     * @return completes when all are durable; exceptionally with a {@link StorageException} if one never will be: then
     *     those after it never will be either, and those before it may be
     */
    CompletionStage<?> submitAll(List<byte[]> values);

    /**
     * Replaces all values. A crash leaves either those before or these. Values that are added meanwhile come after these.
     *
     * @throws IOException if the values before are still in force
     */
    void compact(Iterable<byte[]> values) throws IOException;

    /** What opening the list found that the operator should know. */
    default ImmutableList<String> notices() {
        return ImmutableList.of();
    }

    /** Why it takes no more values; empty while it does, or may again by itself. */
    Optional<String> failure();

    /** Ends it in order. Doing it again does nothing. */
    @Override
    void close();
}
