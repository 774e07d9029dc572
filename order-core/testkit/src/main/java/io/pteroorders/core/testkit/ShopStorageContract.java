package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.storage.Health;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.QueueFullException;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link ShopStorage} beside its orders, as tests; {@link OrderStorageContract} is for those. A store's test
 * extends this class and says how to open the store. Every test gets a shop of its own and closes it.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ShopStorageContract {

    private static final String LIST = "people";
    private static final String QUEUE = "inbox";
    private static final Part HERS = Part.of(Fixtures.siti().id());

    private final List<ShopStorage> opened = new ArrayList<>();

    /** For the store's test. */
    protected ShopStorageContract() {}

    /**
     * A new, empty shop. Shops that are open at the same time share nothing.
     *
     * @throws Exception fails the test
     */
    protected abstract ShopStorage open() throws Exception;

    /**
     * The shop as another process opens it while this one is open, or after it was closed. A shop that outlives its
     * closing must override this; tests of what outlives it are skipped otherwise.
     *
     * @param shop one that {@link #open} or this gave, open or closed
     * @throws Exception fails the test
     */
    protected Optional<ShopStorage> again(ShopStorage shop) throws Exception {
        return Optional.empty();
    }

    /** How long a test waits for what must come: half a minute, unless overridden. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @BeforeEach
    void openShop() throws Exception {
        opened.add(open());
    }

    @AfterEach
    void closeShops() {
        opened.forEach(ShopStorage::close);
    }

    private ShopStorage shop() {
        return opened.get(opened.size() - 1);
    }

    private ShopStorage openAgain() throws Exception {
        Optional<ShopStorage> again = again(shop());
        Assumptions.assumeTrue(again.isPresent(), "SKIPPED: nothing of this store outlives its closing");
        opened.add(again.get());
        return again.get();
    }

    private void reopen() throws Exception {
        shop().close();
        openAgain();
    }

    private Lease lease() {
        return shop().lease("the contract").orElseThrow();
    }

    private static JsonValue value(int number) {
        return new JsonValue(HERS, "{\"number\":" + number + "}");
    }

    private static ImmutableList<JsonValue> values(int... numbers) {
        return IntStream.of(numbers).mapToObj(ShopStorageContract::value).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> json(List<JsonValue> values) {
        return values.stream().map(JsonValue::json).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> read(Lease lease) {
        List<String> found = new ArrayList<>();
        Records unused = lease.records(LIST, found::add);
        return ImmutableList.copyOf(found);
    }

    private static void add(MessageQueue queue, int number) {
        queue.add("key-" + number, value(number)).toCompletableFuture().join();
    }

    private QueuedMessage next(QueueConsumer consumer) {
        return assertTimeoutPreemptively(patience(), consumer::take, "no message came")
                .orElseThrow();
    }

    private ImmutableList<JsonValue> take(QueueConsumer consumer, int count) {
        ImmutableList.Builder<JsonValue> taken = ImmutableList.builder();
        for (int i = 0; i < count; i++) {
            taken.add(next(consumer).value());
        }
        return taken.build();
    }

    private void awaitDrained(MessageQueue queue) {
        long end = System.nanoTime() + patience().toNanos();
        while (!queue.isDrained()) {
            assertTrue(System.nanoTime() < end, () -> "what was done is not dealt with after " + patience());
            StoreUnderTest.letOthersIn();
        }
    }

    @Nested
    @DisplayName("Parts")
    class Parts {

        @Test
        void areHeldByOneLeaseAtATime() {
            Lease lease = lease();
            assertFalse(lease.parts().isEmpty());
            assertTrue(shop().lease("another").isEmpty());
        }

        @Test
        void areFreeOnceTheirLeaseEnded() {
            Lease first = lease();
            first.close();
            assertEquals(ImmutableSet.of(), ImmutableSet.copyOf(first.parts()));
            assertEquals(Part.ALL, lease().parts());
        }

        @Test
        void areFreeOnceTheShopOfTheirLeaseWasClosed() throws Exception {
            lease();
            reopen();
            assertEquals(Part.ALL, lease().parts());
        }

        @Test
        void areHeldAgainstOtherProcessesToo() throws Exception {
            Assumptions.assumeTrue(shop().isShared(), "SKIPPED: one process has this store to itself");
            Lease lease = lease();
            ShopStorage other = openAgain();
            assertTrue(other.lease("another").isEmpty());
            lease.close();
            assertEquals(Part.ALL, other.lease("another").orElseThrow().parts());
        }

        @Test
        void areLostWithoutHarmTwice() {
            Lease lease = lease();
            lease.close();
            lease.close();
            assertEquals(Optional.empty(), shop().health().failure());
        }
    }

    @Nested
    @DisplayName("Records")
    class ListsOfRecords {

        @Test
        void areEmptyAtFirst() {
            assertEquals(ImmutableList.of(), read(lease()));
        }

        @Test
        void areReadInTheOrderInWhichTheyWereAdded() {
            Lease lease = lease();
            Records records = lease.records(LIST, value -> {});
            records.append(value(1));
            records.submit(values(2)).toCompletableFuture().join();
            records.append(value(3));
            lease.close();
            assertEquals(json(values(1, 2, 3)), read(lease()));
        }

        @Test
        void outliveTheShop() throws Exception {
            Records records = lease().records(LIST, value -> {});
            records.append(value(1));
            records.submit(values(2)).toCompletableFuture().join();
            reopen();
            assertEquals(json(values(1, 2)), read(lease()));
        }

        @Test
        void thatWereSubmittedAreWrittenBeforeTheShopCloses() throws Exception {
            Records records = lease().records(LIST, value -> {});
            List<CompletableFuture<Void>> submitted = IntStream.rangeClosed(1, 200)
                    .mapToObj(number -> records.submit(values(number)).toCompletableFuture())
                    .toList();
            shop().close();
            submitted.forEach(CompletableFuture::join);
            openAgain();
            assertEquals(json(values(IntStream.rangeClosed(1, 200).toArray())), read(lease()));
        }

        @Test
        void thatAreAddedTogetherStandTogether() {
            Lease lease = lease();
            Records records = lease.records(LIST, value -> {});
            records.append(values(1, 2));
            records.submit(values(3, 4)).toCompletableFuture().join();
            lease.close();
            assertEquals(json(values(1, 2, 3, 4)), read(lease()));
        }

        @Test
        void growAtTheirEndWithoutBeingRead() {
            Lease first = lease();
            first.records(LIST, value -> {}).append(values(1, 2));
            first.close();
            Lease second = lease();
            second.records(LIST).append(value(3));
            second.close();
            assertEquals(json(values(1, 2, 3)), read(lease()));
        }

        @Test
        void areReplacedWhole() {
            Lease lease = lease();
            Records records = lease.records(LIST, value -> {});
            records.append(value(1));
            records.append(value(2));
            records.replace(values(7, 8));
            records.append(value(9));
            lease.close();
            assertEquals(json(values(7, 8, 9)), read(lease()));
        }

        @Test
        void areReplacedByNothing() {
            Lease lease = lease();
            Records records = lease.records(LIST, value -> {});
            records.append(value(1));
            records.replace(ImmutableList.of());
            lease.close();
            assertEquals(ImmutableList.of(), read(lease()));
        }

        @Test
        void areRewrittenOneByOne() {
            Lease lease = lease();
            Records records = lease.records(LIST, value -> {});
            records.append(values(1, 2, 3, 4));
            String second = value(2).json();
            String fourth = value(4).json();
            records.rewrite(json -> json.equals(second)
                    ? Optional.empty()
                    : Optional.of(json.equals(fourth) ? value(40).json() : json));
            records.append(value(5));
            List<String> found = new ArrayList<>();
            records.read(found::add);
            assertEquals(json(values(1, 3, 40, 5)), found);
            lease.close();
            assertEquals(json(values(1, 3, 40, 5)), read(lease()));
        }

        @Test
        void thatNobodyReadAreRewritten() {
            Lease first = lease();
            first.records(LIST, value -> {}).append(values(1, 2));
            first.close();
            Lease second = lease();
            second.records(LIST).rewrite(json -> Optional.of(json).filter(value(2).json()::equals));
            second.close();
            assertEquals(json(values(2)), read(lease()));
        }

        @Test
        @Tag(StoreUnderTest.RACE)
        void loseNothingThatWasNotDurableWhenTheyWereReplaced() {
            Lease lease = lease();
            Records records = lease.records(LIST, value -> {});
            List<JsonValue> known = new ArrayList<>();
            Race.run(8, racer -> {
                CompletableFuture<?>[] submitted = IntStream.range(racer * 100, racer * 100 + 100)
                        .mapToObj(number -> submitOrReplace(records, known, value(number)))
                        .toArray(CompletableFuture[]::new);
                CompletableFuture.allOf(submitted).join();
                return true;
            });
            lease.close();
            assertEquals(json(known), read(lease()));
        }

        private CompletableFuture<Void> submitOrReplace(Records records, List<JsonValue> known, JsonValue value) {
            synchronized (known) {
                known.add(value);
                if (known.size() % 50 != 0) {
                    return records.submit(ImmutableList.of(value)).toCompletableFuture();
                }
                records.replace(ImmutableList.copyOf(known));
                return CompletableFuture.completedFuture(null);
            }
        }

        @Test
        void ofOneNameKnowNothingOfThoseOfAnother() {
            Lease lease = lease();
            lease.records(LIST, value -> {}).append(value(1));
            List<String> found = new ArrayList<>();
            lease.records("audit", found::add).append(value(2));
            assertEquals(ImmutableList.of(), found);
        }

        @Test
        void knowNothingOfOthersWhateverTheirNamesHaveInCommon() {
            Lease lease = lease();
            List<String> names = List.of(LIST, "peopl-e", "people-", "people1", "a".repeat(32), "a".repeat(31));
            names.forEach(name -> lease.records(name, value -> {}).append(new JsonValue(HERS, "\"" + name + "\"")));
            add(shop().queue(QUEUE), 1);
            lease.close();
            Lease next = lease();
            for (String name : names) {
                List<String> found = new ArrayList<>();
                Records unused = next.records(name, found::add);
                assertEquals(List.of("\"" + name + "\""), found, name);
            }
        }

        @Test
        void areOpenOnceAtATime() {
            Lease lease = lease();
            Records unused = lease.records(LIST, value -> {});
            assertThrows(IllegalStateException.class, () -> lease.records(LIST, value -> {}));
        }

        @Test
        void areRefusedOnceTheirLeaseEnded() {
            Lease lease = lease();
            Records records = lease.records(LIST, value -> {});
            lease.close();
            assertThrows(StorageException.class, () -> records.append(value(1)));
            assertThrows(StorageException.class, () -> records.replace(values(1)));
            CompletionException refused = assertThrows(
                    CompletionException.class,
                    () -> records.submit(values(1)).toCompletableFuture().join());
            assertInstanceOf(StorageException.class, refused.getCause());
            assertEquals(ImmutableList.of(), read(lease()));
        }

        @Test
        void keepEveryCharacterAndEveryPart() {
            Lease lease = lease();
            Records records = lease.records(LIST, value -> {});
            JsonValue odd = new JsonValue(new Part(63), "{\"t\":\"\\u0000 é 🎮 \\\\ ' % _ \\\"\"}");
            JsonValue whole = new JsonValue(Part.SHOP, "\"" + "x".repeat(JsonValue.MAX_BYTES - 2) + "\"");
            records.append(odd);
            records.append(whole);
            lease.close();
            assertEquals(json(ImmutableList.of(odd, whole)), read(lease()));
        }

        @Test
        void haveNamesOfLowerCaseLettersDigitsAndDashes() {
            Lease lease = lease();
            for (String name : List.of("", "People", "../people", "a b", "a".repeat(33))) {
                assertThrows(IllegalArgumentException.class, () -> lease.records(name, value -> {}), name);
                assertThrows(IllegalArgumentException.class, () -> shop().queue(name), name);
            }
        }
    }

    @Nested
    @DisplayName("A queue")
    class Queues {

        @Test
        void givesMessagesInTheOrderInWhichTheyCame() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            IntStream.rangeClosed(1, 5).forEach(number -> add(queue, number));
            assertEquals(values(1, 2, 3, 4, 5), take(lease().consumer(QUEUE), 5));
        }

        @Test
        void givesWhatComesWhileSomebodyWaits() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            QueueConsumer consumer = lease().consumer(QUEUE);
            CompletableFuture<Void> adding = CompletableFuture.runAsync(() -> add(queue, 1));
            assertEquals(values(1), take(consumer, 1));
            adding.join();
        }

        @Test
        void takesTheSameMessageOnce() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            add(queue, 1);
            queue.add("key-1", value(7)).toCompletableFuture().join();
            add(queue, 2);
            assertEquals(values(1, 2), take(lease().consumer(QUEUE), 2));
        }

        @Test
        void takesMessagesApartWhoseKeysAreAlike() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            List<String> keys = List.of("key", "KEY", "key%", "ke_", "key'", "k".repeat(64), "k".repeat(63), "\\", "~");
            for (int number = 0; number < keys.size(); number++) {
                queue.add(keys.get(number), value(number)).toCompletableFuture().join();
            }
            QueueConsumer consumer = lease().consumer(QUEUE);
            for (String key : keys) {
                assertEquals(key, next(consumer).key());
            }
        }

        @Test
        void keepsEveryPartOfAMessageAlsoAfterReopening() throws Exception {
            JsonValue odd = new JsonValue(new Part(63), "{\"t\":\"\\u0000 é 🎮 \\\\ ' % _ \\\"\",\"n\":1.0}");
            JsonValue whole = new JsonValue(Part.SHOP, "\"" + "x".repeat(JsonValue.MAX_BYTES - 2) + "\"");
            MessageQueue queue = shop().queue(QUEUE);
            queue.add("odd", odd).toCompletableFuture().join();
            queue.add("whole", whole).toCompletableFuture().join();
            QueueConsumer consumer = lease().consumer(QUEUE);
            assertEquals(ImmutableList.of(odd, whole), take(consumer, 2));
            reopen();
            assertEquals(ImmutableList.of(odd, whole), take(lease().consumer(QUEUE), 2));
        }

        @Test
        @Tag(StoreUnderTest.RACE)
        void takesTheSameMessageOnceOfManyAtATime() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            Race.run(8, racer -> {
                IntStream.rangeClosed(1, 20).forEach(number -> add(queue, number));
                return true;
            });
            QueueConsumer consumer = lease().consumer(QUEUE);
            assertEquals(20, consumer.waiting());
            assertEquals(
                    20,
                    ImmutableSet.copyOf(take(consumer, 20)).size(),
                    "messages that 8 threads added at the same time");
        }

        @Test
        void givesWhatNobodyFinishedToTheNextHolder() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            IntStream.rangeClosed(1, 3).forEach(number -> add(queue, number));
            Lease lease = lease();
            QueueConsumer consumer = lease.consumer(QUEUE);
            consumer.done(next(consumer));
            next(consumer);
            lease.close();
            assertEquals(values(2, 3), take(lease().consumer(QUEUE), 2));
        }

        @Test
        void outlivesTheShop() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            IntStream.rangeClosed(1, 3).forEach(number -> add(queue, number));
            QueueConsumer consumer = lease().consumer(QUEUE);
            consumer.done(next(consumer));
            reopen();
            assertEquals(values(2, 3), take(lease().consumer(QUEUE), 2));
        }

        @Test
        void remembersWhatWasDealtWith() throws Exception {
            add(shop().queue(QUEUE), 1);
            QueueConsumer consumer = lease().consumer(QUEUE);
            consumer.done(next(consumer));
            awaitDrained(shop().queue(QUEUE));
            add(shop().queue(QUEUE), 1);
            add(shop().queue(QUEUE), 2);
            assertEquals(values(2), take(consumer, 1));
        }

        @Test
        void remembersWhatWasDealtWithAfterReopening() throws Exception {
            add(shop().queue(QUEUE), 1);
            QueueConsumer consumer = lease().consumer(QUEUE);
            consumer.done(next(consumer));
            awaitDrained(shop().queue(QUEUE));
            reopen();
            add(shop().queue(QUEUE), 1);
            add(shop().queue(QUEUE), 2);
            assertEquals(values(2), take(lease().consumer(QUEUE), 1));
        }

        @Test
        void isDrainedOnceAllIsDealtWith() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            assertTrue(queue.isDrained());
            add(queue, 1);
            assertFalse(queue.isDrained());
            QueueConsumer consumer = lease().consumer(QUEUE);
            QueuedMessage message = next(consumer);
            assertFalse(queue.isDrained());
            consumer.done(message);
            awaitDrained(queue);
        }

        @Test
        void keepsWhatIsToBeKeptOfAMessage() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            IntStream.rangeClosed(1, 2).forEach(number -> add(queue, number));
            QueueConsumer consumer = lease().consumer(QUEUE);
            consumer.done(next(consumer), "{\"heard\":1}");
            consumer.done(next(consumer));
            awaitDrained(queue);
            assertEquals(ImmutableList.of("{\"heard\":1}"), consumer.kept(Duration.ofDays(1)));
        }

        @Test
        void keepsItAfterReopening() throws Exception {
            add(shop().queue(QUEUE), 1);
            QueueConsumer consumer = lease().consumer(QUEUE);
            consumer.done(next(consumer), "{\"heard\":1}");
            awaitDrained(shop().queue(QUEUE));
            reopen();
            assertEquals(
                    ImmutableList.of("{\"heard\":1}"), lease().consumer(QUEUE).kept(Duration.ofDays(1)));
        }

        @Test
        void saysHowManyWaitAndSinceWhen() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            QueueConsumer consumer = lease().consumer(QUEUE);
            assertEquals(0, consumer.waiting());
            assertEquals(Optional.empty(), consumer.oldest());
            add(queue, 1);
            add(queue, 2);
            QueuedMessage first = next(consumer);
            assertEquals(2, consumer.waiting());
            assertEquals(Optional.of(first.receivedAt()), consumer.oldest());
        }

        @Test
        void endsForWhoeverWaits() throws Exception {
            QueueConsumer consumer = lease().consumer(QUEUE);
            CompletableFuture<Void> ending = CompletableFuture.runAsync(consumer::end);
            assertEquals(Optional.empty(), consumer.take());
            ending.join();
        }

        @Test
        void ofOneNameKnowsNothingOfThatOfAnother() throws Exception {
            add(shop().queue("payments"), 1);
            add(shop().queue(QUEUE), 1);
            add(shop().queue(QUEUE), 2);
            Lease lease = lease();
            assertEquals(values(1, 2), take(lease.consumer(QUEUE), 2));
            assertEquals(1, lease.consumer("payments").waiting());
        }

        @Test
        void isTakenFromByOneAtATime() {
            Lease lease = lease();
            QueueConsumer unused = lease.consumer(QUEUE);
            assertThrows(IllegalStateException.class, () -> lease.consumer(QUEUE));
        }

        @Test
        void forgetsWhatItIsTold() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            add(queue, 1);
            add(queue, 2);
            add(queue, 3);
            add(queue, 4);
            Lease lease = lease();
            QueueConsumer consumer = lease.consumer(QUEUE);
            consumer.done(next(consumer), value(1).json());
            consumer.done(next(consumer), value(2).json());
            consumer.forget(json -> json.equals(value(1).json()) || json.equals(value(3).json()));
            assertEquals(ImmutableList.of(value(2).json()), consumer.kept(Duration.ofDays(1)));
            lease.close();
            add(queue, 1);
            add(queue, 3);
            QueueConsumer again = lease().consumer(QUEUE);
            assertEquals(1, again.waiting());
            assertEquals(value(4), next(again).value());
        }

        @Test
        void refusesKeysThatAreNone() {
            MessageQueue queue = shop().queue(QUEUE);
            for (String key : List.of("", " ", "a\nb", "é", "k".repeat(65))) {
                assertThrows(IllegalArgumentException.class, () -> queue.add(key, value(1)), key);
            }
        }

        @Test
        void takesSoManyThatWaitAndNoMore() throws Exception {
            MessageQueue queue = shop().queue(QUEUE);
            List<CompletableFuture<Void>> added = IntStream.rangeClosed(1, MessageQueue.MOST_WAITING)
                    .mapToObj(
                            number -> queue.add("key-" + number, value(number)).toCompletableFuture())
                    .toList();
            added.forEach(CompletableFuture::join);
            CompletionException full = assertThrows(CompletionException.class, () -> overfill(queue));
            assertInstanceOf(QueueFullException.class, full.getCause());
            add(queue, 1);
            QueueConsumer consumer = lease().consumer(QUEUE);
            consumer.done(next(consumer));
            awaitRoom(queue);
        }

        /** A few more may be let in by stores that count what waits now and then. */
        private void overfill(MessageQueue queue) {
            IntStream.rangeClosed(1, 1000).forEach(number -> add(queue, -number));
        }

        private void awaitRoom(MessageQueue queue) {
            long end = System.nanoTime() + patience().toNanos();
            while (true) {
                try {
                    add(queue, 0);
                    return;
                } catch (CompletionException e) {
                    assertInstanceOf(QueueFullException.class, e.getCause());
                    assertTrue(System.nanoTime() < end, () -> "no room " + patience() + " after a message was done");
                }
            }
        }

        @Test
        void isFilledByOtherProcessesToo() throws Exception {
            Assumptions.assumeTrue(shop().isShared(), "SKIPPED: one process has this store to itself");
            QueueConsumer consumer = lease().consumer(QUEUE);
            MessageQueue other = openAgain().queue(QUEUE);
            add(other, 1);
            add(other, 1);
            assertEquals(values(1), take(consumer, 1));
        }
    }

    @Nested
    @DisplayName("A shop")
    class Shops {

        @Test
        void isWellAtFirst() {
            assertEquals(Health.GOOD.failure(), shop().health().failure());
            assertEquals(Health.GOOD.troubles(), shop().health().troubles());
        }

        @Test
        void takesNothingOnceClosed() {
            MessageQueue queue = shop().queue(QUEUE);
            Records records = lease().records(LIST, value -> {});
            shop().close();
            shop().close();
            assertThrows(StorageException.class, () -> shop().lease("late"));
            assertThrows(StorageException.class, () -> records.append(value(1)));
            CompletionException refused = assertThrows(CompletionException.class, () -> add(queue, 1));
            assertInstanceOf(StorageException.class, refused.getCause());
        }

        @Test
        void closesItsOrders() {
            shop().close();
            assertThrows(StorageException.class, () -> shop().orders().get(Fixtures.orderId(1)));
        }

        @Test
        void countsItsOrdersInABackup() {
            Assumptions.assumeTrue(
                    shop().backups().isPresent(), "SKIPPED: backups of this store are made by its own tools");
            assertEquals(Optional.empty(), shop().backups().get().newest());
            shop().orders().insert(Fixtures.anOrder(1).pending(), OrderStorage.InsertGuard.NONE, Optional.empty());
            assertEquals(1, shop().backups().get().make().orders());
            assertTrue(shop().backups().get().newest().isPresent());
        }
    }
}
