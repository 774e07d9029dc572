package io.pteroorders.storage.json;

import org.jspecify.annotations.Nullable;

/** A store did not keep its word. */
final class BrokenPromise extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenPromise(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
