package io.pteroorders.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.QueueFullException;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.ShopStorage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that several processes take in and one deals with. */
@Tag("long")
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
class SqlQueueTest {

    private static final String QUEUE = "messages";

    private final Server server;
    private SqlStorageOptions options;
    private ShopStorage shop;

    SqlQueueTest(Server server) {
        this.server = server.installed();
    }

    @BeforeEach
    void open() {
        options = server.newShop();
        shop = SqlShopStorage.open(options);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static JsonValue value(String key) {
        return new JsonValue(new Part(7), "\"" + key + " 💎\"");
    }

    private static void add(MessageQueue queue, String... keys) {
        CompletableFuture<?>[] stored = List.of(keys).stream()
                .map(key -> queue.add(key, value(key)).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(stored).join();
    }

    private static Lease lease(ShopStorage shop) {
        return shop.lease("test").orElseThrow();
    }

    private static QueuedMessage next(QueueConsumer consumer) throws InterruptedException {
        return consumer.take().orElseThrow();
    }

    /** Deals with so many, and gives way. */
    private void dealWith(int count) throws InterruptedException {
        try (Lease lease = lease(shop)) {
            QueueConsumer consumer = lease.consumer(QUEUE);
            for (int i = 0; i < count; i++) {
                consumer.done(next(consumer));
            }
        }
    }

    private String remembered() {
        return server.textIn(options, "SELECT concat(count(*), ' ', min(message_key)) FROM inbox");
    }

    @Test
    void whatAnyProcessAddsComesOutInItsOrderAndOnce() throws InterruptedException {
        try (ShopStorage other = SqlShopStorage.open(options)) {
            MessageQueue here = shop.queue(QUEUE);
            MessageQueue there = other.queue(QUEUE);
            add(here, "a", "b");
            add(there, "b", "c");
            add(here, "c", "d", "d");
            QueueConsumer consumer = lease(shop).consumer(QUEUE);
            for (String key : List.of("a", "b", "c", "d")) {
                QueuedMessage message = next(consumer);
                assertEquals(key, message.key());
                assertEquals(value(key), message.value());
            }
        }
    }

    @Test
    void nothingIsKeptOfWhatIsDoneButItsKeyAndThatForAWhile() throws InterruptedException {
        MessageQueue queue = shop.queue(QUEUE);
        add(queue, "a");
        dealWith(1);
        assertEquals("a:", server.textIn(options, "SELECT concat(message_key, ':', message) FROM inbox"));
        server.executeIn(options, "UPDATE inbox SET done_at = done_at - 9 * 86400000");
        add(queue, "b");
        dealWith(1);
        forget();
        assertEquals("1 b", remembered());
    }

    private void forget() {
        try (Lease lease = lease(shop)) {
            ((SqlQueueConsumer) lease.consumer(QUEUE)).forget();
        }
    }

    @Test
    void inAFloodTheNewestMessagesAreRemembered() throws InterruptedException {
        MessageQueue queue = shop.queue(QUEUE);
        add(queue, "a", "b");
        dealWith(2);
        server.executeIn(options, "UPDATE inbox_end SET last_number = " + SqlQueueConsumer.MOST_REMEMBERED);
        add(queue, "c");
        dealWith(1);
        forget();
        assertEquals("2 b", remembered());
    }

    @Test
    void whatIsKeptOfAMessageIsThereForATime() throws InterruptedException {
        add(shop.queue(QUEUE), "a", "b");
        try (Lease lease = lease(shop)) {
            QueueConsumer consumer = lease.consumer(QUEUE);
            consumer.done(next(consumer), "\"rest\"");
            consumer.done(next(consumer));
        }
        QueueConsumer consumer = lease(shop).consumer(QUEUE);
        assertEquals(ImmutableList.of("\"rest\""), consumer.kept(Duration.ofHours(1)));
        server.executeIn(options, "UPDATE inbox SET done_at = done_at - 3600001");
        assertEquals(ImmutableList.of(), consumer.kept(Duration.ofHours(1)));
    }

    @Test
    void oneThatLostItsLeaseCanFinishNothing() throws InterruptedException {
        add(shop.queue(QUEUE), "a");
        Lease before = lease(shop);
        QueueConsumer consumer = before.consumer(QUEUE);
        QueuedMessage message = next(consumer);
        server.executeIn(options, "UPDATE owner SET held_until = 1");
        try (ShopStorage other = SqlShopStorage.open(options)) {
            Lease after = lease(other);
            consumer.done(message);
            consumer.close();
            assertTrue(before.failure().isPresent());
            assertEquals(message, next(after.consumer(QUEUE)));
        }
    }

    @Test
    void aFloodIsTurnedAwayUntilSomeOfItIsDealtWith() throws InterruptedException {
        server.executeIn(
                options,
                "INSERT INTO inbox (number, message_key, message, received_at, done_at)"
                        + " SELECT n, concat('old', n), '1', 1, 0 FROM " + server.numbers(MessageQueue.MOST_WAITING));
        server.executeIn(options, "UPDATE inbox_end SET last_number = " + MessageQueue.MOST_WAITING);
        MessageQueue queue = shop.queue(QUEUE);
        CompletionException refused = assertThrows(CompletionException.class, () -> add(queue, "one-more"));
        assertInstanceOf(QueueFullException.class, refused.getCause());
        assertTrue(shop.health().troubles().toString().contains("messages wait already"));
        add(queue, "old1");
        dealWith(1);
        add(queue, "one-more");
        assertEquals(ImmutableList.of(), shop.health().troubles());
    }

    @Test
    void messagesOfAnEarlierVersionAreInTheFirstQueue() throws InterruptedException {
        server.executeIn(
                options,
                "INSERT INTO inbox (number, message_key, message, received_at, done_at) VALUES (1, 'k', '{}', 1, 0)");
        server.executeIn(options, "UPDATE inbox_end SET last_number = 1");
        assertEquals("k", next(lease(shop).consumer(QUEUE)).key());
    }
}
