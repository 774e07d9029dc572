package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.OrderId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that is renewed, and one that ends, through the built jar that is killed in between. */
class RenewalIT {

    private static final String BUDI = "6289912345678@s.whatsapp.net";
    private static final String OWNER = "6289900000001@s.whatsapp.net";
    private static final Map<String, String> SETTINGS = Map.of(
            "OWNER_NUMBER", "0899-0000-0001",
            "STORE_LANGUAGE", "en",
            "TRANSPORT", "jsonl",
            "REMIND_AT", "00:00",
            "QUIET_HOURS", "never");

    @TempDir
    Path directory;

    /** What somebody is sent whose words these are among. */
    private static JsonNode awaits(BotProcess bot, String receiver, String words) throws IOException {
        JsonNode message = bot.next();
        while (!message.path("to").stringValue("").equals(receiver)
                || !message.path("text").stringValue("").contains(words)) {
            message = bot.next();
        }
        return message;
    }

    private static String orderId(JsonNode message) {
        return BotProcess.orderIds(message).map(OrderId::toString).findFirst().orElseThrow();
    }

    private static String handedOver(BotProcess bot) throws IOException {
        bot.asks(BUDI, "!order bronze 1");
        String id = orderId(awaits(bot, BUDI, "Order received"));
        bot.asks(OWNER, "!order-confirm " + id);
        awaits(bot, BUDI, "Payment received");
        bot.asks(OWNER, "!order-process " + id);
        awaits(bot, BUDI, "being set up");
        bot.asks(OWNER, "!order-complete " + id + " SERVER123");
        awaits(bot, BUDI, "Your server is ready");
        return id;
    }

    private JsonNode exported(String id) throws Exception {
        JsonNode orders = JsonMapper.shared()
                .readTree(BotProcess.run(directory, SETTINGS, "export", "--format", "json")
                        .out());
        return orders.valueStream()
                .filter(order -> order.path("id").stringValue("").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasAskedForIsRenewedAfterAKill() throws Exception {
        String first;
        String renewal;
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            first = handedOver(bot);
            bot.asks(BUDI, "!perpanjang 3");
            renewal = orderId(awaits(bot, BUDI, "Renewal ready to pay"));
            bot.kill();
        }
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            bot.asks(OWNER, "!order-confirm " + renewal);
            awaits(bot, BUDI, "Renewed");
            bot.asks(BUDI, "!order-status " + first);
            awaits(bot, BUDI, "Active until");
            assertEquals(0, bot.end(), bot.errors());
        }
        JsonNode order = exported(renewal);
        assertEquals(first, order.path("renews").stringValue(""));
        assertEquals("completed", order.path("status").stringValue(""));
        assertEquals("SERVER123", order.path("serverId").stringValue(""));
    }

    @Test
    void aReminderIsSentAtTheStartOnceAndAYesToItRenews() throws Exception {
        String id;
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            id = handedOver(bot);
            bot.asks(
                    OWNER,
                    "!paid-until " + id + " "
                            + LocalDate.now(ZoneId.of("Asia/Jakarta")).plusDays(1));
            awaits(bot, BUDI, "paid until another day");
            bot.kill();
        }
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            JsonNode reminder = awaits(bot, BUDI, "only a little longer");
            assertEquals(id, orderId(reminder));
            bot.asks(BUDI, "!my-orders");
            awaits(bot, BUDI, "Your orders");
            assertEquals(0, bot.end(), bot.errors());
        }
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            bot.asks(BUDI, "yes");
            String said = bot.next().path("text").stringValue("");
            assertTrue(said.contains("Renewal ready to pay"), said);
            assertEquals(0, bot.end(), bot.errors());
        }
        JsonNode log = exported(id).path("subscription");
        assertEquals("paid-until", log.path("entries").path(0).path("kind").stringValue(""));
        assertEquals(
                1,
                log.path("steps")
                        .valueStream()
                        .filter(step -> !step.path("skipped").booleanValue(false))
                        .count());
    }
}
