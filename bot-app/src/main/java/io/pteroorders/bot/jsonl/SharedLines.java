package io.pteroorders.bot.jsonl;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.pteroorders.bot.transport.Inbox;
import io.pteroorders.bot.transport.IncomingMessage;
import io.pteroorders.bot.transport.Transport;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import io.pteroorders.storage.sql.InboxQueue;
import io.pteroorders.storage.sql.SqlInbox;
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

/**
 * JSON lines for one of several processes of a shop: what comes in waits in the shop's inbox for the process whose turn it
 * is to answer, which writes all that goes out. Thread-safe.
 */
public final class SharedLines {

    private static final Logger LOG = LoggerFactory.getLogger(SharedLines.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final JsonlTransport lines;
    private final SqlInbox inbox;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Answers what the database does not take; empty while that is not this process's turn. */
    private volatile @Nullable Inbox bot;

    private SharedLines(JsonlTransport lines, SqlInbox inbox) {
        this.lines = lines;
        this.inbox = inbox;
    }

    /** Begins to take in what comes by these lines. */
    public static SharedLines start(JsonlTransport lines, SqlInbox inbox) {
        SharedLines shared = new SharedLines(lines, inbox);
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

    /** Whether no more lines come, and all that came are dealt with. */
    public boolean isOver() {
        return end.isDone();
    }

    /** The transport, once it is this process's turn: what came in by any process, and a way out. */
    public Transport answering(InboxQueue queue) {
        CompletableFuture<Void> unused = end.whenComplete((ended, failure) -> queue.end());
        return new Answering(queue);
    }

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
            String json = Wire.encode(message).toString();
            Failsafe.with(untilTaken).get(() -> isTaken(key, json, message));
        }

        private boolean isTaken(String key, String json, IncomingMessage message) {
            try {
                inbox.add(key, json).toCompletableFuture().join();
                return true;
            } catch (CompletionException e) {
                Throwables.throwIfInstanceOf(Throwables.getRootCause(e), Error.class);
                return !(e.getCause() instanceof SqlInbox.FullException) && isAnsweredHere(message);
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
                return inbox.isDone();
            } catch (StorageException e) {
                return false;
            }
        }
    }

    private final class Answering implements Transport {

        private final InboxQueue queue;

        Answering(InboxQueue queue) {
            this.queue = queue;
        }

        @Override
        public void run(Inbox answering) throws IOException {
            bot = answering;
            try {
                for (Optional<InboxQueue.Message> next = queue.take(); next.isPresent(); next = queue.take()) {
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

        private void hand(InboxQueue.Message message, Inbox answering) {
            try {
                answering.accept(Wire.message(JsonlTransport.NAME, message.json()), () -> queue.done(message));
            } catch (WireException e) {
                LOG.warn("a message in the database came by another transport and is not answered");
                queue.done(message);
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
        public CompletionStage<SendResult> send(OutgoingMessage message) {
            return lines.send(message);
        }

        @Override
        public void stop() {
            queue.end();
        }

        @Override
        public void close() {
            queue.close();
        }
    }
}
