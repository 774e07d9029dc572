package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The right of one process to work for parts of a shop: to answer their people, to keep what belongs to them, and to do
 * what is due for them. No two processes hold the same part at the same time: whoever lost one finds out at the next
 * write, which is refused.
 *
 * <p>Thread-safe.
 */
public interface Lease extends AutoCloseable {

    /** The parts that are held. */
    ImmutableSet<Part> parts();

    /**
     * Opens a list of records, which is empty at first. It is open once at a time, and until the lease ends.
     *
     * @param name 1 to 32 lower-case letters, digits and dashes
     * @param reader takes the JSON of each value of the parts that are held, in the order in which they were added,
     *     before this method returns
     * @throws StorageException if it cannot be read
     * @throws IllegalStateException if it is open already
     */
    Records records(String name, Consumer<String> reader);

    /**
     * Opens a list of records of which only its end matters here: nothing that is there is read.
     *
     * @throws StorageException if it cannot be opened
     * @throws IllegalStateException if it is open already
     */
    Records records(String name);

    /**
     * Begins to take messages of the parts that are held out of a queue; one consumer at a time.
     *
     * @param queue the queue's name
     * @throws StorageException if it cannot be read
     * @throws IllegalStateException if it is taken from already
     */
    QueueConsumer consumer(String queue);

    /** Why nothing more can be written by it; empty while it can, or may again by itself. */
    Optional<String> failure();

    /**
     * Lets others take the parts. What was added to its records is written first, if that is possible. Doing it again
     * does nothing.
     */
    @Override
    void close();
}
