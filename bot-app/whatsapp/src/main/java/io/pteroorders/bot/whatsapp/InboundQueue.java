package io.pteroorders.bot.whatsapp;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Ordering;
import com.google.common.collect.Streams;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * What webhooks said, on its way through the shop's queue: any process stores it, the one that answers takes messages out
 * and hears what became of those that it sent. Thread-safe.
 */
final class InboundQueue {

    private static final Logger LOG = LoggerFactory.getLogger(InboundQueue.class);

    private final QueueConsumer consumer;
    private final Consumer<ReceivedStatus> statuses;
    private final Map<String, QueuedMessage> taken = new ConcurrentHashMap<>();
    private final AtomicInteger parked = new AtomicInteger();

    /**
     * What came in, for the process that answers.
     *
     * @param statuses hears what became of our messages
     */
    InboundQueue(QueueConsumer consumer, Consumer<ReceivedStatus> statuses) {
        this.consumer = consumer;
        this.statuses = statuses;
    }

    /** Stores what a webhook says; completes when all of it is durable. */
    static CompletionStage<Void> store(MessageQueue queue, Received received, Clock clock) {
        Instant now = clock.instant();
        Stream<CompletionStage<Void>> messages = received.messages().stream()
                .map(message -> queue.add(
                        key(message),
                        value(
                                message,
                                InboxRecord.waiting(timed(message, now), now).toJson())));
        Stream<CompletionStage<Void>> told = received.statuses().stream().flatMap(status -> status.ourId().stream()
                .map(id -> queue.add(
                        key(status, id),
                        new JsonValue(Part.SHOP, InboxRecord.status(status).toJson()))));
        return CompletableFuture.allOf(Streams.concat(messages, told)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }

    private static ReceivedMessage timed(ReceivedMessage message, Instant now) {
        return message.sentBy(
                message.sentAt().filter(sent -> sent.isBefore(now)).orElse(now));
    }

    private static JsonValue value(ReceivedMessage message, String json) {
        return new JsonValue(Part.of(PersonId.whatsApp(message.sender().key())), json);
    }

    /** The same message has the same key, and nobody can choose that of another person's message. */
    static String key(ReceivedMessage message) {
        return RequestId.of(message.sender().key(), message.id()).hex();
    }

    private static String key(ReceivedStatus status, String ourId) {
        return RequestId.of("status", ourId, Ascii.toLowerCase(status.state().name()))
                .hex();
    }

    /** The next message to deal with; waits for one. Empty after {@link #end}. */
    Optional<ReceivedMessage> take() throws InterruptedException {
        for (Optional<QueuedMessage> next = consumer.take(); next.isPresent(); next = consumer.take()) {
            Optional<ReceivedMessage> message = open(next.get());
            if (message.isPresent()) {
                return message;
            }
        }
        return Optional.empty();
    }

    /** The message that it is; empty for what is dealt with at once. */
    private Optional<ReceivedMessage> open(QueuedMessage letter) {
        Optional<InboxRecord> record = read(letter);
        Optional<ReceivedMessage> message = record.flatMap(InboxRecord::received);
        if (message.isPresent() && !isTooOld(message.get(), letter.receivedAt())) {
            taken.put(key(message.get()), letter);
            return message;
        }
        consumer.done(letter, kept(letter, record, message.isPresent()));
        return Optional.empty();
    }

    /** What is kept of something that is no message to answer. */
    private String kept(QueuedMessage letter, Optional<InboxRecord> record, boolean tooOld) {
        if (tooOld) {
            LOG.warn("a message is older than {} days; it is not answered", Intake.OLDEST.toDays());
            parked.incrementAndGet();
            return letter.value().json();
        }
        if (record.flatMap(InboxRecord::writer).isPresent()) {
            return letter.value().json();
        }
        Optional<ReceivedStatus> status = record.flatMap(InboxRecord::told);
        status.ifPresentOrElse(
                statuses, () -> LOG.warn("a message in the queue came by another transport and is not answered"));
        return "";
    }

    private static Optional<InboxRecord> read(QueuedMessage letter) {
        try {
            return Optional.of(InboxRecord.read(letter.value().json()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean isTooOld(ReceivedMessage message, Instant receivedAt) {
        return message.sentAt()
                .filter(sent -> sent.isBefore(receivedAt.minus(Intake.OLDEST)))
                .isPresent();
    }

    /** Makes {@link #take} come to its end. */
    void end() {
        consumer.end();
    }

    /**
     * A message is dealt with, and comes no more. In a group nobody opens a private conversation; of other messages it is
     * kept when they were sent.
     */
    void done(ReceivedMessage message) {
        QueuedMessage letter = taken.remove(key(message));
        if (letter != null) {
            String kept = message.group().isPresent()
                    ? ""
                    : InboxRecord.heard(message.sender(), message.sentAt().orElse(letter.receivedAt()))
                            .toJson();
            consumer.done(letter, kept);
        }
    }

    /** When each sender wrote last, as far as it may matter. */
    ImmutableMap<Sender, Instant> heard() {
        Map<Sender, Instant> heard = new HashMap<>();
        consumer.kept(Windows.OPEN).forEach(kept -> InboxRecord.read(kept)
                .writer()
                .ifPresent(last -> heard.merge(last.sender(), last.at(), Ordering.natural()::max)));
        return ImmutableMap.copyOf(heard);
    }

    /** Forgets all of the messages that were dealt with, and those of the others that pass. */
    void forget(Predicate<String> which) {
        consumer.forget(which);
    }

    /** How many messages wait or are being dealt with; no number while that cannot be found out. */
    double waiting() {
        try {
            return consumer.waiting();
        } catch (StorageException e) {
            return Double.NaN;
        }
    }

    /** Since when the oldest of them waits. That it cannot be asked is another trouble, and told as that. */
    Optional<Instant> oldestWaiting() {
        try {
            return consumer.oldest();
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    /** How many messages came too late to be dealt with, since the start. */
    int parked() {
        return parked.get();
    }
}
