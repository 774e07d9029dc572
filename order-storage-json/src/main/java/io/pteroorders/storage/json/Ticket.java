package io.pteroorders.storage.json;

import io.pteroorders.storage.json.Journal.Entry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A place in the line before the {@link Committer}: a record to be written, and what it then changes, or only an answer
 * that waits until all before it is durable.
 */
final class Ticket {

    /** What a durable record changes in memory. */
    @FunctionalInterface
    interface Effect {
        void take(long sequence);
    }

    private final @Nullable Entry entry;
    private final Pending.@Nullable Change change;
    private final Effect effect;
    private final CompletableFuture<Long> done = new CompletableFuture<>();

    private Ticket(@Nullable Entry entry, Pending.@Nullable Change change, Effect effect) {
        this.entry = entry;
        this.change = change;
        this.effect = effect;
    }

    /** A record that changes an order. */
    static Ticket write(Entry entry, Pending.Change change, Effect effect) {
        return new Ticket(entry, change, effect);
    }

    /** A record that changes no order. */
    static Ticket write(Entry entry) {
        return new Ticket(entry, null, sequence -> {});
    }

    /** Nothing but the wait. */
    static Ticket await() {
        return new Ticket(null, null, sequence -> {});
    }

    Optional<Entry> entry() {
        return Optional.ofNullable(entry);
    }

    Optional<Pending.Change> change() {
        return Optional.ofNullable(change);
    }

    Effect effect() {
        return effect;
    }

    /** Completes with the record's number, or with a {@link io.pteroorders.core.storage.StorageException}. */
    CompletableFuture<Long> done() {
        return done;
    }
}
