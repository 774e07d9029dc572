package io.pteroorders.storage.json;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for an answer; an interrupt is kept for the caller and does not shorten the wait. */
final class Waiting {

    private Waiting() {}

    /** @throws RuntimeException what the answer failed with */
    static <T> T forAnswer(CompletableFuture<T> answer) {
        try {
            return Uninterruptibles.getUninterruptibly(answer);
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }

    /** @throws IOException if the answer failed with one */
    static <T> T io(CompletableFuture<T> answer) throws IOException {
        try {
            return Uninterruptibles.getUninterruptibly(answer);
        } catch (ExecutionException e) {
            Throwables.throwIfInstanceOf(e.getCause(), IOException.class);
            Throwables.throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }
}
