package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.BotProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** What an operator does to a shop's data, through the built jar. */
@Tag("long")
class MaintenanceIT {

    private static final String BUDI = "6289912345678@s.whatsapp.net";
    private static final String SITI = "6289987654321@s.whatsapp.net";
    private static final String OWNER = "6289900000001@s.whatsapp.net";
    private static final Map<String, String> SETTINGS =
            Map.of("OWNER_NUMBER", "0899-0000-0001", "STORE_LANGUAGE", "en", "TRANSPORT", "jsonl");
    private static final Path EARLIER_BOT = Path.of(
            "..",
            "order-storage-json",
            "record",
            "src",
            "test",
            "resources",
            "io",
            "pteroorders",
            "storage",
            "record",
            "earlier-bot-orders.json");
    private static final Pattern ID = Pattern.compile("ORD-\\w{5}-\\w{5}");
    private static final Pattern BACKUP = Pattern.compile("data/orders-backup-[0-9T-]+\\.json");

    @TempDir
    Path directory;

    private String jar(int exitCode, String... arguments) throws Exception {
        Ended ended = BotProcess.run(directory, SETTINGS, arguments);
        assertEquals(exitCode, ended.exitCode(), () -> String.join(" ", arguments) + ": " + ended);
        assertFalse(ended.errors().contains("\tat "), "no stack trace: " + ended.errors());
        return ended.out() + ended.errors();
    }

    private static void tells(String said, String... words) {
        for (String word : words) {
            assertTrue(said.contains(word), () -> "\"" + word + "\" in: " + said);
        }
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    private Path data(String name) {
        return directory.resolve("data").resolve(name);
    }

    /** A bot starts, somebody orders, and it ends; returns the order's id. */
    private String order(String who, String what) throws Exception {
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            bot.asks(who, "!order " + what);
            JsonNode answer = bot.next();
            while (!answer.path("to").stringValue("").equals(who)) {
                answer = bot.next();
            }
            String id = first(ID, answer.toString());
            assertEquals(0, bot.end(), bot.errors());
            return id;
        }
    }

    private void botStarts() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            assertEquals(0, bot.end(), bot.errors());
        }
    }

    @Test
    void besideARunningBotAllThatOnlyReadsWorksAndNothingElse() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            bot.says(BUDI, "!order bronze 1", 2);
            String told = bot.says(OWNER, "!backup", 1).get(0).path("text").stringValue();
            tells(told, "Backup made and checked", "orders-backup-", "KB", "orders: 1");
            tells(jar(0, "verify"), "1 order,", "1 good backup");
            String backup = first(BACKUP, jar(0, "backup"));
            tells(jar(0, "export", "--format", "csv"), "\"bronze\"", "1 order exported");
            tells(jar(0, "quarantine"), "Nothing was set aside");
            tells(jar(0, "stats", "--png", "figures.png"), "1 order: today 1", "pending      1", "drawn in");
            assertTrue(Files.size(directory.resolve("figures.png")) > 1000);
            tells(jar(2, "stats", "--png", "figures.png"), "is there already");
            tells(
                    jar(0, "config", "--data", "elsewhere"),
                    "OWNER_NUMBER=6289****001  (environment)",
                    "DATA_DIR=elsewhere  (command line)",
                    "STORE_NAME=Pterodactyl Store  (default)");
            tells(jar(0, "salvage", "salvaged.json"), "1 order written");
            String holder = "in use by pid " + bot.pid();
            tells(jar(3, "restore", backup), holder);
            tells(jar(3, "restore", "--roll-forward"), holder);
            tells(jar(3, "import", backup), holder);
            tells(jar(3, "adopt"), holder);
            bot.says(SITI, "!order gold 1", 2);
            assertEquals(0, bot.end(), bot.errors());
        }
        tells(jar(0, "verify"), "2 orders,");
    }

    @Test
    void anOldBackupComesBackAndWhatVanishesIsListed() throws Exception {
        order(BUDI, "bronze 1");
        String backup = first(BACKUP, jar(0, "backup"));
        String later = order(SITI, "gold 3");
        String said = jar(0, "restore", backup);
        tells(said, "1 order now: 0 new, 1 gone", "gone: " + later, "What there was before is in");
        assertFalse(Files.readString(data("orders.json")).contains(later));
        botStarts();
        tells(jar(0, "restore", first(BACKUP, said.substring(said.indexOf("before")))), "2 orders now: 1 new, 0 gone");
        assertTrue(Files.readString(data("orders.json")).contains(later));
        tells(jar(0, "verify"), "2 orders,");
    }

    @Test
    void aHandEditStopsTheStartUntilItIsAdoptedOrSetAside() throws Exception {
        String id = order(BUDI, "bronze 1");
        String before = Files.readString(data("orders.json"));
        edit();
        tells(jar(3, "run"), id + " has other details", "`adopt`", "`restore --roll-forward`");
        tells(jar(3, "verify"), id);
        tells(jar(0, "restore", "--roll-forward"), "made anew", "1 order now");
        assertEquals(before, Files.readString(data("orders.json")));
        tells(jar(0, "quarantine"), "1 file set aside");
        botStarts();
        edit();
        tells(jar(0, "adopt"), "was taken as it is", "1 order now: 0 new, 0 gone", "What there was before is in");
        botStarts();
        tells(Files.readString(data("orders.json")), "paid in cash");
    }

    private void edit() throws Exception {
        Process jq = new ProcessBuilder("jq", "-c", ".[0].adminNotes = \"paid in cash\"", "data/orders.json")
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("edited.json").toFile())
                .start();
        assertEquals(0, jq.waitFor());
        Files.move(directory.resolve("edited.json"), data("orders.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    @Tag("hunt")
    void aDamagedDirectoryIsSalvagedAndRestored() throws Exception {
        order(BUDI, "bronze 1");
        order(SITI, "gold 3");
        damageTheJournal();
        tells(jar(3, "run"), "`salvage FILE`", "`restore FILE`");
        tells(jar(3, "verify"), "journal-");
        tells(jar(0, "salvage", "salvaged.json"), "2 orders written to salvaged.json", "not read: ");
        tells(jar(2, "salvage", "salvaged.json"), "is there already");
        tells(jar(0, "restore", "salvaged.json"), "2 orders now", "was set aside as");
        tells(jar(0, "verify"), "2 orders,");
        botStarts();
    }

    private void damageTheJournal() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            Path journal = files.filter(file -> file.getFileName().toString().startsWith("journal-"))
                    .sorted()
                    .reduce((first, last) -> last)
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(journal);
            bytes[20] ^= 1;
            Files.write(journal, bytes);
        }
    }

    @Test
    void theEarlierBotsOrdersAreImportedIntoAnEmptyAndIntoAFilledDirectory() throws Exception {
        String file = Files.copy(EARLIER_BOT, directory.resolve("old.json")).toString();
        String said = jar(0, "import", file, "--repair");
        tells(said, "was imported", "got a legal history", "records were set aside in", "importedHistory");
        tells(jar(0, "quarantine"), "1 file set aside", "-rejected.json");
        long imported = orders().size();
        assertTrue(imported > 5, "the good ones and the repaired ones");
        String own = order(BUDI, "bronze 1");
        tells(jar(0, "import", file), "were there already", imported + 1 + " orders now: 0 new, 0 gone");
        assertEquals(imported + 1, orders().size());
        assertTrue(Files.readString(data("orders.json")).contains(own));
        tells(jar(0, "verify"), imported + 1 + " orders,");
    }

    private JsonNode orders() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(data("orders.json")));
    }

    @Test
    void exportsReadBackAndAreHarmlessInASpreadsheet() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            ObjectNode message = JsonMapper.shared()
                    .createObjectNode()
                    .put("type", "message")
                    .put("id", "evil")
                    .put("from", BUDI)
                    .put("name", "=HYPERLINK(\"http://evil.example\")")
                    .put("text", "!order bronze 1");
            bot.line(message.toString());
            bot.next();
            bot.next();
            bot.says(SITI, "!order gold 1 tolong, \"cepat\"", 2);
            assertEquals(0, bot.end(), bot.errors());
        }
        assertEquals(
                Files.readString(data("orders.json")),
                BotProcess.run(directory, SETTINGS, "export", "--format", "json")
                        .out());
        tells(jar(0, "export", "--format", "csv", "--out", "orders.csv"), "2 orders exported to orders.csv");
        Path csv = directory.resolve("orders.csv");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(csv)));
        List<Map<String, String>> rows = new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(csv.toFile())
                .readAll();
        assertEquals("'=HYPERLINK(\"http://evil.example\")", rows.get(0).get("displayName"));
        assertEquals("85000", rows.get(1).get("totalAmount"));
        tells(rows.get(1).getOrDefault("notes", ""), "tolong, \"cepat\"");
        tells(jar(0, "export", "--format", "JSON", "--to", "2020-01-01"), "[]", "0 orders exported");
        tells(jar(2, "export", "--format", "json", "--out", "orders.csv"), "is there already");
        assertEquals(2, rows.size());
    }

    @Test
    void whatCannotBeDoneSaysWhy() throws Exception {
        tells(jar(2, "restore", "nowhere.json"), "there is no file nowhere.json");
        tells(jar(2, "import", "nowhere.json"), "there is no file nowhere.json");
        tells(jar(2, "export", "--format", "csv", "--from", "2026-02-01", "--to", "2026-01-01"), "is before");
        tells(jar(3, "verify"), "there is no data directory data", "--data DIR");
        tells(jar(3, "backup", "--data", "nowhere"), "nowhere");
        assertFalse(Files.exists(directory.resolve("nowhere")));
        Path file = Files.writeString(directory.resolve("object.json"), "{}");
        tells(jar(3, "import", file.toString()), "object.json");
        Ended wrong = BotProcess.run(directory, Map.of("BACKUP_KEEP_LAST", "0", "BACKUP_DIR", "nowhere"), "verify");
        assertEquals(2, wrong.exitCode());
        tells(wrong.errors(), "BACKUP_KEEP_LAST must be a number from 1 to 10000", "BACKUP_DIR must be a directory");
    }
}
