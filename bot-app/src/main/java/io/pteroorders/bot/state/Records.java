package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A durable list of JSON values, in a file or in a database. Thread-safe. */
interface Records extends AutoCloseable {

    /** Where lists are kept. */
    @FunctionalInterface
    interface Place {

        /**
         * Opens a list, which is empty at first.
         *
         * @param name lower-case letters
         * @param reader takes each value, in the order in which they were added, before this method returns
         */
        Records open(String name, Consumer<byte[]> reader);
    }

    /**
     * Adds a value, which is durable when this returns.
     *
     * @throws io.pteroorders.core.storage.StorageException if it could not be made so
     */
    void append(byte[] json);

    /** Adds a value without waiting; completes when it is durable, exceptionally if it never will be. */
    CompletionStage<?> submit(byte[] json);

    /**
     * Replaces all values. A crash leaves either those before or these.
     *
     * @throws IOException if those before are still in force
     */
    void compact(Iterable<byte[]> values) throws IOException;

    /** What opening found that the operator should know. */
    ImmutableList<String> notices();

    /** Why it takes no more values; empty while it works. */
    Optional<String> failure();

    @Override
    void close();
}
