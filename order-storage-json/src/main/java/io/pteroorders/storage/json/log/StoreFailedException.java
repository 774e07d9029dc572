package io.pteroorders.storage.json.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says that what is on the disk is no longer known; nothing more may be written. */
public final class StoreFailedException extends IOException {

    private static final long serialVersionUID = 1;

    public StoreFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
