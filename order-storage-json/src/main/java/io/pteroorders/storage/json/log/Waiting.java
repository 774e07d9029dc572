package io.pteroorders.storage.json.log;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for an answer; an interrupt is kept for the caller and does not shorten the wait. */
public final class Waiting {

    private Waiting() {}

    private static Throwable cause(ExecutionException e) {
        return Objects.requireNonNullElse(e.getCause(), e);
    }

    /**
     * Waits for an answer.
     *
     * @throws RuntimeException what the answer failed with
     */
    public static <T> T forAnswer(CompletableFuture<T> answer) {
        try {
            return Uninterruptibles.getUninterruptibly(answer);
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(cause(e));
            throw new IllegalStateException(cause(e));
        }
    }

    /**
     * Waits for an answer.
     *
     * @throws IOException if the answer failed with one
     */
    public static <T> T io(CompletableFuture<T> answer) throws IOException {
        try {
            return Uninterruptibles.getUninterruptibly(answer);
        } catch (ExecutionException e) {
            Throwables.throwIfInstanceOf(cause(e), IOException.class);
            Throwables.throwIfUnchecked(cause(e));
            throw new IllegalStateException(cause(e));
        }
    }
}
