package io.pteroorders.core.order;

import java.time.Instant;
import java.util.Objects;

/**
 * One entry of an order's history. Immutable and thread-safe.
 *
 * @param status the status that the order got
 * @param timestamp when, cut to milliseconds
 * @param updatedBy who: {@code system}, {@code system:} and a part of the program or who told it, such as
 *     {@code system:midtrans}, {@code key:} and the name of a key that another program shows, such as {@code key:billing}, or
 *     the text of a person's identity
 * @param notes what was said; cleaned; may be empty
 */
public record StatusChange(OrderStatus status, Instant timestamp, String updatedBy, String notes) {

    /** Who made a change that no person made. */
    public static final String SYSTEM = "system";

    /** What the names of keys begin with that other programs show. */
    public static final String KEY = "key:";

    private static final String PART_OF_SYSTEM = SYSTEM + ":";

    /** The note of every order's first entry. */
    public static final String CREATED_NOTE = "Order created";

    /** @throws IllegalArgumentException if {@code updatedBy} is blank */
    public StatusChange {
        Objects.requireNonNull(status, "status");
        timestamp = Times.cut(timestamp);
        updatedBy = FreeText.clean(updatedBy);
        notes = FreeText.clean(notes);
        if (updatedBy.isEmpty()) {
            throw new IllegalArgumentException("a change of status needs to say who made it");
        }
    }

    /** Whether somebody named so is the program, or a part of it. */
    public static boolean isSystem(String by) {
        return by.equals(SYSTEM) || by.startsWith(PART_OF_SYSTEM);
    }

    /** Whether somebody named so is another program with a key. */
    public static boolean isKey(String by) {
        return by.startsWith(KEY);
    }

    /** Status, time and the masked identity of who made it; nothing that somebody wrote. */
    @Override
    public String toString() {
        return status.word() + " at " + timestamp + " by " + PersonId.masked(updatedBy);
    }
}
