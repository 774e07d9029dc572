package io.pteroorders.core.task;

import java.time.Instant;

/**
 * The progress of a piece of work. Immutable and thread-safe.
 *
 * @param key which
 * @param state how far
 * @param attempts after how many tries in vain it waited for another; the one that decided it is not among them
 * @param since when it became due, or was decided
 * @param reason why it was not done, in plain English without personal data; may be empty
 */
public record TaskStatus<K extends TaskKey>(K key, State state, int attempts, Instant since, String reason) {

    /** How far work can have come. */
    public enum State {
        /** It is to be done. */
        WAITING,
        /** It was done. */
        DONE,
        /** It was needless beside a newer one, and went with it. */
        MERGED,
        /** It cannot be done, unless somebody asks for another try. */
        DEAD,
        /** Nobody needs it any more. */
        DROPPED
    }
}
