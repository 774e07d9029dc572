package io.pteroorders.storage.json;

import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.StorageException;

/** What the system did not let be opened. */
final class Unopened {

    private Unopened() {}

    /** A failure that may pass, for example for want of space, or a refusal that a person must look at. */
    static RuntimeException because(String what, Exception failure) {
        String message = what + " cannot be used: " + IoReason.of(failure);
        return IoReason.mayPass(failure)
                ? StorageException.retryable(message, failure)
                : new DataRefusedException(
                        message + ". Check that it is a directory which this user may read and write.", failure);
    }
}
