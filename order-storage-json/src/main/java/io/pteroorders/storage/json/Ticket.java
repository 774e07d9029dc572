package io.pteroorders.storage.json;

import io.pteroorders.storage.json.Journal.Entry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A thing for the {@link Committer} to do, in its turn: to write a record and then tell what it changed, or only to
 * answer when all before it is durable.
 */
final class Ticket {

    /** What a durable record changes in memory. */
    @FunctionalInterface
    interface Effect {
        Effect NONE = sequence -> {};

        void take(long sequence);
    }

    private final @Nullable Entry entry;
    private final Effect effect;
    private final CompletableFuture<Long> done = new CompletableFuture<>();

    private Ticket(@Nullable Entry entry, Effect effect) {
        this.entry = entry;
        this.effect = effect;
    }

    static Ticket write(Entry entry, Effect effect) {
        return new Ticket(entry, effect);
    }

    static Ticket await() {
        return new Ticket(null, Effect.NONE);
    }

    Optional<Entry> entry() {
        return Optional.ofNullable(entry);
    }

    Effect effect() {
        return effect;
    }

    /** Completes with the record's number, or with a {@link io.pteroorders.core.storage.StorageException}. */
    CompletableFuture<Long> done() {
        return done;
    }
}
