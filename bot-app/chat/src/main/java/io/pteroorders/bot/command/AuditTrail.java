package io.pteroorders.bot.command;

import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps who did what to which order, what was refused and denied, and who looked at other people's orders. Thread-safe.
 */
@FunctionalInterface
public interface AuditTrail {

    /** Keeps nothing. */
    AuditTrail NONE = entries -> {};

    /**
     * One use of a command on one order.
     *
     * @param time when it was over
     * @param person who used it; empty if it was another program
     * @param program which one it was, as histories say it
     * @param command its name
     * @param order the order's id, or how it was typed if there is no such order; empty if it concerns none or several
     * @param result what came of it
     */
    record Entry(
            Instant time,
            Optional<PersonId> person,
            Optional<String> program,
            String command,
            Optional<String> order,
            Result result) {

        /** One by a person. */
        public Entry(Instant time, PersonId person, String command, Optional<String> order, Result result) {
            this(time, Optional.of(person), Optional.empty(), command, order, result);
        }

        /** Who it was, as histories say it. */
        public String who() {
            return person.map(PersonId::text).or(() -> program).orElseThrow();
        }
    }

    /**
     * Adds entries, which are durable when this returns.
     *
     * @throws io.pteroorders.core.storage.StorageException if they cannot be kept
     */
    void append(List<Entry> entries);

    /**
     * Adds entries of what has happened already. Where they can wait they are kept as soon as they can be.
     *
     * @throws io.pteroorders.core.storage.StorageException if they can neither be kept nor wait
     */
    default void keep(List<Entry> entries) {
        append(entries);
    }

    /**
     * Forgets entries of before a time.
     *
     * @throws io.pteroorders.core.storage.StorageException if they are still there
     */
    default void forgetBefore(Instant time) {}
}
