package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights follow from the configured numbers alone, and orders from the exact identity. */
class WhoIsWhoTest {

    private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);

    private TestShop shop(String admin) {
        return new TestShop(Map.of("STORE_LANGUAGE", "en", "OWNER_NUMBER", "", "STORE_ADMIN", admin), storage);
    }

    private static boolean isAdmin(TestShop shop, PersonId person) {
        return shop.says(person, "!orders").get(0).template().equals("no-orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "081234500009",
                "0812-3450-0009",
                "0812 3450 0009",
                "(0812) 345 00009",
                "6281234500009",
                "+6281234500009",
                "+62 812-3450-0009",
                "62 812 3450 0009",
                "6281234500009@s.whatsapp.net",
                "6281234500009:12@s.whatsapp.net"
            })
    void anAdminIsKnownHoweverTheirNumberIsWritten(String written) {
        TestShop shop = shop(written);
        assertTrue(isAdmin(shop, PersonId.phone("6281234500009")));
        assertTrue(isAdmin(shop, PersonId.phone("6281234500009:3@s.whatsapp.net")));
        assertFalse(isAdmin(shop, BUDI));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6281234500009@lid",
                "81234500009",
                "62812345000099",
                "281234500009",
                "6281234500009.attacker@s.whatsapp.net",
                "xn--6281234500009"
            })
    void whoMerelyLooksLikeAnAdminIsNone(String id) {
        assertFalse(isAdmin(shop("081234500009"), PersonId.whatsApp(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Owner", "Admin", "6281234500009", "+62 812-3450-0009"})
    void aNameGivesNoRights(String name) {
        TestShop shop = shop("081234500009");
        IncomingMessage message = IncomingMessage.privately("test", "m", BUDI, name, "!orders");
        assertEquals("unknown-command", shop.receives(message).get(0).template());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status@broadcast", "6281234567890@broadcast", "120363041234567890@newsletter"})
    void whereAnAnswerWouldBePublishedThereIsNone(String chat) {
        TestShop shop = shop("081234500009");
        for (String text : List.of("!order bronze 1", "!katalog", "!orders", "halo", "STOP")) {
            assertEquals(List.of(), shop.receives(new IncomingMessage("test", text, BUDI, chat, "Budi", text)));
        }
        assertEquals(0, storage.count(OrderQuery.newestFirst().build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6285550001234@s.whatsapp.net", "98765432109876@lid"})
    void repliesGoToWhoeverWroteWhateverChatABridgeNames(String chat) {
        TestShop shop = shop("081234500009");
        shop.receives(new IncomingMessage("test", "m", BUDI, chat, "Budi", "!order bronze 1"))
                .forEach(message -> assertTrue(
                        message.template().endsWith("admin") || message.to().equals(BUDI.text()), message.to()));
    }

    @Test
    void anAdminWhoWasRemovedIsACustomer() {
        assertTrue(isAdmin(shop("081100000002"), ADMIN));
        assertFalse(isAdmin(shop("081100000003"), ADMIN));
    }

    @ParameterizedTest
    @EnumSource
    void anAdminsCommandInAGroupForwardedOrFromTheShopItselfIsNotRun(Trait trait) {
        TestShop shop = shop("081100000002");
        String id = shop.order(BUDI, "gold");
        shop.receives(new IncomingMessage("test", "m", ADMIN, ADMIN.text(), "", "!order-cancel " + id, trait));
        assertEquals(
                1,
                shop.says(ADMIN, "!order-confirm " + id).stream()
                        .filter(message -> message.text().contains("*confirmed*"))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"281234567", "62812345678", "16281234567", "6281234567@lid"})
    void aCustomerSeesOrdersOfTheirExactNumberOnly(String other) {
        TestShop shop = shop("081100000002");
        PersonId customer = PersonId.phone("6281234567");
        String id = shop.order(customer, "gold");
        for (String line : List.of("!order-status " + id, "!my-orders", "!cancel " + id)) {
            assertFalse(
                    shop.reply(PersonId.whatsApp(other), line)
                            .replace("\"" + id + "\"", "")
                            .contains(id),
                    line);
        }
        assertTrue(shop.reply(customer, "!my-orders").contains(id));
    }

    /** Each beside a word that is no command and as far from the customers' commands. */
    @ParameterizedTest
    @CsvSource({
        "!orders, !orderx",
        "!order-stats, !order-statz",
        "!order-detail ORD-00000-00000, !qwertyuiop",
        "!order-search gold, !qwertyuiop",
        "!order-contact ORD-00000-00000, !qwertyuiop",
        "!order-delete ORD-00000-00000, !qwertyuiop",
        "!backup, !qwertyuiop",
        "!antrian, !qwertyuiop"
    })
    void anAdminsCommandIsToACustomerWhatAnUnknownOneIs(String command, String unknown) {
        TestShop shop = shop("081100000002");
        assertEquals(shop.reply(BUDI, unknown), shop.reply(BUDI, command));
    }
}
