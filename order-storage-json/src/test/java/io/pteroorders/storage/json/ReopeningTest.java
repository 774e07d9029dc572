package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static io.pteroorders.storage.json.DataDirectory.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.Race;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReopeningTest {

    private static final int RACERS = 20;

    @TempDir
    Path parent;

    @Test
    void givesBackEveryPartOfEveryOrder() {
        DataDirectory data = DataDirectory.in(parent);
        Order bronze = anOrder(1).pending();
        Order gold = anOrder(2)
                .by(siti())
                .of(PackageType.GOLD)
                .months(12)
                .in(OrderStatus.REFUNDED)
                .withNote(NOON, "system", "💎 Ünï \"quoted\" \\ {}")
                .withAdminNote(NOON, "system", "two\nlines")
                .withUsername(NOON, "siti.panel")
                .withPaymentProof(NOON, "media:0001");
        try (OrderStorage store = data.open()) {
            insert(store, bronze);
            insert(store, gold);
        }
        assertEquals(ImmutableList.of(bronze, gold), data.reopened());
    }

    @Test
    void givesBackChangesAndRemovals() {
        DataDirectory data = DataDirectory.in(parent);
        Order first = anOrder(1).pending();
        try (OrderStorage store = data.open()) {
            insert(store, first);
            insert(store, anOrder(2).pending());
            confirm(store, first);
            store.remove(orderId(2), order -> Optional.empty(), Optional.empty());
        }
        assertEquals(ImmutableList.of(moved(first, OrderStatus.CONFIRMED)), data.reopened());
    }

    private static void confirm(OrderStorage store, Order order) {
        WriteResult result =
                store.update(order.id(), now -> Outcome.done(moved(now, OrderStatus.CONFIRMED)), Optional.empty());
        assertEquals(WriteResult.Kind.DONE, result.kind());
    }

    @Test
    void findsAnEmptyStoreEmpty() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        assertEquals(ImmutableList.of(), data.reopened());
        try (OrderStorage store = data.open()) {
            insert(store, anOrder(1).pending());
            store.remove(orderId(1), order -> Optional.empty(), Optional.empty());
        }
        assertEquals("[]\n", data.text());
        assertEquals(ImmutableList.of(), data.reopened());
    }

    @Test
    void goesOnWithTheChangeFeed() {
        DataDirectory data = DataDirectory.in(parent);
        ChangePage.Token token;
        try (OrderStorage store = data.open()) {
            insert(store, anOrder(1).pending());
            insert(store, anOrder(2).pending());
            token = store.changes(ChangePage.Token.START, 10).next();
        }
        try (OrderStorage store = data.open()) {
            assertEquals(ImmutableList.of(), store.changes(token, 10).changes());
            insert(store, anOrder(3).pending());
            assertEquals(
                    ImmutableList.of(new ChangePage.Change(
                            orderId(3), Optional.of(anOrder(3).pending()))),
                    store.changes(token, 10).changes());
        }
    }

    @RepeatedTest(30)
    void findsAllOfManyParallelCreates() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        try (OrderStorage store = data.open()) {
            Race.run(RACERS, racer -> {
                insert(store, anOrder(racer).pending());
                return racer;
            });
        }
        assertEquals(
                IntStream.range(0, RACERS)
                        .mapToObj(Fixtures::orderId)
                        .map(Object::toString)
                        .collect(ImmutableSet.toImmutableSet()),
                ids(data.json()));
        assertEquals(RACERS, data.reopened().size());
    }

    private static ImmutableSet<String> ids(JsonNode orders) {
        return orders.valueStream().map(order -> order.path("id").stringValue()).collect(ImmutableSet.toImmutableSet());
    }

    @Test
    void isNeverMetHalfWrittenByAReaderOfTheFile() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            insert(store, anOrder(0).pending());
            store.checkpoint();
            CountDownLatch writing = new CountDownLatch(1);
            Set<Integer> sizes = new HashSet<>();
            Race.run(2, racer -> racer == 0 ? write(store, writing) : read(data, writing, sizes));
            assertTrue(Range.closed(1, 150).containsAll(sizes), sizes.toString());
        }
        assertEquals(150, data.json().size());
    }

    private static int write(JsonOrderStorage store, CountDownLatch writing) {
        try {
            for (int number = 1; number < 150; number++) {
                insert(store, anOrder(number).pending());
                store.checkpoint();
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.countDown();
        }
    }

    private static int read(DataDirectory data, CountDownLatch writing, Set<Integer> sizes) {
        int last = 0;
        while (writing.getCount() > 0) {
            JsonNode orders = data.json();
            assertTrue(orders.size() >= last, "a later reader saw an earlier version");
            last = orders.size();
            sizes.add(last);
        }
        return last;
    }
}
