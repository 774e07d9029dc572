package io.pteroorders.notify.text;

import org.jspecify.annotations.Nullable;

/** A template or word file is missing or wrong; the message names the file, the line and what is allowed. */
public final class TextException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TextException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
