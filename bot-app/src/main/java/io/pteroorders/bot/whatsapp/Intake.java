package io.pteroorders.bot.whatsapp;

import io.pteroorders.core.storage.StorageException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What becomes of a webhook: its statuses are told, its messages are stored. Thread-safe. */
final class Intake implements WebhookHandler.Taker {

    private final WebhookReader reader;
    private final DurableInbox inbox;
    private final Consumer<ReceivedStatus> statuses;
    private final Supplier<Optional<String>> closed;
    private final AtomicLong ignored = new AtomicLong();

    /**
     * An intake.
     *
     * @param statuses hears what became of our messages
     * @param closed why nothing is taken at present; empty while all is well
     */
    Intake(
            WebhookReader reader,
            DurableInbox inbox,
            Consumer<ReceivedStatus> statuses,
            Supplier<Optional<String>> closed) {
        this.reader = reader;
        this.inbox = inbox;
        this.statuses = statuses;
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
        received.statuses().forEach(statuses);
        return inbox.store(received.messages());
    }

    /** How many items of webhooks said nothing to this shop. */
    long ignored() {
        return ignored.get();
    }
}
