package io.pteroorders.core.task;

import io.pteroorders.core.storage.Part;

/**
 * The name of one piece of work, the same whenever it is derived: what was done under a key once is not done again.
 * Implementations are immutable values with {@code equals}.
 */
public interface TaskKey {

    /** The key as text, different for each; never changes, since what waits is derived from it. */
    String id();

    /** What sort of work it is; work is paused by kind. */
    String kind();

    /** In which lane it waits: of a lane one piece is tried at a time, the oldest first. */
    String lane();

    /** The part of the person for whom it is done, or {@link Part#SHOP}. */
    Part part();

    /** Whether it comes after all that is not bulk work. */
    default boolean isBulk() {
        return false;
    }
}
