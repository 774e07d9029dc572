package io.pteroorders.core.order;

import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of a request: a value, or the {@link Refusal} that says why not. A refusal is an answer, not a failure, so
 * it is not thrown. Immutable, and thread-safe if the value is.
 *
 * <pre>{@code
 * String reply = service.confirm(admin, request).fold(
 *         order -> "now " + order.status().word(),
 *         refusal -> "refused: " + refusal.code());
 * }</pre>
 *
 * @param <T> the type of the value
 */
public final class Outcome<T> {

    private final @Nullable T value;
    private final @Nullable Refusal refusal;

    private Outcome(@Nullable T value, @Nullable Refusal refusal) {
        this.value = value;
        this.refusal = refusal;
    }

    /** The request was carried out. */
    public static <T> Outcome<T> done(T value) {
        return new Outcome<>(Objects.requireNonNull(value), null);
    }

    /** The request was refused and nothing was changed. */
    public static <T> Outcome<T> refused(Refusal refusal) {
        return new Outcome<>(null, Objects.requireNonNull(refusal));
    }

    /** One of two functions, applied to what is there. */
    public <R> R fold(Function<? super T, ? extends R> onDone, Function<? super Refusal, ? extends R> onRefused) {
        return value != null ? onDone.apply(value) : onRefused.apply(Objects.requireNonNull(refusal));
    }

    /** The same with the value changed; a refusal stays. */
    public <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return fold(v -> done(change.apply(v)), Outcome::refused);
    }

    /** The outcome of a second step that follows on the value; a refusal stays. */
    public <R> Outcome<R> flatMap(Function<? super T, Outcome<R>> next) {
        return fold(next, Outcome::refused);
    }

    /** Whether there is a value. */
    public boolean isDone() {
        return value != null;
    }

    /** The value; empty if it was refused. */
    public Optional<T> value() {
        return fold(Optional::of, refusal -> Optional.empty());
    }

    /** The refusal, if it was refused. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * The value.
     *
     * @throws NoSuchElementException if the request was refused; the message names the refusal
     */
    public T get() {
        return fold(v -> v, refused -> {
            throw new NoSuchElementException("refused: " + refused);
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Outcome<?> that
                && Objects.equals(value, that.value)
                && Objects.equals(refusal, that.refusal);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, refusal);
    }

    @Override
    public String toString() {
        return fold(v -> "done: " + v, r -> "refused: " + r);
    }
}
