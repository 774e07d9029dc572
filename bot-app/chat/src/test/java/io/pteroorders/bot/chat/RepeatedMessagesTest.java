package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that a transport delivers again: answered once, and carried out once. */
class RepeatedMessagesTest {

    private static final Duration MINUTES = Duration.ofMinutes(11);

    private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private TestShop shop = new TestShop(Map.of(), storage);

    private List<OutgoingMessage> receives(String id, PersonId person, String text) {
        return shop.receives(IncomingMessage.privately("test", id, person, "", text));
    }

    private void restart() {
        shop = new TestShop(Map.of(), storage);
        shop.run = "after the restart ";
    }

    private Order order(String id) {
        return storage.get(OrderId.of(id)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!katalog", "!my-orders", "!order gold", "!lang en", "!oder", "STOP", "halo"})
    void withinMinutesTheSameMessageIsAnsweredOnce(String text) {
        assertEquals(1, replies(receives("m", BUDI, text)));
        shop.clock.advance(Duration.ofMinutes(5));
        assertEquals(List.of(), receives("m", BUDI, text));
    }

    private static long replies(List<OutgoingMessage> sent) {
        return sent.stream().filter(message -> message.replyTo().isPresent()).count();
    }

    @Test
    void whatItSaysTheSecondTimeDoesNotCount() {
        receives("m", BUDI, "!katalog");
        assertEquals(List.of(), receives("m", BUDI, "!order gold"));
    }

    @Test
    void theSameIdsOfTwoPersonsAreTwoMessages() {
        assertEquals(1, receives("m", BUDI, "!katalog").size());
        assertEquals(1, receives("m", SITI, "!katalog").size());
    }

    @Test
    void muchLaterAReadIsAnsweredAgain() {
        receives("m", BUDI, "!katalog");
        shop.clock.advance(MINUTES);
        assertEquals(1, receives("m", BUDI, "!katalog").size());
    }

    @Test
    void afterARestartAnOrderIsTheSameOrderAndNobodyElseIsTold() {
        String id = receives("m", BUDI, "!order gold").get(0).variables().get("orderId");
        restart();
        List<OutgoingMessage> again = receives("m", BUDI, "!order gold");
        assertEquals(1, again.size());
        assertEquals(id, again.get(0).variables().get("orderId"));
        assertEquals(1, storage.count(OrderQuery.newestFirst().build()));
    }

    @Test
    void aMessageThatMadeAnOrderDoesNothingElseLater() {
        String id = receives("m", BUDI, "!order gold").get(0).variables().getOrDefault("orderId", "");
        restart();
        receives("m", BUDI, "!order-note " + id + " hello");
        assertEquals(0, order(id).notes().all().size());
    }

    @Test
    void aYesThatCancelledOneOrderCancelsNoOther() {
        String first = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + first);
        receives("yes", BUDI, "YA");
        shop.clock.advance(MINUTES);
        String second = shop.order(BUDI, "bronze");
        shop.says(BUDI, "!cancel " + second);
        receives("yes", BUDI, "YA");
        assertEquals(OrderStatus.CANCELLED, order(first).status());
        assertEquals(OrderStatus.PENDING, order(second).status());
    }

    @Test
    void severalOrdersInOneMessageAreConfirmedOnceEach() {
        String first = shop.order(BUDI, "gold");
        String second = shop.order(SITI, "gold");
        String line = "!order-confirm " + first + "," + second;
        receives("m", ADMIN, line);
        restart();
        assertEquals(1, receives("m", ADMIN, line).size(), "the admin is answered, no customer told");
        assertEquals(2, order(first).statusHistory().size());
        assertEquals(2, order(second).statusHistory().size());
    }
}
