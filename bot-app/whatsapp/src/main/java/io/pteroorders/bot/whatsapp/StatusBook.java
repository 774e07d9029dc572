package io.pteroorders.bot.whatsapp;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.bot.whatsapp.ReceivedStatus.State;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What the statuses say of our messages of late, by our own ids. Statuses come in any order, twice, and before the answer
 * to the request that they are about; they only ever climb. Thread-safe.
 */
final class StatusBook {

    private static final int REMEMBERED = 20_000;

    private final Cache<String, CompletableFuture<ReceivedStatus>> first =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<String, State> highest =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /** A message is about to be sent, or sent again. */
    void expect(String ourId) {
        first.put(ourId, new CompletableFuture<>());
        highest.invalidate(ourId);
    }

    /** Takes note of a status; whether it is the first to say that the message failed. */
    boolean note(String ourId, ReceivedStatus status) {
        boolean failedNow = climb(ourId, status.state());
        statusOf(ourId).complete(status);
        return failedNow;
    }

    private synchronized boolean climb(String ourId, State state) {
        Optional<State> before = state(ourId);
        State now = before.map(known -> higher(known, state)).orElse(state);
        highest.put(ourId, now);
        return now == State.FAILED && before.filter(State.FAILED::equals).isEmpty();
    }

    private CompletableFuture<ReceivedStatus> statusOf(String ourId) {
        return first.asMap().computeIfAbsent(ourId, id -> new CompletableFuture<>());
    }

    private static State higher(State one, State other) {
        return rank(one) >= rank(other) ? one : other;
    }

    /** What was delivered did not fail. */
    private static int rank(State state) {
        return switch (state) {
            case QUEUED -> 0;
            case SENT -> 1;
            case FAILED -> 2;
            case DELIVERED -> 3;
            case READ -> 4;
        };
    }

    /** How far a message is known to be; empty if nothing is known. */
    Optional<State> state(String ourId) {
        return Optional.ofNullable(highest.getIfPresent(ourId));
    }

    /** Whether a message is known to have been taken. */
    boolean wasTaken(String ourId) {
        return state(ourId).filter(state -> state != State.FAILED).isPresent();
    }

    /** The first status of a message; empty if there is none for so long. */
    CompletableFuture<Optional<ReceivedStatus>> await(String ourId, Duration atMost) {
        return statusOf(ourId)
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
