package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A shop in a database, through the built jar, with one process that works and one that stands by. */
@ParameterizedClass
@EnumSource
@Tag("long")
class SharedShopIT {

    private static final String BUDI = "6289912345678@s.whatsapp.net";

    private final SqlServer server;

    @TempDir
    Path directory;

    private Map<String, String> settings;

    SharedShopIT(SqlServer server) {
        this.server = server.installed();
    }

    @BeforeEach
    void emptyDatabase() throws SQLException {
        settings = new HashMap<>(server.newDatabase());
        settings.put("OWNER_NUMBER", "0899-0000-0001");
        settings.put("LEASE_TERM", "5s");
    }

    private BotProcess start(String name) throws IOException {
        return BotProcess.start(Files.createDirectories(directory.resolve(name)), settings);
    }

    private static String reply(BotProcess bot, String text) throws IOException {
        return bot.says(BUDI, text, 1).get(0).path("text").stringValue();
    }

    /** What was sent just before the kill may be sent once more. */
    private static String nextTo(String person, BotProcess bot) throws IOException {
        JsonNode message = bot.next();
        while (!message.path("to").stringValue("").equals(person)
                || !message.path("text").stringValue("").contains("awaiting payment")) {
            message = bot.next();
        }
        return message.path("text").stringValue();
    }

    private static String order(BotProcess bot, String what) throws IOException {
        return BotProcess.orderIds(bot.says(BUDI, "!order " + what, 2).get(0))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    @Test
    void aShopInADatabaseOutlivesItsProcess() throws Exception {
        String id;
        try (BotProcess bot = start("first")) {
            reply(bot, "!lang en");
            id = order(bot, "gold");
            assertEquals(0, bot.end());
        }
        try (BotProcess bot = start("second")) {
            String mine = reply(bot, "!my-orders");
            assertTrue(mine.contains(id) && mine.contains("awaiting payment"), mine);
            assertEquals(0, bot.end());
        }
    }

    @Test
    @Tag("hunt")
    void theOneThatStandsByTakesOverWhenTheOtherIsKilled() throws Exception {
        try (BotProcess working = start("working")) {
            reply(working, "!lang en");
            String id = order(working, "gold");
            try (BotProcess standby = start("standby")) {
                standby.asks(BUDI, "!my-orders");
                standby.awaitLogged("standing by");
                working.kill();
                String mine = nextTo(BUDI, standby);
                assertTrue(mine.contains(id) && mine.contains("awaiting payment"), mine);
                assertEquals(0, standby.end());
            }
        }
    }

    /** It waits for most of a minute, as those people would. */
    @Test
    @Tag("hunt")
    void whileTheDatabaseIsAwayPeopleAreToldToTryAgainAndThenItGoesOn() throws Exception {
        try (BotProcess bot = start("bot")) {
            reply(bot, "!lang en");
            server.crash();
            String away = reply(bot, "!order gold");
            assertTrue(away.contains("try again in a few minutes"), away);
            String help = reply(bot, "!help");
            assertTrue(help.contains("!order"), help);
            server.startAgain();
            String mine = reply(bot, "!my-orders");
            while (mine.contains("try again")) {
                mine = reply(bot, "!my-orders");
            }
            assertTrue(mine.contains("none yet"), mine);
            order(bot, "gold");
            assertEquals(0, bot.end(), bot.errors());
        }
    }

    @Test
    @Tag("hunt")
    void aShopMovesIntoADatabaseAndBack() throws Exception {
        Map<String, String> files = new HashMap<>(settings);
        files.put("STORAGE", "json");
        String first;
        try (BotProcess bot = BotProcess.start(directory, files)) {
            reply(bot, "!lang en");
            first = order(bot, "gold");
            assertEquals(0, bot.end());
        }
        BotProcess.Ended there = BotProcess.run(directory, files, "migrate", "--from", "json", "--to", "sql");
        assertEquals(0, there.exitCode(), there.errors());
        assertTrue(there.out().contains("1 order moved to the database"), there.out());
        BotProcess.Ended again = BotProcess.run(directory, files, "migrate", "--from", "json", "--to", "sql");
        assertEquals(3, again.exitCode(), again.errors());
        assertTrue(again.errors().contains("holds a shop already"), again.errors());
        String second;
        try (BotProcess bot = start("on-sql")) {
            String mine = reply(bot, "!my-orders");
            assertTrue(mine.contains(first) && mine.contains("awaiting payment"), mine);
            second = order(bot, "silver");
            assertEquals(0, bot.end());
        }
        String[] back = {"migrate", "--from", "sql", "--to", "json", "--data", "back"};
        BotProcess.Ended here = BotProcess.run(directory, files, back);
        assertEquals(0, here.exitCode(), here.errors());
        assertEquals(3, BotProcess.run(directory, files, back).exitCode());
        files.put("DATA_DIR", "back");
        try (BotProcess bot = BotProcess.start(directory, files)) {
            String mine = reply(bot, "!my-orders");
            assertTrue(mine.contains(first) && mine.contains(second) && mine.contains("awaiting payment"), mine);
            assertEquals(0, bot.end());
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedAndWaitedFor() throws Exception {
        Map<String, String> wrong = new HashMap<>(settings);
        String place = String.valueOf(settings.get("DB_URL")).replaceFirst("//.*", "//localhost:1/shop");
        wrong.put("DB_URL", place + "?password=s3cret");
        try (BotProcess bot = BotProcess.start(directory, wrong, "--transport", "jsonl")) {
            bot.awaitLogged("waiting for the database: the database " + place + " cannot be reached");
            assertEquals(0, bot.terminate(), bot.errors());
            assertFalse(bot.errors().contains("s3cret"), bot.errors());
        }
    }

    @Test
    void commandsOnDataDirectoriesDoNotGuess() throws Exception {
        BotProcess.Ended ended = BotProcess.run(directory, settings, "verify");
        assertEquals(2, ended.exitCode(), ended.errors());
        assertTrue(ended.errors().contains("STORAGE is sql"), ended.errors());
    }
}
