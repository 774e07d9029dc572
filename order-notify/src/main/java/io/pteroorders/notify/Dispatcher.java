package io.pteroorders.notify;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages to the sender, and records what became of them. Only {@link #send} may be called by any thread. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** A sender that says nothing for so long is taken to have failed, so that its receiver's other messages go on. */
    static final int MINUTES_TO_ANSWER = 5;

    /** How long nothing is tried while nothing can be sent to anybody; whoever opens the way out tells nobody. */
    static final Duration CLOSED = Duration.ofSeconds(5);

    /** How often a reply to a mere question is tried: some eight minutes. */
    static final int REPLY_TRIES = 10;

    private static final Duration TIME_TO_ANSWER = Duration.ofMinutes(MINUTES_TO_ANSWER);
    private static final int REMEMBERED = 5_000;

    private record Returned(Envelope envelope, SendResult result) {}

    private record Undelivered(String messageId, SendResult result) {}

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
    private final LostReplies lost;
    private final Queue<Returned> returned = new ConcurrentLinkedQueue<>();
    private final Queue<Undelivered> undelivered = new ConcurrentLinkedQueue<>();

    /** What was sent of late, for the case that it turns out not to be delivered. */
    private final Cache<String, Envelope> sent =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /** What turned out so before it was known to be sent. */
    private final Cache<String, SendResult> early =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /** One for each lane at most, the first first. */
    private final Map<Lane, OnItsWay> onTheirWay = new LinkedHashMap<>();

    Dispatcher(
            MessageSender sender,
            Lanes lanes,
            LostReplies lost,
            Journaled journal,
            Clock clock,
            SteadyClock steady,
            Runnable wake) {
        this.sender = sender;
        this.lanes = lanes;
        this.lost = lost;
        this.journal = journal;
        this.clock = clock;
        this.steady = steady;
        this.wake = wake;
        sender.onUndelivered((id, result) -> {
            undelivered.add(new Undelivered(id, result));
            wake.run();
        });
    }

    /** A message is about to be sent; its lane waits for its return. */
    void begin(Envelope envelope) {
        sent.invalidate(envelope.message().id());
        early.invalidate(envelope.message().id());
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
        for (Undelivered next = undelivered.poll(); next != null; next = undelivered.poll()) {
            cameBack(next.messageId(), next.result());
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

    private void cameBack(String messageId, SendResult result) {
        Envelope envelope = sent.getIfPresent(messageId);
        if (envelope == null) {
            early.put(messageId, result);
            return;
        }
        sent.invalidate(messageId);
        settle(envelope, result);
        lanes.changed(lanes.of(envelope.lane().receiver()));
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

    private void settle(Envelope envelope, SendResult told) {
        String id = envelope.message().id();
        SendResult result = Objects.requireNonNullElse(early.getIfPresent(id), told);
        early.invalidate(id);
        result.notBefore().ifPresent(time -> close(envelope.lane(), time));
        switch (result.kind()) {
            case SENT -> sent(envelope);
            case TRY_AGAIN -> tryAgain(envelope, result);
            case CLOSED -> waitFor(envelope);
            case UNREACHABLE -> failed(envelope, result.reason(), true);
            case FAILED -> failed(envelope, result.reason(), false);
        }
    }

    private void close(Lane lane, Instant notBefore) {
        Instant now = steady.instant();
        lane.closeUntil(Backoff.notBefore(now, Optional.of(steady.steady(notBefore)), now));
    }

    private void sent(Envelope envelope) {
        sent.put(envelope.message().id(), envelope);
        if (envelope.standsForNotices()) {
            journal.accept(new DeliveryRecord.Sent(
                    Envelope.keys(envelope.told()), Envelope.keys(envelope.merged()), clock.instant()));
        }
    }

    /** Whoever is first when the way out opens again goes first. */
    private void waitFor(Envelope envelope) {
        lanes.closeUntil(steady.instant().plus(CLOSED));
        Instant oldest = steady.instant().minus(Backoff.PATIENCE);
        envelope.reply().ifPresent(reply -> {
            if (reply.since().isBefore(oldest)) {
                lost.accept(reply, "nothing could be sent for a day");
            } else {
                putBack(envelope, reply);
            }
        });
        reopen(envelope);
    }

    private void putBack(Envelope envelope, Lane.Reply reply) {
        lanes.of(envelope.lane().receiver()).putBack(reply);
    }

    /** What was taken to be delivered waits again. */
    private void reopen(Envelope envelope) {
        ImmutableList<MessageKey> settled = envelope.covered()
                .filter(delivery -> !delivery.isWaiting())
                .map(Delivery::key)
                .collect(ImmutableList.toImmutableList());
        if (!settled.isEmpty()) {
            journal.accept(new DeliveryRecord.Again(settled, clock.instant()));
        }
    }

    private void tryAgain(Envelope envelope, SendResult result) {
        envelope.mostTried()
                .ifPresentOrElse(
                        delivery -> tryAgain(envelope, delivery, result),
                        () -> tryReplyAgain(envelope, result.reason()));
    }

    private void tryReplyAgain(Envelope envelope, String reason) {
        Lane.Reply reply = envelope.reply().orElseThrow();
        int attempts = reply.attempts() + 1;
        if (attempts >= REPLY_TRIES) {
            lost.accept(reply, reason);
        } else {
            putBack(
                    envelope,
                    reply.tried(
                            steady.instant().plus(Backoff.after(reply.message().id(), attempts))));
        }
    }

    private void tryAgain(Envelope envelope, Delivery delivery, SendResult result) {
        Instant now = clock.instant();
        Instant since = delivery.firstTried(now).isBefore(now) ? delivery.firstTried(now) : now;
        if (!now.isBefore(since.plus(Backoff.PATIENCE))) {
            die(envelope, result.reason(), false);
            return;
        }
        int attempts = delivery.attempts() + 1;
        Instant next = now.plus(Backoff.after(delivery.key().id(), attempts));
        Instant notBefore = Backoff.notBefore(next, result.notBefore(), now);
        reopen(envelope);
        journal.accept(new DeliveryRecord.Tried(envelope.coveredKeys(), attempts, since, notBefore, result.reason()));
    }

    /** Where a reply was refused, the notices that it stood for may pass. */
    private void failed(Envelope envelope, String reason, boolean untilHeard) {
        envelope.reply()
                .ifPresentOrElse(
                        reply -> {
                            lost.accept(reply, reason);
                            reopen(envelope);
                        },
                        () -> die(envelope, reason, untilHeard));
    }

    private void die(Envelope envelope, String reason, boolean untilHeard) {
        ImmutableList<MessageKey> keys = envelope.coveredKeys();
        keys.forEach(key -> LOG.warn("{} cannot be delivered to {}: {}", what(key), key.receiver(), reason));
        journal.accept(new DeliveryRecord.Dead(keys, clock.instant(), reason, untilHeard));
    }

    private static String what(MessageKey key) {
        return key.text().file() + " of " + key.order();
    }
}
