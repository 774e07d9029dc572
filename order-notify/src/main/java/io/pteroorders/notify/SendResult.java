package io.pteroorders.notify;

import io.pteroorders.core.task.TaskResult;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of handing a message to a {@link MessageSender}. Immutable and thread-safe.
 *
 * @param kind what became of it
 * @param reason why it was not sent, in plain English, without personal data; empty for {@link Kind#SENT}
 * @param notBefore when to try again at the earliest, for {@link Kind#TRY_AGAIN}
 */
public record SendResult(Kind kind, String reason, Optional<Instant> notBefore) {

    /** What can become of a message. */
    public enum Kind {
        /** The transport has taken it over. */
        SENT,
        /** It was not sent, or nobody knows; sending it again may help. */
        TRY_AGAIN,
        /** Nothing can be sent to anybody at present. That is no try of this message, which waits. */
        CLOSED,
        /** It can be sent only once its receiver has written. */
        UNREACHABLE,
        /** It was not sent and never will be. */
        FAILED
    }

    /** The transport has taken the message over. */
    public static final SendResult SENT = new SendResult(Kind.SENT, "", Optional.empty());

    /** The message was not sent, or nobody knows; sending it again may help. */
    public static SendResult tryAgain(String reason) {
        return new SendResult(Kind.TRY_AGAIN, reason, Optional.empty());
    }

    /** Like {@link #tryAgain(String)}, but not earlier than that. */
    public static SendResult tryAgain(String reason, Instant notBefore) {
        return new SendResult(Kind.TRY_AGAIN, reason, Optional.of(notBefore));
    }

    /** Nothing can be sent to anybody at present; the message waits for as long as that lasts. */
    public static SendResult closed(String reason) {
        return new SendResult(Kind.CLOSED, reason, Optional.empty());
    }

    /** The message can be sent only once its receiver has written; see {@link Outbox#heardFrom}. */
    public static SendResult unreachable(String reason) {
        return new SendResult(Kind.UNREACHABLE, reason, Optional.empty());
    }

    /** The message was not sent and never will be. */
    public static SendResult failed(String reason) {
        return new SendResult(Kind.FAILED, reason, Optional.empty());
    }

    /** The same for the engine that makes the tries. */
    TaskResult result() {
        return switch (kind) {
            case SENT -> TaskResult.DONE;
            case TRY_AGAIN -> new TaskResult(TaskResult.Kind.AGAIN, reason, notBefore);
            case CLOSED -> TaskResult.closed(reason);
            case UNREACHABLE -> TaskResult.unreachable(reason);
            case FAILED -> TaskResult.failed(reason);
        };
    }
}
