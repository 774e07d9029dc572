package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Hands messages to the sender, and records what became of them. Only {@link #send} may be called by any thread. */
final class Dispatcher {

    private record Returned(Envelope envelope, SendResult result) {}

    private final MessageSender sender;
    private final Lanes lanes;
    private final Journaled journal;
    private final Clock clock;
    private final Runnable wake;
    private final Queue<Returned> returned = new ConcurrentLinkedQueue<>();

    Dispatcher(MessageSender sender, Lanes lanes, Journaled journal, Clock clock, Runnable wake) {
        this.sender = sender;
        this.lanes = lanes;
        this.journal = journal;
        this.clock = clock;
        this.wake = wake;
    }

    /** Whatever a sender does, the message returns in the end: a failure of its own may be over at the next try. */
    void send(Envelope envelope) {
        try {
            sender.send(envelope.message()).whenComplete((result, failure) -> {
                returned.add(new Returned(envelope, sent(result, failure)));
                wake.run();
            });
        } catch (RuntimeException e) {
            returned.add(new Returned(envelope, failed(e)));
        }
    }

    private static SendResult sent(@Nullable SendResult result, @Nullable Throwable failure) {
        if (failure != null) {
            return failed(failure);
        }
        return Objects.requireNonNullElse(result, SendResult.tryAgain("the sender gave no result"));
    }

    private static SendResult failed(Throwable failure) {
        return SendResult.tryAgain("the sender failed: " + failure.getClass().getSimpleName());
    }

    /** Records what came back meanwhile. */
    void settle() {
        for (Returned next = returned.poll(); next != null; next = returned.poll()) {
            settle(next.envelope(), next.result());
            lanes.returned(next.envelope().lane());
        }
    }

    private void settle(Envelope envelope, SendResult result) {
        result.notBefore().ifPresent(envelope.lane()::closeUntil);
        if (envelope.mostTried().isEmpty()) {
            return;
        }
        switch (result.kind()) {
            case SENT ->
                journal.accept(new DeliveryRecord.Sent(
                        Envelope.keys(envelope.told()), Envelope.keys(envelope.merged()), clock.instant()));
            case TRY_AGAIN -> tryAgain(envelope, result);
            case FAILED -> failed(envelope, result.reason());
        }
    }

    private void tryAgain(Envelope envelope, SendResult result) {
        Delivery delivery = envelope.mostTried().orElseThrow();
        Instant now = clock.instant();
        Instant since = delivery.firstTried(now);
        if (!now.isBefore(since.plus(Backoff.PATIENCE))) {
            journal.accept(new DeliveryRecord.Dead(envelope.coveredKeys(), now, result.reason()));
            return;
        }
        int attempts = delivery.attempts() + 1;
        Instant next = now.plus(Backoff.after(delivery.key(), attempts));
        Instant notBefore = Optional.of(next)
                .filter(it -> result.notBefore().filter(it::isBefore).isEmpty())
                .orElseGet(() -> result.notBefore().orElse(next));
        journal.accept(new DeliveryRecord.Tried(envelope.coveredKeys(), attempts, since, notBefore, result.reason()));
    }

    /** Where a reply was refused, the texts that it stood for may pass. */
    private void failed(Envelope envelope, String reason) {
        if (!envelope.reply()) {
            ImmutableList<MessageKey> keys = envelope.coveredKeys();
            journal.accept(new DeliveryRecord.Dead(keys, clock.instant(), reason));
        }
    }
}
