package io.pteroorders.bot.whatsapp;

import java.time.Duration;
import java.util.Optional;

/**
 * What came back from a request to the Graph API. Immutable and thread-safe.
 *
 * @param kind what became of the request
 * @param error what a refusal asks for; {@link GraphError#RETRY} otherwise
 * @param reason what a refusal says, in plain English, without personal data; empty otherwise
 * @param id of the message or the file that was taken, as far as the answer says
 * @param retryAfter how long the API wants to be left alone
 */
record GraphAnswer(Kind kind, GraphError error, String reason, Optional<String> id, Optional<Duration> retryAfter) {

    /** What became of a request. */
    enum Kind {
        /** The message was taken. */
        ACCEPTED,
        /** It was refused. */
        REFUSED,
        /** It never got there. */
        NOT_SENT,
        /** It was sent, and nobody knows what became of it. */
        UNKNOWN
    }

    static final GraphAnswer NOT_SENT = of(Kind.NOT_SENT);
    static final GraphAnswer UNKNOWN = of(Kind.UNKNOWN);

    private static GraphAnswer of(Kind kind) {
        return new GraphAnswer(kind, GraphError.RETRY, "", Optional.empty(), Optional.empty());
    }

    static GraphAnswer accepted(Optional<String> id) {
        return new GraphAnswer(Kind.ACCEPTED, GraphError.RETRY, "", id, Optional.empty());
    }

    static GraphAnswer refused(GraphError error, String reason, Optional<Duration> retryAfter) {
        return new GraphAnswer(Kind.REFUSED, error, reason, Optional.empty(), retryAfter);
    }
}
