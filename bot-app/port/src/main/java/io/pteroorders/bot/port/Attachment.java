package io.pteroorders.bot.port;

import com.google.common.io.ByteSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A file that came with a message. It stays where it is until somebody wants it. Thread-safe. */
@FunctionalInterface
public interface Attachment {

    /** The most bytes that a file may have. */
    int MAX_BYTES = 10 << 20;

    /**
     * Fetches the file, which has at most {@value #MAX_BYTES} bytes.
     *
     * @return completes with its content; empty if it is too large, is not what was sent, or cannot be had. Never
     *     completes exceptionally
     */
    CompletionStage<Optional<ByteSource>> fetch();
}
