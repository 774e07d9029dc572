package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and not starting: one clear message, and the exit code that says which. */
class StartIT {

    @TempDir
    Path directory;

    private void refuses(int exitCode, Map<String, String> settings, String[] arguments, String... words)
            throws Exception {
        try (BotProcess bot = BotProcess.start(directory, settings, arguments)) {
            assertEquals(exitCode, bot.end(), bot.errors());
            for (String word : words) {
                assertTrue(bot.errors().contains(word), bot.errors());
            }
            assertFalse(bot.errors().contains("\tat "), "no stack trace: " + bot.errors());
            assertEquals("", bot.rest(), "standard output belongs to the transport");
        }
    }

    private static String[] with(String... arguments) {
        return arguments;
    }

    @Test
    void wrongValuesStopTheStartWithAllOfThemNamed() throws Exception {
        refuses(
                2,
                Map.of("STORE_TIMEZONE", "Mars", "MAX_PENDING_ORDERS", "many"),
                with(),
                "STORE_TIMEZONE",
                "MAX_PENDING_ORDERS");
        refuses(2, Map.of("STORE_CURRENCY", "USD"), with(), "CATALOG_FILE");
        refuses(2, Map.of(), with("--transport", "carrier-pigeon"), "console, jsonl or whatsapp-cloud");
        refuses(2, Map.of(), with("--no-such-option"), "no-such-option");
        assertFalse(Files.exists(directory.resolve("data")));
    }

    @Test
    void aBrokenCatalogueStopsTheStart() throws Exception {
        Path catalog = Files.writeString(directory.resolve("catalog.json"), "[{\"type\":\"nano\"}]");
        refuses(2, Map.of("CATALOG_FILE", catalog.toString()), with(), "catalog.json", "package 1");
    }

    @Test
    void aBrokenTemplateStopsTheStart() throws Exception {
        Path file = directory.resolve("templates").resolve("id").resolve("order-created-customer.mustache");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "Halo\n{{orderID}}");
        refuses(
                2,
                Map.of("TEMPLATES_DIR", "templates"),
                with(),
                "order-created-customer.mustache",
                "line 2",
                "orderId");
    }

    @Test
    void theEnvFileIsReadAndItsUnknownNamesAreRefused() throws Exception {
        Files.writeString(directory.resolve(".env"), "BOT_PREFIX=/\nSTORE_LANGUAGE=en\n");
        try (BotProcess bot = BotProcess.start(directory, Map.of("STORE_LANGUAGE", "id"), "--transport", "jsonl")) {
            String reply = bot.says("6289912345678@s.whatsapp.net", "/katalog", 1)
                    .get(0)
                    .toString();
            assertTrue(reply.contains("/order bronze") && reply.contains("Katalog"), reply);
            assertEquals(0, bot.end());
        }
        Files.writeString(directory.resolve(".env"), "OWNER_NUMER=0812\nSTORE_TIMEZONE=Mars\n");
        refuses(2, Map.of(), with(), "OWNER_NUMER in .env", "did you mean OWNER_NUMBER?", "STORE_TIMEZONE");
    }

    @Test
    void brokenOrdersStopTheStartAndStayAsTheyAre() throws Exception {
        Path file = Files.createDirectories(directory.resolve("data")).resolve("orders.json");
        Files.writeString(file, "{\"orders\": [");
        refuses(3, Map.of(), with(), "orders.json", "JSON array");
        assertEquals("{\"orders\": [", Files.readString(file));
    }

    @Test
    void aDataDirectoryThatIsNoneStopsTheStart() throws Exception {
        Files.writeString(directory.resolve("file"), "");
        refuses(3, Map.of(), with("--data", "file"), "data directory file");
    }

    @Test
    void aSecondBotOnTheSameDataNamesTheFirst() throws Exception {
        try (BotProcess first = BotProcess.start(directory, Map.of(), "--transport", "jsonl")) {
            first.says("6289912345678@s.whatsapp.net", "!katalog", 1);
            refuses(3, Map.of(), with("--transport", "jsonl"), "in use by", "pid " + first.pid());
            assertEquals(0, first.end());
        }
    }

    @Test
    void withoutAnyConfigurationATerminalIsAWholeShop() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, Map.of())) {
            for (String line : new String[] {
                "!order bronze 1",
                "/send voice",
                "/send hologram",
                "/admin",
                "!pending-orders",
                "/as 0812-3456-7891",
                "!my-orders",
                "/quit"
            }) {
                bot.line(line);
            }
            assertEquals(0, bot.exitCode(), bot.errors());
            String screen = bot.rest();
            assertTrue(screen.contains("to Budi") && screen.contains("to owner"), screen);
            assertTrue(screen.contains("Menunggu pembayaran* (1)"), screen);
            assertTrue(screen.contains("6281****891> !my-orders"), screen);
            assertTrue(screen.contains("Pesan suara") && screen.contains("Send one of these: edit"), screen);
        }
        assertTrue(Files.size(directory.resolve("data").resolve("orders.json")) > 100);
    }

    @Test
    void aLastLineWithoutItsEndCountsToo() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, Map.of("STORE_LANGUAGE", "en"))) {
            bot.text("!harga gold");
            assertEquals(0, bot.end());
            assertTrue(bot.rest().contains("IDR 85,000"));
        }
    }

    @Test
    void aBotThatNobodyHearsStops() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, Map.of(), "--transport", "jsonl")) {
            bot.says("6289912345678@s.whatsapp.net", "!katalog", 1);
            bot.stopListening();
            bot.line("{\"type\":\"message\",\"id\":\"m2\",\"from\":\"6289912345678\",\"text\":\"!katalog\"}");
            assertEquals(1, bot.exitCode(), bot.errors());
        }
    }

    @Test
    void helpTellsTheOptions() throws IOException, InterruptedException {
        try (BotProcess bot = BotProcess.start(directory, Map.of(), "--help")) {
            assertEquals(0, bot.end());
            assertTrue(bot.rest().contains("--transport"));
        }
    }

    @Test
    void askedByTheSystemToEndItEndsInOrder() throws Exception {
        String customer = "6289912345678@s.whatsapp.net";
        try (BotProcess bot = BotProcess.start(directory, Map.of(), "--transport", "jsonl")) {
            bot.says(customer, "!order bronze 1", 1);
            assertEquals(0, bot.terminate(), bot.errors());
        }
        assertTrue(Files.exists(directory.resolve("data").resolve("closed")));
        try (BotProcess bot = BotProcess.start(directory, Map.of(), "--transport", "jsonl")) {
            assertTrue(bot.says(customer, "!my-orders", 1).toString().contains("ORD-"));
            assertEquals(0, bot.end());
            assertFalse(bot.errors().contains("had not ended in order"), bot.errors());
        }
    }
}
