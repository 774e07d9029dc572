package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger must not learn or do, tried through the front door. */
class CustomerPrivacyTest {

    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en"));

    @ParameterizedTest
    @ValueSource(strings = {"!order-status ", "!cancel ", "!order-note %s hello", "!username %s siti.craft"})
    void anotherCustomersOrderAndNoOrderAreTheSame(String command) {
        String foreign = shop.order(BUDI, "gold 3");
        String line = command.contains("%s") ? command : command + "%s";
        String onForeign = shop.reply(SITI, line.replace("%s", foreign));
        String onNone = shop.reply(SITI, line.replace("%s", "ORD-00000-00000"));
        assertEquals(onNone.replace("ORD-00000-00000", "ID"), onForeign.replace(foreign, "ID"));
    }

    @Test
    void theEndOfAnIdFindsOnesOwnOrdersOnly() {
        String id = shop.order(BUDI, "gold 3");
        String end = id.substring(id.length() - 5);
        assertTrue(shop.reply(BUDI, "!status " + end.toLowerCase(Locale.ROOT)).contains(id));
        assertFalse(shop.reply(SITI, "!status " + end).contains(id));
    }

    @Test
    void adminNotesAndInternalNotesReachNoCustomer() {
        String id = shop.order(BUDI, "gold 3");
        shop.says(ADMIN, "!order-note " + id + " SECRET-1");
        shop.says(ADMIN, "!order-confirm " + id + " SECRET-2");
        shop.says(ADMIN, "!order-process " + id + " SECRET-3");
        shop.says(ADMIN, "!order-complete " + id + " SERVER1 SECRET-4");
        shop.says(BUDI, "!order-status " + id);
        shop.says(BUDI, "!my-orders");
        List<OutgoingMessage> toBudi =
                shop.sent.stream().filter(m -> m.to().equals(BUDI.text())).toList();
        assertEquals(6, toBudi.size());
        assertTrue(toBudi.stream().noneMatch(m -> m.toString().contains("SECRET")), toBudi::toString);
    }

    @Test
    void reasonsReachTheCustomer() {
        String id = shop.order(BUDI, "gold 3");
        List<OutgoingMessage> sent = shop.says(ADMIN, "!order-cancel " + id + " out of stock");
        assertTrue(sent.stream()
                .anyMatch(m -> m.to().equals(BUDI.text()) && m.text().contains("out of stock")));
    }

    @Test
    void customersAppearMaskedToAdmins() {
        String id = shop.order(BUDI, "gold 3");
        for (String command : List.of("!orders", "!pending-orders", "!order-search gold", "!order-detail " + id)) {
            String reply = shop.reply(ADMIN, command);
            assertTrue(reply.contains("6281****890"), reply);
            assertFalse(reply.contains("34567"), reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6281100000001@s.whatsapp.net",
                "6281100000001:12@s.whatsapp.net",
                "6281100000001@c.us",
                "6281100000001"
            })
    void theOwnerIsKnownInEveryNotationOfTheirId(String id) {
        assertFalse(shop.reply(PersonId.whatsApp(id), "!order-stats").contains("do not know"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6281100000001@lid",
                "81100000001@s.whatsapp.net",
                "162811000000019@s.whatsapp.net",
                "ID.6281100000001"
            })
    void nobodyElseIsTheOwner(String id) {
        assertTrue(shop.reply(PersonId.whatsApp(id), "!order-stats").contains("do not know"));
    }

    @Test
    void withoutAnyAdminEverybodyIsACustomer() {
        TestShop nobody = new TestShop(Map.of("OWNER_NUMBER", "", "STORE_ADMIN", "", "STORE_LANGUAGE", "en"));
        assertTrue(nobody.reply(OWNER, "!orders").contains("do not know"));
        assertFalse(nobody.reply(BUDI, "!order gold").contains("wa.me"), "no contact, so no line for it");
    }

    @Test
    void groupForwardedAndOwnMessagesRunNoCommand() {
        IncomingMessage group = message("62811-1@g.us", Trait.GROUP);
        assertEquals("private-only", shop.receives(group).get(0).template());
        assertEquals(List.of(), shop.receives(group), "a group is told once a day");
        assertEquals(List.of(), shop.receives(message(BUDI.text(), Trait.FORWARDED)));
        assertEquals(List.of(), shop.receives(message(BUDI.text(), Trait.FROM_ME)));
        assertEquals(0, shop.storage.count(OrderQuery.newestFirst().build()));
    }

    private static IncomingMessage message(String chat, Trait... traits) {
        return new IncomingMessage("test", "x" + List.of(traits), BUDI, chat, "Budi", "!order gold", traits);
    }

    @Test
    void twoPeoplesMessagesWithTheSameIdAreTwoMessages() {
        String first = orderIn(IncomingMessage.privately("test", "same", BUDI, "Budi", "!order gold"));
        String second = orderIn(IncomingMessage.privately("test", "same", SITI, "Siti", "!order gold"));
        assertFalse(first.equals(second));
        List<String> sendIds = shop.sent.stream().map(OutgoingMessage::id).toList();
        assertEquals(sendIds.size(), Set.copyOf(sendIds).size());
    }

    private String orderIn(IncomingMessage message) {
        return shop.receives(message).get(0).variables().getOrDefault("orderId", "");
    }

    @Test
    void aSharedChatIsAGroupWhateverTheTransportSays() {
        assertEquals(
                "private-only", shop.receives(message("62811-1@g.us")).get(0).template());
    }

    @ParameterizedTest
    @ValueSource(strings = {"628991113579", "0899-1113-5790", "0899 1113 5790", "(0899) 1113.579", "０８９９１１１３５７９"})
    void numbersInNamesAndNotesAreMaskedForAdmins(String number) {
        shop.receives(IncomingMessage.privately("test", "n", SITI, number, "!order gold 1 hubungi " + number + " ya"));
        String id = shop.sent.get(0).variables().getOrDefault("orderId", "");
        shop.says(ADMIN, "!order-confirm " + id + " dari " + number);
        shop.says(ADMIN, "!order-note " + id + " " + number);
        shop.says(ADMIN, "!order-detail " + id);
        shop.says(ADMIN, "!orders " + number);
        shop.sent.stream()
                .filter(message -> message.to().equals(ADMIN.text()))
                .forEach(message -> assertFalse(message.text().matches("(?s).*\\p{Nd}{5}.*"), message.text()));
    }

    @Test
    void typedTextForgesNothing() {
        shop.receives(IncomingMessage.privately(
                "test", "f", SITI, "*Total:* {{orderId}}\n*Status:* COMPLETED `x`", "!order gold 1 *Status:* _done_"));
        String notice = shop.sent.get(1).text();
        assertTrue(notice.contains("＊Total:＊ {{orderId}} ＊Status:＊ COMPLETED"), notice);
    }

    @Test
    void aCustomersYesCancelsOnlyWhatWasAskedAndOnlyInTime() {
        String id = shop.order(BUDI, "gold 3");
        shop.says(BUDI, "!cancel " + id);
        shop.clock.advance(Duration.ofMinutes(6));
        shop.says(BUDI, "YA");
        assertEquals(OrderStatus.PENDING, status(id), "the question was five minutes open");
        shop.says(BUDI, "!cancel " + id);
        shop.says(SITI, "YA");
        shop.says(BUDI, "!my-orders");
        shop.says(BUDI, "YA");
        assertEquals(OrderStatus.PENDING, status(id), "another command drops the question");
        shop.says(BUDI, "!cancel " + id);
        shop.says(BUDI, " yes ");
        assertEquals(OrderStatus.CANCELLED, status(id));
    }

    private OrderStatus status(String id) {
        return shop.storage.get(OrderId.of(id)).orElseThrow().status();
    }
}
