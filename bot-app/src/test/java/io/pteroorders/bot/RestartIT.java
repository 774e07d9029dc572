package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.bot.state.PersonPreferences;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people chose, through the built jar: killed, ended in order, damaged, lost. */
class RestartIT {

    private static final String BUDI = "6289912345678@s.whatsapp.net";
    private static final Map<String, String> SETTINGS =
            Map.of("STORE_LANGUAGE", "id", "OWNER_NUMBER", "0899-0000-0001", "TRANSPORT", "jsonl");
    private static final Pattern ID = Pattern.compile("ORD-\\w{5}-\\w{5}");

    @TempDir
    Path directory;

    private static String reply(BotProcess bot, String text) throws IOException {
        return bot.says(BUDI, text, 1).get(0).path("text").stringValue();
    }

    private Path people() {
        return directory.resolve("data").resolve("people");
    }

    private Path journal() throws IOException {
        try (Stream<Path> files = Files.list(people())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aKillForgetsNothingThatWasAnswered() throws Exception {
        String id;
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            reply(bot, "!lang en");
            assertTrue(reply(bot, "STOP").endsWith("Type START"));
            id = ID.matcher(bot.says(BUDI, "!order gold", 2).get(0).toString())
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group();
            assertTrue(reply(bot, "!cancel " + id).contains("Reply *YES*"));
            bot.kill();
        }
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            assertTrue(bot.says(BUDI, "yes", 2)
                    .get(0)
                    .path("text")
                    .stringValue()
                    .contains(id + " (GOLD, 1 month) has been"));
            assertEquals(0, bot.end());
            assertTrue(bot.errors().contains("the program had not ended in order"), bot.errors());
        }
        try (OpenShop shop = OpenShop.in(directory.resolve("data"), ManualClock.at(Fixtures.NOON))) {
            assertTrue(new PersonPreferences(shop.lease()).isOptedOut(PersonId.whatsApp(BUDI)));
            assertEquals(0, shop.storage().health().notices().size(), "it had ended in order");
        }
    }

    @Test
    void anEndBySignalIsInOrder() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            reply(bot, "!lang en");
            assertEquals(0, bot.terminate());
        }
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            assertTrue(reply(bot, "!katalog").contains("catalogue"));
            assertEquals(0, bot.end());
            assertFalse(bot.errors().contains("had not ended in order"), bot.errors());
        }
    }

    @Test
    void aDamagedOrLostFileStopsTheStartUntilItsDirectoryIsMovedAway() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            reply(bot, "!lang en");
            reply(bot, "STOP");
            assertEquals(0, bot.end());
        }
        byte[] bytes = Files.readAllBytes(journal());
        bytes[bytes.length - 20] ^= 1;
        Files.write(journal(), bytes);
        refuses("is damaged at byte");
        Files.delete(journal());
        refuses("the log beside it is not");
        Files.move(people(), directory.resolve("people-old"));
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            assertTrue(reply(bot, "!katalog").contains("Katalog"), "the language was forgotten");
            assertEquals(0, bot.end());
        }
    }

    private void refuses(String why) throws Exception {
        BotProcess.Ended ended = BotProcess.run(directory, SETTINGS);
        assertEquals(3, ended.exitCode(), ended::errors);
        assertTrue(ended.errors().contains(why) && ended.errors().contains("move it away"), ended::errors);
        assertFalse(ended.errors().contains("\tat "), ended::errors);
    }
}
