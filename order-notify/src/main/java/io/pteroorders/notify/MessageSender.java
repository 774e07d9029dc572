package io.pteroorders.notify;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

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
     * What was learned since of a message that was sent.
     *
     * @param messageId {@link OutgoingMessage#id}
     * @return empty if nothing was, or if the sender never learns anything
     */
    default Optional<Receipt> receipt(String messageId) {
        return Optional.empty();
    }
}
