package io.pteroorders.notify;

import java.time.Instant;

/**
 * How far a message has come. Immutable and thread-safe.
 *
 * @param key which message
 * @param state how far
 * @param attempts how often it was tried in vain
 * @param since when it became due, or was decided
 * @param reason why it was not sent, in plain English without personal data; may be empty
 */
public record DeliveryStatus(MessageKey key, State state, int attempts, Instant since, String reason) {

    /** How far a message can have come. */
    public enum State {
        /** It is to be sent. */
        WAITING,
        /** The transport took it over. */
        SENT,
        /** It was old news and went with a newer message. */
        MERGED,
        /** It cannot be delivered, unless somebody asks for another try. */
        DEAD,
        /** Nobody needs it any more. */
        DROPPED
    }
}
