package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Hands messages to the sender, and records what became of them. Only {@link #send} may be called by any thread. */
final class Dispatcher {

    /** A sender that says nothing for so long is taken to have failed, so that its receiver's other messages go on. */
    static final int MINUTES_TO_ANSWER = 5;

    private static final Duration TIME_TO_ANSWER = Duration.ofMinutes(MINUTES_TO_ANSWER);

    private record Returned(Envelope envelope, SendResult result) {}

    private record OnItsWay(Envelope envelope, Instant since) {

        Instant overdue() {
            return since.plus(TIME_TO_ANSWER);
        }
    }

    private final MessageSender sender;
    private final Lanes lanes;
    private final Journaled journal;
    private final Clock clock;
    private final SteadyClock steady;
    private final Runnable wake;
    private final Queue<Returned> returned = new ConcurrentLinkedQueue<>();

    /** One for each lane at most, the first first. */
    private final Map<Lane, OnItsWay> onTheirWay = new LinkedHashMap<>();

    Dispatcher(MessageSender sender, Lanes lanes, Journaled journal, Clock clock, SteadyClock steady, Runnable wake) {
        this.sender = sender;
        this.lanes = lanes;
        this.journal = journal;
        this.clock = clock;
        this.steady = steady;
        this.wake = wake;
    }

    /** A message is about to be sent; its lane waits for its return. */
    void begin(Envelope envelope) {
        onTheirWay.put(envelope.lane(), new OnItsWay(envelope, steady.instant()));
        lanes.sending(envelope.lane());
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

    /** Records what came back meanwhile, or should have. */
    void settle() {
        for (Returned next = returned.poll(); next != null; next = returned.poll()) {
            came(next.envelope(), next.result());
        }
        Instant now = steady.instant();
        for (Optional<OnItsWay> first = first(); first.isPresent(); first = first()) {
            if (first.get().overdue().isAfter(now)) {
                return;
            }
            end(first.get(), SendResult.tryAgain("the sender gave no answer"));
        }
    }

    private void came(Envelope envelope, SendResult result) {
        Optional<OnItsWay> awaited = Optional.ofNullable(onTheirWay.get(envelope.lane()))
                .filter(it -> it.envelope().equals(envelope));
        if (awaited.isPresent()) {
            end(awaited.get(), result);
        } else if (result.kind() == SendResult.Kind.SENT) {
            settle(envelope, result);
        }
    }

    private void end(OnItsWay message, SendResult result) {
        Lane lane = message.envelope().lane();
        onTheirWay.remove(lane);
        settle(message.envelope(), result);
        lanes.returned(lane);
    }

    private Optional<OnItsWay> first() {
        return onTheirWay.values().stream().findFirst();
    }

    /** When a message that is on its way is given up; empty if none is. */
    Optional<Instant> nextOverdue() {
        return first().map(OnItsWay::overdue);
    }

    private void settle(Envelope envelope, SendResult result) {
        result.notBefore().ifPresent(time -> close(envelope.lane(), time));
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

    private void close(Lane lane, Instant notBefore) {
        Instant now = steady.instant();
        lane.closeUntil(Backoff.notBefore(now, Optional.of(steady.steady(notBefore)), now));
    }

    private void tryAgain(Envelope envelope, SendResult result) {
        Delivery delivery = envelope.mostTried().orElseThrow();
        Instant now = clock.instant();
        Instant since = delivery.firstTried(now).isBefore(now) ? delivery.firstTried(now) : now;
        if (!now.isBefore(since.plus(Backoff.PATIENCE))) {
            journal.accept(new DeliveryRecord.Dead(envelope.coveredKeys(), now, result.reason()));
            return;
        }
        int attempts = delivery.attempts() + 1;
        Instant next = now.plus(Backoff.after(delivery.key(), attempts));
        Instant notBefore = Backoff.notBefore(next, result.notBefore(), now);
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
