package io.pteroorders.panel;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the panel answered. Immutable and thread-safe. */
final class Answer {

    private static final int MUCH = 65_536;

    private final int status;
    private final Optional<String> retryAfter;
    private final Optional<String> location;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param retryAfter when it wants to be asked again, as it says it
     * @param location where it says that it is
     * @param body as it came; nobody changes it
     */
    Answer(int status, Optional<String> retryAfter, Optional<String> location, byte[] body) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.location = location;
        this.body = body;
    }

    int status() {
        return status;
    }

    Optional<String> retryAfter() {
        return retryAfter;
    }

    Optional<String> location() {
        return location;
    }

    byte[] body() {
        return body;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body, or much of its beginning, as a text. */
    String text() {
        return new String(body, 0, Math.min(body.length, MUCH), StandardCharsets.UTF_8);
    }
}
