package io.pteroorders.bot.jsonl;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.bot.port.Inbox;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.bot.port.Transport;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.QueueFullException;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * JSON lines for one of several processes of a shop: what comes in waits in the shop's queue for the process that answers,
 * which writes all that goes out. Thread-safe.
 */
public final class QueuedLines implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedLines.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final JsonlTransport lines;
    private final MessageQueue queue;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Answers what the database does not take; empty while that is not this process's turn. */
    private volatile @Nullable Inbox bot;

    private QueuedLines(JsonlTransport lines, MessageQueue queue) {
        this.lines = lines;
        this.queue = queue;
    }

    /** Begins to take in what comes by these lines. */
    public static QueuedLines start(JsonlTransport lines, MessageQueue queue) {
        QueuedLines shared = new QueuedLines(lines, queue);
        Thread thread = new Thread(shared::read, "lines");
        thread.setDaemon(true);
        thread.start();
        return shared;
    }

    private void read() {
        try {
            lines.run(new Storing());
            end.complete(null);
        } catch (IOException | RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    @Override
    public boolean isOver() {
        return end.isDone();
    }

    @Override
    public Transport answering(Lease lease) {
        QueueConsumer consumer = lease.consumer(QUEUE);
        CompletableFuture<Void> unused = end.whenComplete((ended, failure) -> consumer.end());
        return new Answering(consumer);
    }

    /** Lines are read as long as the process lives. */
    @Override
    public void close() {}

    /** One after another, so that the messages of a person stay in their order. */
    private final class Storing implements Inbox {

        private final RetryPolicy<Boolean> untilTaken = RetryPolicy.<Boolean>builder()
                .handleResult(false)
                .withDelay(PAUSE)
                .withMaxRetries(-1)
                .build();

        @Override
        public void accept(IncomingMessage message) {
            String key = RequestId.of(message.transport(), message.from().text(), message.id())
                    .hex();
            JsonValue json = new JsonValue(Part.of(message.from()), Wire.encode(message));
            Failsafe.with(untilTaken).get(() -> isTaken(key, json, message));
        }

        private boolean isTaken(String key, JsonValue json, IncomingMessage message) {
            try {
                queue.add(key, json).toCompletableFuture().join();
                return true;
            } catch (CompletionException e) {
                Throwables.throwIfInstanceOf(Throwables.getRootCause(e), Error.class);
                return !(e.getCause() instanceof QueueFullException) && isAnsweredHere(message);
            }
        }

        /** People are told at once that they should try again later. */
        private boolean isAnsweredHere(IncomingMessage message) {
            Inbox answering = bot;
            if (answering != null) {
                answering.accept(message);
            }
            return answering != null;
        }

        @Override
        public void finish() {
            Failsafe.with(untilTaken).get(() -> isDone());
        }

        private boolean isDone() {
            try {
                return queue.isDrained();
            } catch (StorageException e) {
                return false;
            }
        }
    }

    private final class Answering implements Transport {

        private final QueueConsumer consumer;

        Answering(QueueConsumer consumer) {
            this.consumer = consumer;
        }

        @Override
        public void run(Inbox answering) throws IOException {
            bot = answering;
            try {
                for (Optional<QueuedMessage> next = consumer.take(); next.isPresent(); next = consumer.take()) {
                    hand(next.get(), answering);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
            answering.finish();
            if (end.isDone()) {
                checkEnd();
            }
        }

        private void hand(QueuedMessage message, Inbox answering) {
            try {
                answering.accept(
                        Wire.message(JsonlTransport.NAME, message.value().json()), () -> consumer.done(message));
            } catch (WireException e) {
                LOG.warn("a message in the queue came by another transport and is not answered");
                consumer.done(message);
            }
        }

        private void checkEnd() throws IOException {
            try {
                Uninterruptibles.getUninterruptibly(end);
            } catch (ExecutionException e) {
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                Throwables.throwIfInstanceOf(cause, IOException.class);
                Throwables.throwIfUnchecked(cause);
                throw new IOException(cause);
            }
        }

        @Override
        public ImmutableList<PersonalPlace> places() {
            return ImmutableList.of(new Waiting());
        }

        @Override
        public void forgetDone() {
            consumer.forget(json -> false);
        }

        /** What came in from people. */
        private final class Waiting implements PersonalPlace {

            @Override
            public String name() {
                return QUEUE;
            }

            /** What waits is about to be answered. */
            @Override
            public Optional<JsonNode> of(Subject subject) {
                return Optional.empty();
            }

            @Override
            public void erase(Subject subject, PersonId pseudonym) {
                consumer.forget(subject::isNamedIn);
            }
        }

        @Override
        public CompletionStage<SendResult> send(OutgoingMessage message) {
            return lines.send(message);
        }

        @Override
        public void stop() {
            consumer.end();
        }
    }
}
