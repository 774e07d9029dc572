package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar's rehearsal, beside a running bot, whose files it leaves as they are. */
class RehearseIT {

    private static final String BUDI = "6289912345678@s.whatsapp.net";
    private static final String OWNER = "6289900000001@s.whatsapp.net";
    private static final Map<String, String> SETTINGS = ImmutableMap.of(
            "OWNER_NUMBER", "0899-0000-0001",
            "STORE_LANGUAGE", "en",
            "TRANSPORT", "jsonl");

    @TempDir
    Path directory;

    private ImmutableSortedMap<Path, HashCode> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .collect(ImmutableSortedMap.toImmutableSortedMap(Path::compareTo, file -> file, RehearseIT::hash));
        }
    }

    private static HashCode hash(Path file) {
        try {
            return Hashing.sha256().hashBytes(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BotProcess.Ended rehearsed(String... options) throws IOException, InterruptedException {
        return BotProcess.run(
                directory,
                SETTINGS,
                Stream.concat(Stream.of("rehearse"), Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void aRehearsalAlsoBesideARunningBotShowsWhatWouldBeSentAndChangesNoFile() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, SETTINGS, "--clock", "jsonl")) {
            bot.line("{\"type\":\"time\",\"now\":\"2024-11-30T03:00:00Z\"}");
            bot.lineWith("\"time\"");
            String id = BotProcess.orderIds(bot.says(BUDI, "!order bronze 1", 2).get(0))
                    .findFirst()
                    .orElseThrow()
                    .toString();
            bot.asks(OWNER, "!order-confirm " + id);
            bot.asks(OWNER, "!order-process " + id);
            bot.asks(OWNER, "!order-complete " + id + " SERVER1");
            bot.line("{\"type\":\"time\",\"now\":\"2024-11-30T03:01:00Z\"}");
            bot.lineWith("\"time\"");
            List<String> shown = rehearsed();
            assertEquals(
                    List.of(
                            "2024-12-23 09:00 " + id + " send renewal-reminder-customer to 6289****678",
                            "2024-12-27 09:00 " + id + " send renewal-reminder-customer to 6289****678",
                            "2024-12-29 09:00 " + id + " send renewal-reminder-customer to 6289****678",
                            "2024-12-30 09:00 " + id + " send renewal-reminder-customer to 6289****678",
                            "2024-12-31 08:00 " + id + " send renewal-overdue-customer to 6289****678",
                            "2024-12-20 to 2024-12-31, 1 server: 5 messages to customers, 0 to admins, 0 suspended,"
                                    + " 0 to be deleted. Nothing was sent or changed."),
                    shown);
            assertEquals(0, bot.end(), bot.errors());
            assertEquals("", bot.rest(), "nothing was sent");
            ImmutableSortedMap<Path, HashCode> before = files();
            assertEquals(shown, rehearsed());
            assertEquals(before, files());
        }
    }

    private List<String> rehearsed() throws IOException, InterruptedException {
        BotProcess.Ended ended = rehearsed("--from", "2024-12-20", "--to", "2024-12-31");
        assertEquals(0, ended.exitCode(), ended.errors());
        return ended.out().lines().toList();
    }

    @Test
    void whatCannotBeRehearsedIsRefusedInWords() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        BotProcess.Ended backwards = rehearsed("--from", "2024-12-20", "--to", "2024-12-19");
        assertEquals(2, backwards.exitCode());
        assertTrue(backwards.errors().contains("--to 2024-12-19 is before 2024-12-20."), backwards.errors());
        assertTrue(rehearsed("--to", "2999-12-31").errors().contains("is more than 366 days after"));
        BotProcess.Ended sql = BotProcess.run(
                directory,
                Map.of("STORAGE", "sql", "DB_URL", "jdbc:postgresql://localhost:5432/shop", "DB_USER", "shop"),
                "rehearse",
                "--to",
                "2024-12-31");
        assertEquals(2, sql.exitCode());
        assertTrue(sql.errors().contains("STORAGE is sql"), sql.errors());
    }
}
