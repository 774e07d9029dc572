package io.pteroorders.bot.whatsapp;

import io.pteroorders.core.storage.StorageException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** What becomes of a webhook that may be what it says. Thread-safe. */
final class WebhookIntake implements WebhookHandler.Taker {

    private final WebhookReader reader;
    private final Function<Received, CompletionStage<Void>> keeper;
    private final Supplier<Optional<String>> closed;
    private final AtomicLong ignored = new AtomicLong();

    /**
     * An intake.
     *
     * @param keeper keeps what it says; completes when that is durable
     * @param closed why nothing is taken at present; empty while all is well
     */
    WebhookIntake(
            WebhookReader reader, Function<Received, CompletionStage<Void>> keeper, Supplier<Optional<String>> closed) {
        this.reader = reader;
        this.keeper = keeper;
        this.closed = closed;
    }

    @Override
    public CompletionStage<Void> take(byte[] body) throws PayloadException {
        Received received = reader.read(Payload.parse(body));
        Optional<String> why = closed.get();
        if (why.isPresent()) {
            return CompletableFuture.failedFuture(StorageException.rejected(why.get(), null));
        }
        ignored.addAndGet(received.ignored());
        return keeper.apply(received);
    }

    /** How many items of webhooks said nothing to this shop. */
    long ignored() {
        return ignored.get();
    }
}
