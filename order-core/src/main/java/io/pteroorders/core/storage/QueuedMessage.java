package io.pteroorders.core.storage;

import com.google.common.base.CharMatcher;
import com.google.common.base.Preconditions;
import java.time.Instant;

/**
 * A message in a {@link MessageQueue}. Immutable and thread-safe.
 *
 * @param number grows in the order in which messages came
 * @param key what this message has in common with no other
 * @param value as it was added
 * @param receivedAt when it was added
 */
public record QueuedMessage(long number, String key, JsonValue value, Instant receivedAt) {

    private static final int LONGEST_KEY = 64;
    private static final CharMatcher VISIBLE = CharMatcher.inRange('!', '~');

    /**
     * A message in a queue.
     *
     * @throws IllegalArgumentException if the key is none
     */
    public QueuedMessage {
        checkKey(key);
    }

    /**
     * Lets a key pass that can be one.
     *
     * @throws IllegalArgumentException if it has not 1 to 64 visible ASCII characters
     */
    public static void checkKey(String key) {
        Preconditions.checkArgument(
                !key.isEmpty() && key.length() <= LONGEST_KEY && VISIBLE.matchesAllOf(key),
                "a key has 1 to 64 visible ASCII characters");
    }
}
