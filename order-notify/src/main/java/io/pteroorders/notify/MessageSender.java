package io.pteroorders.notify;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** Hands messages to a transport: WhatsApp, a terminal, e-mail, whatever an embedder has. Thread-safe. */
@FunctionalInterface
public interface MessageSender {

    /**
     * Sends a message. Messages to one chat are sent in the order of the calls.
     *
     * @return completes with what became of it, possibly at once; never exceptionally for a message that was not sent
     */
    CompletionStage<SendResult> send(OutgoingMessage message);

    /**
     * Says who is to be told of messages that were taken over and turned out not to be delivered.
     *
     * @param listener called by any thread with a message's id and what {@link #send} would have said had it known; not for
     *     messages of long ago
     */
    default void onUndelivered(BiConsumer<String, SendResult> listener) {}

    /**
     * What was learned since of a message that was sent.
     *
     * @param messageId {@link OutgoingMessage#id}
     * @return empty if nothing was, or if the sender never learns anything
     */
    default Optional<Receipt> receipt(String messageId) {
        return Optional.empty();
    }
}
