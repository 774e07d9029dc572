package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.OrderId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The built jar whose clock stands still until a line moves it. */
class ClockIT {

    private static final String BUDI = "6289912345678@s.whatsapp.net";
    private static final String SITI = "6289912345679@s.whatsapp.net";
    private static final String OWNER = "6289900000001@s.whatsapp.net";
    private static final Map<String, String> SETTINGS = ImmutableMap.of(
            "OWNER_NUMBER", "0899-0000-0001",
            "STORE_LANGUAGE", "en",
            "UNPAID_CANCEL_AFTER", "24h");

    @TempDir
    Path directory;

    private BotProcess started() throws IOException {
        return BotProcess.start(directory, SETTINGS, "--transport", "jsonl", "--clock", "jsonl");
    }

    /** Says what time it is, and gives all that is sent until that is answered. */
    private static List<String> said(BotProcess bot, String now) throws IOException {
        bot.line("{\"type\":\"time\",\"now\":\"" + now + "\"}");
        return untilTime(bot, now);
    }

    private static List<String> untilTime(BotProcess bot, String now) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonNode line = bot.next(); !line.path("type").stringValue("").equals("time"); line = bot.next()) {
            texts.add(line.path("to").stringValue("") + " "
                    + line.path("text").stringValue("").lines().findFirst().orElse(""));
        }
        assertEquals(
                List.of(), texts.stream().filter(text -> text.startsWith(" ")).toList(), now);
        return texts;
    }

    private static String orderOf(BotProcess bot, String customer) throws IOException {
        bot.asks(customer, "!order bronze 1");
        List<JsonNode> answers = List.of(bot.next(), bot.next());
        return answers.stream()
                .flatMap(BotProcess::orderIds)
                .map(OrderId::toString)
                .findFirst()
                .orElseThrow();
    }

    private static long about(List<String> texts, String person, String words) {
        return texts.stream()
                .filter(text -> text.startsWith(person) && text.contains(words))
                .count();
    }

    @Test
    void allThatIsDueIsDoneBeforeALineIsAnsweredAndNothingTwiceAfterAKill() throws Exception {
        String id;
        try (BotProcess bot = started()) {
            assertEquals(List.of(), said(bot, "2030-01-01T02:00:00Z"));
            id = orderOf(bot, BUDI);
            orderOf(bot, SITI);
            bot.asks(OWNER, "!order-confirm " + id);
            bot.asks(OWNER, "!order-process " + id);
            bot.asks(OWNER, "!order-complete " + id + " SERVER1");
            assertEquals(1, about(said(bot, "2030-01-01T02:01:00Z"), BUDI, "server is ready"));
            assertEquals(1, about(said(bot, "2030-01-03T02:00:00Z"), SITI, "cancelled"), "nobody paid");
            assertEquals(List.of(), said(bot, "2030-01-25T01:59:59Z"));
            assertEquals(1, about(said(bot, "2030-01-25T02:00:00Z"), BUDI, "only a little longer"));
            bot.kill();
        }
        try (BotProcess bot = started()) {
            assertEquals(List.of(), said(bot, "2030-01-25T02:00:00Z"));
            assertEquals(List.of(), said(bot, "2029-12-01T02:00:00Z"), "a clock that is set back");
            List<String> texts = said(bot, "2030-02-05T02:00:00Z");
            assertEquals(1, about(texts, BUDI, ""), texts::toString);
            bot.asks(BUDI, "!order-status " + id);
            Optional<JsonNode> answer = bot.nextIfAny();
            assertTrue(
                    answer.orElseThrow().path("text").stringValue("").contains("1 Feb 2030"),
                    () -> answer.orElseThrow().toString());
            assertEquals(0, bot.end(), bot.errors());
        }
    }

    @Test
    void anotherTransportHasNoLinesToSayTheTime() throws Exception {
        BotProcess.Ended ended = BotProcess.run(directory, SETTINGS, "--transport", "console", "--clock", "jsonl");
        assertEquals(2, ended.exitCode(), ended.errors());
        assertTrue(ended.errors().contains("--clock jsonl needs --transport jsonl"), ended.errors());
    }
}
