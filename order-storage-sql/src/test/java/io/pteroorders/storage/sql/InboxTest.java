package io.pteroorders.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that several processes take in and one deals with. */
@Tag("long")
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
@SuppressWarnings("try") // closed early on purpose
class InboxTest {

    private final Server server;
    private SqlStorageOptions options;
    private SqlOrderStorage store;
    private SqlOrderStorage other;

    InboxTest(Server server) {
        this.server = server.installed();
    }

    @BeforeEach
    void open() {
        options = server.newShop();
        store = SqlOrderStorage.open(options);
        other = SqlOrderStorage.open(options);
    }

    @AfterEach
    void close() {
        store.close();
        other.close();
    }

    private static void add(SqlInbox inbox, String... keys) {
        CompletableFuture<?>[] stored = List.of(keys).stream()
                .map(key -> inbox.add(key, "\"" + key + " 💎\"").toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(stored).join();
    }

    private static Ownership own(SqlOrderStorage store) {
        return store.own("test").orElseThrow();
    }

    private static InboxQueue.Message next(InboxQueue queue) throws InterruptedException {
        return queue.take().orElseThrow();
    }

    private static List<String> take(InboxQueue queue, int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(next(queue).json());
        }
        return taken;
    }

    @Test
    void whatAnyProcessAddsComesOutInItsOrderAndOnce() throws InterruptedException {
        try (SqlInbox here = store.inbox();
                SqlInbox there = other.inbox();
                Ownership owner = own(store);
                InboxQueue queue = owner.inbox(here)) {
            add(here, "a", "b");
            add(there, "b", "c");
            add(here, "c", "d", "d");
            assertEquals(List.of("\"a 💎\"", "\"b 💎\"", "\"c 💎\"", "\"d 💎\""), take(queue, 4));
            assertFalse(here.isDone());
        }
    }

    @Test
    void whatWasNotDoneComesToTheNextAndWhatWasDoneNeverAgain() throws InterruptedException {
        try (SqlInbox here = store.inbox();
                SqlInbox there = other.inbox()) {
            add(here, "a", "b", "c");
            try (Ownership owner = own(store);
                    InboxQueue queue = owner.inbox(here)) {
                queue.done(next(queue));
                next(queue);
            }
            add(there, "a");
            try (Ownership owner = own(other);
                    InboxQueue queue = owner.inbox(there)) {
                for (String key : List.of("b", "c")) {
                    InboxQueue.Message message = next(queue);
                    assertEquals("\"" + key + " 💎\"", message.json());
                    queue.done(message);
                }
                queue.close();
                assertTrue(there.isDone() && here.isDone());
                assertEquals(Optional.empty(), queue.oldest());
            }
        }
    }

    @Test
    void nothingIsKeptOfWhatIsDoneButItsKeyAndThatForAWhile() throws InterruptedException {
        try (SqlInbox inbox = store.inbox()) {
            add(inbox, "a");
            try (Ownership owner = own(store);
                    InboxQueue queue = owner.inbox(inbox)) {
                queue.done(next(queue));
            }
            assertEquals("a:", server.textIn(options, "SELECT concat(message_key, ':', message) FROM inbox"));
            server.executeIn(options, "UPDATE inbox SET done_at = done_at - 9 * 86400000");
            try (Ownership owner = own(store);
                    InboxQueue queue = owner.inbox(inbox)) {
                add(inbox, "b");
                queue.done(next(queue));
                queue.forget();
            }
            assertEquals("1 b", server.textIn(options, "SELECT concat(count(*), ' ', min(message_key)) FROM inbox"));
        }
    }

    @Test
    void inAFloodTheNewestMessagesAreRemembered() throws InterruptedException {
        try (SqlInbox inbox = store.inbox()) {
            add(inbox, "a", "b");
            try (Ownership owner = own(store);
                    InboxQueue queue = owner.inbox(inbox)) {
                queue.done(next(queue));
                queue.done(next(queue));
            }
            server.executeIn(options, "UPDATE inbox_end SET last_number = " + InboxQueue.MOST_REMEMBERED);
            try (Ownership owner = own(store);
                    InboxQueue queue = owner.inbox(inbox)) {
                add(inbox, "c");
                queue.done(next(queue));
                queue.forget();
            }
            assertEquals("2 b", server.textIn(options, "SELECT concat(count(*), ' ', min(message_key)) FROM inbox"));
        }
    }

    @Test
    void whoeverAsksForItKeepsSomethingOfAMessage() throws InterruptedException {
        try (SqlInbox inbox = store.inbox();
                Ownership owner = own(store)) {
            add(inbox, "a", "b");
            try (InboxQueue queue = owner.inbox(inbox)) {
                queue.done(next(queue), "\"rest\"");
                queue.done(next(queue));
            }
            try (InboxQueue queue = owner.inbox(inbox)) {
                assertEquals(List.of("\"rest\""), queue.rests(Duration.ofHours(1)));
                server.executeIn(options, "UPDATE inbox SET done_at = done_at - 3600001");
                assertEquals(List.of(), queue.rests(Duration.ofHours(1)));
            }
        }
    }

    @Test
    void oneThatLostItsTurnCanFinishNothing() throws InterruptedException {
        try (SqlInbox inbox = store.inbox();
                Ownership before = own(store);
                InboxQueue queue = before.inbox(inbox)) {
            add(inbox, "a");
            InboxQueue.Message message = next(queue);
            server.executeIn(options, "UPDATE owner SET held_until = 1");
            try (Ownership after = own(other);
                    SqlInbox there = other.inbox();
                    InboxQueue next = after.inbox(there)) {
                queue.done(message);
                queue.close();
                assertTrue(before.failure().isPresent());
                assertEquals("\"a 💎\"", next(next).json());
            }
        }
    }

    @Test
    void aFloodIsTurnedAwayUntilSomeOfItIsDealtWith() throws InterruptedException {
        server.executeIn(
                options,
                "INSERT INTO inbox SELECT n, concat('old', n), '1', 1, 0 FROM "
                        + server.numbers(SqlInbox.MOST_WAITING + 1));
        server.executeIn(options, "UPDATE inbox_end SET last_number = " + (SqlInbox.MOST_WAITING + 1));
        try (SqlInbox inbox = store.inbox();
                Ownership owner = own(store);
                InboxQueue queue = owner.inbox(inbox)) {
            CompletionException refused =
                    Assertions.assertThrows(CompletionException.class, () -> add(inbox, "one more"));
            assertTrue(refused.getCause() instanceof SqlInbox.FullException);
            assertTrue(inbox.troubles().toString().contains("messages wait already"));
            add(inbox, "old1");
            queue.done(next(queue));
            queue.close();
            add(inbox, "one more");
            assertEquals(List.of(), inbox.troubles());
        }
    }

    @Test
    void whoeverWaitsIsToldOfTheEnd() throws Exception {
        try (SqlInbox inbox = store.inbox();
                Ownership owner = own(store);
                InboxQueue queue = owner.inbox(inbox)) {
            CompletableFuture<Optional<InboxQueue.Message>> taken = new CompletableFuture<>();
            Thread taker = new Thread(() -> {
                try {
                    taken.complete(queue.take());
                } catch (InterruptedException e) {
                    taken.completeExceptionally(e);
                }
            });
            taker.start();
            queue.end();
            assertEquals(Optional.empty(), taken.get());
        }
    }
}
