package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.chat.Roster;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.storage.json.BackupPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotConfigTest {

    @Test
    void nothingConfiguredIsAWorkingShop() {
        BotConfig config = BotConfig.read(Map.of("OWNER_NUMBER", " "));
        assertEquals("Pterodactyl Store", config.storeName());
        assertEquals("IDR", config.currency().getCode());
        assertEquals("Asia/Jakarta", config.zone().getId());
        assertEquals("!", config.prefix());
        assertEquals("data", config.dataDirectory().toString());
        assertEquals("console", config.transport());
        assertEquals(5, config.maxPendingOrders());
        assertEquals(BackupPolicy.BESIDE_THE_DATA, config.backups());
        assertTrue(config.roster().notified().isEmpty());
    }

    @Test
    void everyWrongValueIsNamedAtOnce() {
        Map<String, String> wrong = Map.of(
                "STORE_CURRENCY", "RUPIAH",
                "STORE_TIMEZONE", "Jakarta",
                "STORE_LANGUAGE", "xx",
                "BOT_PREFIX", "bot",
                "TRANSPORT", "telegram",
                "MAX_PENDING_ORDERS", "0",
                "BACKUP_DIR", "no/such/disk",
                "OWNER_NUMBER", "0812-3456-7890, boss",
                "TEMPLATES_DIR", "no/such/directory");
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> BotConfig.read(wrong)).getMessage());
        wrong.forEach((name, value) -> assertTrue(message.contains(name), message));
        assertTrue(message.contains("\"boss\"") && message.contains("Asia/Jakarta"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0811-0000-001",
                "+62 811 0000 001",
                "62811-0000001",
                "(0811) 0000001",
                "628110000001@s.whatsapp.net",
                "628110000001:7@s.whatsapp.net",
                "0811.0000.001"
            })
    void anAdminMayBeWrittenInAnyNotation(String number) {
        Roster roster = BotConfig.read(Map.of("STORE_ADMIN", number)).roster();
        assertEquals(Role.ADMIN, roster.roleOf(PersonId.phone("628110000001")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0811-0000-0001 Budi",
                "0811-0000-OOO1",
                "0811x0000x0001",
                "12345",
                "6281100000001@lid",
                "62811-1@g.us",
                "0811 0000 0001 ext 5"
            })
    void whatIsNoNumberIsNoAdmin(String number) {
        assertThrows(ConfigException.class, () -> BotConfig.read(Map.of("OWNER_NUMBER", number)));
    }

    @ParameterizedTest
    @CsvSource({
        "62811960456, 62811960456",
        "+55 11 98765-4321, 551187654321",
        "551187654321, 5511987654321",
        "+54 11 2345-6789, 5491123456789",
        "+54 9 11 2345-6789, 541123456789",
        "+52 55 1234 5678, 5215512345678"
    })
    void anOwnerIsKnownInTheFormThatWhatsAppUses(String written, String writes) {
        Roster roster = BotConfig.read(Map.of("OWNER_NUMBER", written)).roster();
        assertEquals(Role.OWNER, roster.roleOf(PersonId.whatsApp(writes)));
        assertEquals(1, roster.notified().size(), "told once");
    }

    @Test
    void whatNumbersWereTakenForIsSaidWithoutThem() {
        Roster roster = BotConfig.read(Map.of("OWNER_NUMBER", "0811-0000-001", "STORE_ADMIN", "+55 11 98765-4321"))
                .roster();
        assertEquals(
                "owners: 6281****001 (ID); admins: 5511****321"
                        + " (BR, with and without the digit that WhatsApp may leave out)",
                roster.described());
    }

    @ParameterizedTest
    @CsvSource({"0062 812-3456-7890, begins with 00", "81234567890, +81234567890 or 081234567890"})
    void aNumberThatMayBeTwoIsRefusedWithTheRule(String number, String rule) {
        String message =
                String.valueOf(assertThrows(ConfigException.class, () -> BotConfig.read(Map.of("OWNER_NUMBER", number)))
                        .getMessage());
        assertTrue(message.contains(rule), message);
    }

    @ParameterizedTest
    @CsvSource({"o,OWNER", "a,ADMIN", "x,CUSTOMER"})
    void ownersComeBeforeAdmins(String who, Role role) {
        Roster roster = BotConfig.read(
                        Map.of("OWNER_NUMBER", "0811-0000-001", "STORE_ADMIN", "0811-0000-001,0811-0000-002"))
                .roster();
        Map<String, String> numbers = Map.of("o", "628110000001", "a", "628110000002", "x", "628110000003");
        assertEquals(role, roster.roleOf(PersonId.whatsApp(numbers.getOrDefault(who, ""))));
    }
}
