package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.OutgoingMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that wants to be something else: answered politely, carried out never. */
class HostileTextTest {

    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en"));

    private long orders() {
        return shop.storage.count(OrderQuery.newestFirst().build());
    }

    private Order orderOf(PersonId customer) {
        OrderQuery query = OrderQuery.newestFirst().customer(customer).build();
        return shop.storage.query(query).orders().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!оrder gold 1",
                "!ｏｒｄｅｒ gold 1",
                "！order gold 1",
                "!or\u200Bder gold 1",
                "!order\u0000 gold 1",
                "!order ｇold 1",
                "!order ../gold 1",
                "!order {{packageType}} 1",
                "!order ${jndi:ldap://x} 1",
                "!order %s 1",
                "!order gold 1\u200B2",
                "!order gold １",
                "!order gold ٣",
                "!order gold 1.0",
                "!order gold 2147483648",
                "> !order gold 1",
                "`!order gold 1`"
            })
    void whatOnlyLooksLikeAnOrderMakesNone(String text) {
        List<OutgoingMessage> sent = shop.says(BUDI, text);
        assertEquals(1, sent.size());
        assertFalse(sent.get(0).template().equals("internal-error"), text);
        assertEquals(0, orders());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202E!order gold 1",
                "!\u202Eorder gold 1\u202C",
                "!order gold\u200B 1",
                "!order gold 1\u200E",
                "!order gold 1\uFE0F",
                "!order gold \uFEFF 1",
                "!\u00A0order\u3000gold\u20031",
                "!ORDER GOLD 1",
                "\n!order\r\n\tgold \u2028 1",
                "!Order Gold"
            })
    void casesAndAnySpacesAreOneOrder(String text) {
        shop.says(BUDI, text);
        assertEquals(1, orders());
    }

    @ParameterizedTest
    @ValueSource(strings = {"!LIST", "!PRICE GOLD", "!PESANAN-SAYA", "!BAHASA ID", "!HELP ORDER-STATUS"})
    void theHostsLocaleChangesNoLetters(String text) {
        assertFalse(shop.says(BUDI, text).get(0).template().startsWith("unknown"), text);
    }

    @ParameterizedTest
    @ValueSource(ints = {4097, 65_536, 1_048_576})
    void textOfAnyLengthGetsOneShortAnswer(int length) {
        for (String text : List.of("!order " + "x".repeat(length), "😀".repeat(length), "!x ".repeat(length))) {
            List<OutgoingMessage> sent = shop.says(BUDI, text);
            assertEquals(
                    List.of("message-too-long"),
                    sent.stream().map(OutgoingMessage::template).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u0000", "\u001B[2J", "\u0007", "😀", "\uD800", "\u202E", "!", "!!", "! order gold"})
    void oddTextGetsOnePoliteAnswer(String text) {
        List<OutgoingMessage> sent = shop.says(BUDI, text).stream()
                .filter(message -> message.to().equals(BUDI.text()))
                .toList();
        assertEquals(1, sent.size());
        assertFalse(sent.get(0).template().equals("internal-error"));
    }

    @Test
    void invisibleCharactersAreRefusedInIdsAndTakenOutOfNames() {
        String id = shop.order(BUDI, "gold");
        for (String odd : List.of("\u200B", "\u202E", "\u2066", "\uFEFF")) {
            String typed = id.substring(0, 6) + odd + id.substring(6);
            assertTrue(shop.reply(BUDI, "!order-status " + typed).contains("There is no order"));
        }
        shop.receives(IncomingMessage.privately("test", "n", SITI, "\u202ESi\u200Bti\n\u0007", "!order gold"));
        assertEquals("Siti", orderOf(SITI).customer().displayName());
    }

    @Test
    void halfACharacterBecomesOneReplacementAtTheBorder() {
        shop.receives(IncomingMessage.privately("test", "n", BUDI, "Bu\uD83Ddi", "!order gold 1 a\uDE00b"));
        assertEquals("Bu\uFFFDdi", orderOf(BUDI).customer().displayName());
        assertEquals("a\uFFFDb", orderOf(BUDI).notes().all().get(0).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a/b", "S1\u200B", "{{orderId}}", "${jndi:x}", "a b\u0000"})
    void aServerIdIsALabelAndNothingElse(String server) {
        String id = shop.order(BUDI, "gold");
        shop.says(ADMIN, "!order-confirm " + id);
        shop.says(ADMIN, "!order-process " + id);
        shop.says(ADMIN, "!order-complete " + id + " " + server);
        String saved = shop.storage.get(OrderId.of(id)).orElseThrow().serverId().orElse("");
        assertTrue(saved.isEmpty() || saved.equals("a"), saved);
    }

    @Test
    void aReasonForgesNoLineAndExpandsNoValue() {
        String id = shop.order(BUDI, "gold");
        String reason = "x\n*Status:* COMPLETED\n{{orderId}} ${jndi:x} %s `code` > quote";
        shop.says(ADMIN, "!order-cancel " + id + " " + reason);
        List<String> lines = shop.sent.stream()
                .filter(message -> message.template().equals("order-cancelled-customer"))
                .flatMap(message -> message.text().lines())
                .toList();
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("*Status:*") || line.startsWith(">")));
        assertTrue(lines.stream().anyMatch(line -> line.contains("{{orderId}} ${jndi:x} %s")), lines::toString);
    }
}
