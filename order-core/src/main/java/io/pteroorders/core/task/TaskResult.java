package io.pteroorders.core.task;

import java.time.Instant;
import java.util.Optional;

/**
 * The result of one try. Immutable and thread-safe.
 *
 * @param kind what came of it
 * @param reason why it was not done, in plain English, without personal data; empty for {@link Kind#DONE}
 * @param notBefore when to try again at the earliest, for {@link Kind#AGAIN}
 */
public record TaskResult(Kind kind, String reason, Optional<Instant> notBefore) {

    /** What can come of a try. */
    public enum Kind {
        /** It is done. */
        DONE,
        /** It was not done, or nobody knows; another try may help. */
        AGAIN,
        /** Nothing of this work can be done at present. That is no try of this piece, which waits. */
        CLOSED,
        /** It can be done only once the person for whom it is was heard from. */
        UNREACHABLE,
        /** It was not done and never will be. */
        FAILED
    }

    /** It is done. */
    public static final TaskResult DONE = new TaskResult(Kind.DONE, "", Optional.empty());

    /** It was not done, or nobody knows; another try may help. */
    public static TaskResult again(String reason) {
        return new TaskResult(Kind.AGAIN, reason, Optional.empty());
    }

    /** Like {@link #again(String)}, but not earlier than that. */
    public static TaskResult again(String reason, Instant notBefore) {
        return new TaskResult(Kind.AGAIN, reason, Optional.of(notBefore));
    }

    /** Nothing of this work can be done at present; the piece waits for as long as that lasts. */
    public static TaskResult closed(String reason) {
        return new TaskResult(Kind.CLOSED, reason, Optional.empty());
    }

    /** It can be done only once the person for whom it is was heard from; it is dead until then. */
    public static TaskResult unreachable(String reason) {
        return new TaskResult(Kind.UNREACHABLE, reason, Optional.empty());
    }

    /** It was not done and never will be. */
    public static TaskResult failed(String reason) {
        return new TaskResult(Kind.FAILED, reason, Optional.empty());
    }
}
