package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of one person one after another, of different persons at the same time. */
class ParallelMessagesTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final CountDownLatch insertBegan = new CountDownLatch(1);
    private final CountDownLatch insertMayEnd = new CountDownLatch(1);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private TestShop shop(Map<String, String> settings, OrderStorage storage) {
        return new TestShop(settings, storage, ChatStores.inMemory(), threads);
    }

    /** A store in which nothing is inserted until the test says so. */
    private OrderStorage slowStore() {
        OrderStorage real = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        return (OrderStorage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {OrderStorage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("insert")) {
                        insertBegan.countDown();
                        Uninterruptibles.awaitUninterruptibly(insertMayEnd);
                    }
                    return method.invoke(real, arguments);
                });
    }

    @Test
    void aSlowOrderHoldsUpNobodyButItsCustomer() {
        TestShop shop = shop(Map.of(), slowStore());
        shop.hears(BUDI, "!order gold");
        shop.hears(BUDI, "!katalog");
        Uninterruptibles.awaitUninterruptibly(insertBegan);
        shop.hears(SITI, "!katalog");
        while (repliesTo(shop, SITI).isEmpty()) {
            shop.sendDue();
        }
        assertEquals(List.of(), repliesTo(shop, BUDI));
        insertMayEnd.countDown();
        shop.finish();
        assertEquals(List.of("order-created-customer", "catalog"), repliesTo(shop, BUDI));
    }

    @Test
    void stoppingAnswersWhatIsAtHandAndTakesNoMore() {
        TestShop shop = shop(Map.of(), slowStore());
        shop.hears(BUDI, "!order gold");
        Uninterruptibles.awaitUninterruptibly(insertBegan);
        insertMayEnd.countDown();
        shop.stop();
        shop.hears(BUDI, "!katalog");
        shop.finish();
        assertEquals(List.of("order-created-customer"), repliesTo(shop, BUDI));
    }

    /** The stores may be closed by then. */
    @Test
    void afterTheStopTheEndOfTheMessagesSendsNothingThoughSomethingIsDue() {
        TestShop shop = new TestShop();
        shop.fate = message -> SendResult.tryAgain("busy");
        shop.says(BUDI, "!order gold");
        shop.stop();
        shop.clock.advance(Duration.ofHours(1));
        int before = shop.sent.size();
        shop.finish();
        assertEquals(before, shop.sent.size());
        shop.sendDue();
        assertTrue(shop.sent.size() > before, "something was due");
    }

    @Test
    void everybodysRepliesComeInTheOrderOfTheirMessages() {
        TestShop shop = shop(Map.of(), InMemoryOrderStorage.create(Fixtures.JAKARTA));
        List<PersonId> people = Stream.iterate(1, n -> n + 1)
                .limit(12)
                .map(n -> PersonId.phone("62899000000" + (10 + n)))
                .toList();
        for (PersonId person : people) {
            List.of("!order gold", "!katalog", "!my-orders", "!lang en", "!harga gold", "!help")
                    .forEach(text -> shop.hears(person, text));
        }
        shop.finish();
        for (PersonId person : people) {
            assertEquals(
                    List.of("order-created-customer", "catalog", "order-list", "language-chosen", "price", "help"),
                    repliesTo(shop, person));
        }
        String toAdmin = shop.sent.stream()
                .filter(message -> message.to().equals(ADMIN.text()))
                .map(OutgoingMessage::text)
                .collect(Collectors.joining("\n"));
        assertEquals(
                12,
                shop.storage.query(OrderQuery.newestFirst().limit(100).build()).orders().stream()
                        .filter(order -> toAdmin.contains(order.id().toString()))
                        .count());
    }

    @Test
    void fiftyRacesForTheLastPlaceNeverBreakTheCap() {
        for (int race = 0; race < 50; race++) {
            TestShop shop = shop(Map.of("MAX_PENDING_ORDERS", "1"), InMemoryOrderStorage.create(Fixtures.JAKARTA));
            for (PersonId person : List.of(BUDI, SITI)) {
                shop.hears(person, "!order gold");
                shop.hears(person, "!order bronze");
                shop.hears(person, "!order silver");
            }
            shop.finish();
            assertEquals(2, shop.storage.count(OrderQuery.newestFirst().build()));
            assertTrue(repliesTo(shop, BUDI).containsAll(List.of("order-created-customer", "too-many-pending")));
        }
    }

    private static List<String> repliesTo(TestShop shop, PersonId person) {
        return shop.sent.stream()
                .filter(message -> message.replyTo().isPresent() && message.to().equals(person.text()))
                .map(OutgoingMessage::template)
                .toList();
    }
}
