package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The end of a {@link MessageQueue} from which messages are taken, for the holder of the {@link Lease}. What an earlier
 * holder did not {@linkplain #done finish} comes again.
 *
 * <p>Durability: that a message is done is written soon after; a crash before makes it come once more.
 *
 * <p>Thread-safe.
 */
public interface QueueConsumer extends AutoCloseable {

    /** The next message, in the order in which they came; waits for one. Empty after {@link #end}. */
    Optional<QueuedMessage> take() throws InterruptedException;

    /** Makes {@link #take} come to its end; what was not taken stays for whoever comes next. */
    void end();

    /** A message is dealt with, and comes no more. */
    default void done(QueuedMessage message) {
        done(message, "");
    }

    /**
     * The same, of which something is kept as long as it is {@linkplain MessageQueue#REMEMBERED remembered}.
     *
     * @param kept one JSON value on one line, or nothing
     */
    void done(QueuedMessage message, String kept);

    /**
     * What was kept of the messages that were dealt with in this last time, in no order.
     *
     * @throws StorageException if it cannot be read
     */
    ImmutableList<String> kept(Duration last);

    /**
     * Forgets all of the messages that were dealt with but that they came: the store keeps their words nowhere any more.
     *
     * @param which of the others are forgotten too, by their JSON or by what was {@linkplain #done(QueuedMessage, String)
     *     kept} of them: they count as dealt with, and nothing is kept
     * @throws StorageException if something is left; it can be asked for again
     */
    void forget(Predicate<String> which);

    /**
     * How many messages wait, taken or not.
     *
     * @throws StorageException if they cannot be counted
     */
    int waiting();

    /**
     * When the oldest message came that is not dealt with; empty if none waits.
     *
     * @throws StorageException if that cannot be found out
     */
    Optional<Instant> oldest();

    /** {@linkplain #end Ends} it, and writes what is done, if that is possible. Doing it again does nothing. */
    @Override
    void close();
}
