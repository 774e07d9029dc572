package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.OutgoingMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A store that says "not now": the bot asks three times before it tells the person. */
class BusyStoreTest {

    private final OrderStorage real = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private final Queue<StorageException> failures = new ArrayDeque<>();
    private int writes;
    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en"), busyStore());

    private OrderStorage busyStore() {
        return (OrderStorage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {OrderStorage.class}, (proxy, method, arguments) -> {
                    if (Set.of("insert", "update", "remove").contains(method.getName())) {
                        writes++;
                        if (!failures.isEmpty()) {
                            throw failures.remove();
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static StorageException notNow() {
        return StorageException.retryable("the disk is full", null);
    }

    private void fails(StorageException failure, int times) {
        for (int i = 0; i < times; i++) {
            failures.add(failure);
        }
    }

    private long orders() {
        return real.count(OrderQuery.newestFirst().build());
    }

    @Test
    void theThirdTryCounts() {
        fails(notNow(), 2);
        assertTrue(shop.reply(BUDI, "!order gold").contains("Order received"));
        assertEquals(1, orders());
        assertEquals(3, writes);
    }

    @Test
    void afterThreeTriesThePersonIsTold() {
        fails(notNow(), 3);
        assertTrue(shop.reply(BUDI, "!order gold").contains("try again in a few minutes"));
        assertEquals(0, orders());
        assertEquals(3, writes);
    }

    @Test
    void aYesThatCouldNotBeCarriedOutCanBeSaidAgain() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        fails(notNow(), 3);
        assertTrue(shop.reply(BUDI, "yes").contains("try again in a few minutes"));
        assertEquals(OrderStatus.PENDING, real.get(OrderId.of(id)).orElseThrow().status());
        assertTrue(shop.reply(BUDI, "yes").contains("cancelled"));
        assertEquals(
                OrderStatus.CANCELLED, real.get(OrderId.of(id)).orElseThrow().status());
        assertTrue(shop.reply(BUDI, "yes").contains("Welcome"), "the question went with it");
    }

    @Test
    void whatCannotPassIsNotTriedAgain() {
        fails(StorageException.rejected("closed", null), 1);
        assertTrue(shop.reply(BUDI, "!order gold").contains("try again in a few minutes"));
        assertEquals(1, writes);
    }

    @Test
    void whatMayHaveTakenPlaceIsNotTriedAgain() {
        fails(StorageException.unknown("no answer", null), 1);
        assertTrue(shop.reply(BUDI, "!order gold").contains("try again in a few minutes"));
        assertEquals(1, writes);
    }

    @Test
    void ofSeveralOrdersThoseThatMovedMoveOnce() {
        String first = shop.order(BUDI, "gold");
        String second = shop.order(SITI, "gold");
        shop.sent.clear();
        failures.add(notNow());
        String reply = shop.reply(ADMIN, "!order-confirm " + first + "," + second);
        assertEquals(
                2, reply.lines().filter(line -> line.contains("*confirmed*")).count(), reply);
        assertEquals(
                2, real.get(OrderId.of(first)).orElseThrow().statusHistory().size());
        assertEquals(3, shop.sent.size(), "the admin and each customer once");
    }

    /** A bridge delivers a message again when it did not hear that it was dealt with. */
    @Test
    void aMessageThatWasToldToTryAgainIsCarriedOutWhenItComesAgain() {
        fails(notNow(), 100);
        IncomingMessage order = IncomingMessage.privately("test", "m1", BUDI, "Budi", "!order gold");
        OutgoingMessage failed = shop.receives(order).get(0);
        assertEquals("storage-unavailable", failed.template());
        failures.clear();
        OutgoingMessage done = shop.receives(order).get(0);
        assertEquals("order-created-customer", done.template());
        assertNotEquals(failed.id(), done.id(), "a phone would drop a second message with the same id");
        assertEquals(List.of(), shop.receives(order));
        assertEquals(1, orders());
    }
}
