package io.pteroorders.core.storage;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A durable queue of messages that came in to a shop and are not dealt with yet, under a name. Any process that has the
 * shop open may add; who holds the {@link Lease} takes them out, see {@link QueueConsumer}. The same message is there
 * once, whichever processes it came to.
 *
 * <p>Thread-safe.
 */
public interface MessageQueue {

    /** So many messages may wait. */
    int MOST_WAITING = 10_000;

    /** That a message came is remembered for so long after it was dealt with; in a flood, of the newest 100,000 at least. */
    Duration REMEMBERED = Duration.ofDays(8);

    /**
     * Adds a message, unless it is there or was.
     *
     * @param key what this message has in common with no other, 1 to 64 visible ASCII characters
     * @param message belongs to the part of whoever wrote it
     * @return completes when it is durable; exceptionally with a {@link StorageException} if it is not known to be, and
     *     with a {@link QueueFullException} if {@value #MOST_WAITING} wait. It is safe to add it again then
     * @throws IllegalArgumentException if the key is none
     */
    CompletionStage<Void> add(String key, JsonValue message);

    /**
     * Whether all that was added here since the shop was opened is dealt with.
     *
     * @throws StorageException if that cannot be found out
     */
    boolean isDrained();
}
