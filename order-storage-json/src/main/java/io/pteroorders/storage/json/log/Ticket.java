package io.pteroorders.storage.json.log;

import io.pteroorders.storage.json.log.Journal.Entry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A place in the line before the {@link Committer}: a record to be written, and what it then changes, or only an answer
 * that waits until all before it is durable.
 */
public final class Ticket {

    /** What becomes of a record once it is durable. */
    public interface Effect {

        /** Changes the memory; see {@link Committer.Listener#durable}. */
        void durable(long sequence);

        /** The memory was changed; see {@link Committer.Listener#settled}. */
        void settled();

        /** Changes nothing. */
        Effect NONE = new Effect() {
            @Override
            public void durable(long sequence) {}

            @Override
            public void settled() {}
        };
    }

    private final @Nullable Entry entry;
    private final Effect effect;
    private final CompletableFuture<Long> done = new CompletableFuture<>();

    private Ticket(@Nullable Entry entry, Effect effect) {
        this.entry = entry;
        this.effect = effect;
    }

    /** A record that changes an order. */
    public static Ticket write(Entry entry, Effect effect) {
        return new Ticket(entry, effect);
    }

    /** A record that changes no order. */
    public static Ticket write(Entry entry) {
        return new Ticket(entry, Effect.NONE);
    }

    /** Nothing but the wait. */
    public static Ticket await() {
        return new Ticket(null, Effect.NONE);
    }

    public Optional<Entry> entry() {
        return Optional.ofNullable(entry);
    }

    public Effect effect() {
        return effect;
    }

    /** Completes with the record's number, or with a {@link io.pteroorders.core.storage.StorageException}. */
    public CompletableFuture<Long> done() {
        return done;
    }
}
