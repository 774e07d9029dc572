package io.pteroorders.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a queue does while its log answers late or refuses. */
class LoggedQueueTest {

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final SlowLog log = new SlowLog();
    private final LoggedQueue queue =
            new LoggedQueue(new LoggedQueue.Contents(ImmutableList.of(), ImmutableList.of()), log, clock);

    /** Answers when it is told to. */
    private static final class SlowLog implements LoggedQueue.Log {

        private final List<CompletableFuture<Void>> asked = new ArrayList<>();
        private LoggedQueue.Contents last = new LoggedQueue.Contents(ImmutableList.of(), ImmutableList.of());

        @Override
        public CompletionStage<Void> arrived(QueuedMessage message) {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        }

        @Override
        public void done(LoggedQueue.Done done) {
            // The queue does not wait for it.
        }

        @Override
        public void tidy(int matter, Supplier<LoggedQueue.Contents> contents) {
            last = contents.get();
            assertEquals(matter, last.waiting().size() + last.done().size());
        }

        @Override
        public void replace(Supplier<LoggedQueue.Contents> contents) {
            // Nothing is written.
        }

        @Override
        public Health health() {
            return Health.GOOD;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private CompletableFuture<Void> add(String key) {
        return queue.add(key, new JsonValue(Part.SHOP, "\"" + key + "\"")).toCompletableFuture();
    }

    @Test
    void aMessageIsSeenOnceItIsDurable() throws InterruptedException {
        CompletableFuture<Void> added = add("a");
        QueueConsumer consumer = queue.consumer();
        assertEquals(0, consumer.waiting());
        assertFalse(queue.isDrained());
        log.asked.get(0).complete(null);
        assertTrue(added.isDone());
        assertEquals("a", consumer.take().orElseThrow().key());
    }

    @Test
    void theSameMessageThatComesMeanwhileWaitsForTheSameAnswer() {
        CompletableFuture<Void> first = add("a");
        CompletableFuture<Void> second = add("a");
        assertEquals(1, log.asked.size());
        assertFalse(first.isDone() || second.isDone());
        log.asked.get(0).complete(null);
        assertTrue(first.isDone() && second.isDone());
    }

    @Test
    void whatTheLogRefusedIsTakenWhenItComesAgain() {
        CompletableFuture<Void> refused = add("a");
        log.asked.get(0).completeExceptionally(StorageException.retryable("no space left", null));
        assertInstanceOf(
                StorageException.class,
                assertThrows(CompletionException.class, refused::join).getCause());
        assertTrue(queue.isDrained());
        CompletableFuture<Void> again = add("a");
        log.asked.get(1).complete(null);
        again.join();
        assertEquals(1, queue.consumer().waiting());
    }

    @Test
    void whatIsNotDurableYetIsAmongWhatMatters() {
        assertFalse(add("a").isDone() || add("b").isDone());
        assertEquals(
                ImmutableList.of("a", "b"),
                log.last.waiting().stream().map(QueuedMessage::key).toList());
    }

    @Test
    void whatWasDealtWithEightDaysAgoIsForgotten() throws InterruptedException {
        QueueConsumer consumer = queue.consumer();
        for (String key : List.of("a", "b")) {
            CompletableFuture<Void> added = add(key);
            log.asked.get(log.asked.size() - 1).complete(null);
            added.join();
            consumer.done(consumer.take().orElseThrow(), "1");
            clock.advance(MessageQueue.REMEMBERED.plus(Duration.ofSeconds(1)));
        }
        assertEquals(
                ImmutableList.of("b"),
                log.last.done().stream().map(LoggedQueue.Done::key).toList());
        assertEquals(ImmutableList.of(), consumer.kept(Duration.ofDays(1)));
    }

    @Test
    void aMessageThatIsDoneTwiceIsDoneOnce() throws InterruptedException {
        CompletableFuture<Void> added = add("a");
        log.asked.get(0).complete(null);
        added.join();
        QueueConsumer consumer = queue.consumer();
        QueuedMessage message = consumer.take().orElseThrow();
        consumer.done(message, "1");
        consumer.done(message, "2");
        assertEquals(ImmutableList.of("1"), consumer.kept(Duration.ofDays(1)));
    }
}
