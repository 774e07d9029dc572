package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.BotProcess.Ended;
import io.pteroorders.bot.whatsapp.FakeGraph;
import io.pteroorders.bot.whatsapp.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shops that an earlier version left, opened by this one: nothing that was kept is missing, what waited goes on, and what was
 * damaged is refused with the ways out. {@code src/test/fixtures} tells how they were made.
 */
@Tag("long")
class UpgradeIT {

    private static final String BUDI = "6289910000001@s.whatsapp.net";
    private static final String SITI = "6289910000002@s.whatsapp.net";
    private static final String DEWI = "6289910000003@s.whatsapp.net";
    private static final String RUDI = "6289910000004@s.whatsapp.net";
    private static final String OWNER = "6289900000001@s.whatsapp.net";
    private static final Map<String, String> NOBODY_IS_LIMITED = Map.of("RATE_LIMIT_PER_MINUTE", "1000");
    private static final Map<String, String> SETTINGS =
            Map.of("OWNER_NUMBER", OWNER, "TRANSPORT", "jsonl", "RATE_LIMIT_PER_MINUTE", "1000");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern BACKUP = Pattern.compile("orders-backup-.+\\.json");
    private static final Pattern GOOD_BACKUPS = Pattern.compile("\\b([1-9][0-9]*) good backup");

    @TempDir
    Path directory;

    private Fixture unpack(String name) throws Exception {
        return Fixture.unpack(name, directory);
    }

    private Ended jar(int exitCode, String... arguments) throws Exception {
        Ended ended = BotProcess.run(directory, SETTINGS, arguments);
        assertEquals(exitCode, ended.exitCode(), ended::errors);
        assertFalse(ended.errors().contains("\tat "), "no stack trace: " + ended.errors());
        return ended;
    }

    /** Runs a command of the jar; all that it says. */
    private String says(int exitCode, String... arguments) throws Exception {
        Ended ended = jar(exitCode, arguments);
        return ended.out() + ended.errors();
    }

    private String exported() throws Exception {
        return jar(0, "export", "--format", "json").out();
    }

    private static void tells(String said, String... words) {
        for (String word : words) {
            assertTrue(said.contains(word), () -> "\"" + word + "\" in: " + said);
        }
    }

    // Files.

    @ParameterizedTest
    @ValueSource(strings = {"closed", "killed", "waiting", "whatsapp", "imported", "torn-tail"})
    void everyOrderIsThereWithAllItsFields(String name) throws Exception {
        Fixture shop = unpack(name);
        assertEquals(shop.orders(), exported());
        tells(says(0, "verify"), JsonMapper.shared().readTree(shop.orders()).size() + " order");
    }

    @Test
    @Tag("hunt")
    void theFiguresAreThoseOfTheOrders() throws Exception {
        Fixture shop = unpack("closed");
        String figures = says(0, "stats");
        for (Map.Entry<String, JsonNode> count : shop.facts().path("statuses").properties()) {
            String line = count.getKey() + " +" + count.getValue().intValue() + "\\b";
            assertTrue(Pattern.compile(line).matcher(figures).find(), () -> line + " in: " + figures);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed", "killed", "torn-tail"})
    void whatPeopleChoseAndLeftOpenIsKept(String name) throws Exception {
        Fixture shop = unpack(name);
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            Chat chat = new Chat(bot);
            tells(chat.says(BUDI, "ya"), "!cancel " + shop.order("pending"));
            keepsWhatPeopleChose(chat, shop);
            assertEquals(0, bot.end(), bot.errors());
        }
        tells(Files.readString(directory.resolve("data").resolve("audit.jsonl")), shop.order("removed"));
        assertEquals(backups(), goodBackups(says(0, "verify")));
    }

    /** How many were made: that of the shop, and another if that is a day old. */
    private long backups() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            return files.filter(file ->
                            BACKUP.matcher(file.getFileName().toString()).matches())
                    .count();
        }
    }

    private static long goodBackups(String verified) {
        Matcher counted = GOOD_BACKUPS.matcher(verified);
        assertTrue(counted.find(), verified);
        return Long.parseLong(counted.group(1));
    }

    /** Languages, a dead message, who wants no broadcasts, and a broadcast that was paused. */
    private static void keepsWhatPeopleChose(Chat chat, Fixture shop) throws IOException {
        tells(chat.says(SITI, "!katalog"), "catalogue");
        tells(chat.says(DEWI, "!katalog"), "Katalog");
        tells(chat.says(OWNER, "!outbox"), shop.order("dead"));
        tells(chat.says(OWNER, "!broadcast report"), "dijeda", "Menunggu: 3");
        tells(chat.says(OWNER, "!broadcast all Halo"), "*3*");
        chat.says(OWNER, "tidak");
        chat.says(OWNER, "!broadcast resume");
        chat.awaits("Promo akhir tahun!", Set.of(BUDI, SITI, DEWI));
        chat.awaits("Broadcast selesai", Set.of(OWNER));
        chat.says(OWNER, "!outbox retry");
        chat.awaits(shop.order("dead"), Set.of(RUDI));
        assertFalse(chat.hasSent("Promo akhir tahun!", RUDI), "who typed STOP gets no broadcast");
    }

    @Test
    void whatWaitedGoesOutUnderTheIdThatItHad() throws Exception {
        Fixture shop = unpack("waiting");
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            Chat chat = new Chat(bot);
            for (JsonNode message : shop.facts().path("sent")) {
                chat.awaitsId(
                        message.path("id").stringValue(), message.path("to").stringValue());
            }
            tells(chat.says(OWNER, "!outbox"), shop.order("dead"));
            chat.says(OWNER, "!outbox retry");
            chat.awaits(shop.order("dead"), Set.of(RUDI));
            assertEquals(0, bot.end(), bot.errors());
        }
    }

    @Test
    @Tag("hunt")
    void whatTheEarlierBotLeftAndWasSetAsideIsKept() throws Exception {
        Fixture shop = unpack("imported");
        tells(says(0, "quarantine"), "1 file set aside");
        tells(shop.orders(), "importedHistory");
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            Chat chat = new Chat(bot);
            tells(chat.says(OWNER, "!order-process " + shop.order("confirmed")), shop.order("confirmed"));
            tells(chat.says(BUDI, "!my-orders"), shop.order("own"));
            assertEquals(0, bot.end(), bot.errors());
        }
        assertEquals(shop.orders().lines().count(), exported().lines().count());
    }

    // Damage.

    @Test
    @Tag("hunt")
    void aDamagedRecordIsRefusedAndSalvaged() throws Exception {
        Fixture shop = unpack("damaged-record");
        tells(says(3, "run"), "is damaged at byte", "`salvage", "`restore");
        jar(3, "verify");
        String readable = shop.facts().path("salvaged").intValue() + " orders";
        tells(says(0, "salvage", "salvaged.json"), readable + " written", "not read: ");
        tells(says(0, "restore", "salvaged.json"), readable + " now");
        tells(says(0, "verify"), readable);
    }

    @Test
    @Tag("hunt")
    void damagedWishesAreRefusedUntilTheyAreMovedAway() throws Exception {
        Fixture shop = unpack("damaged-people");
        tells(says(3, "run"), "people", "is damaged at byte", "move it away");
        Files.move(directory.resolve("data").resolve("people"), directory.resolve("people-old"));
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            tells(new Chat(bot).says(SITI, "!katalog"), "Katalog");
            assertEquals(0, bot.end(), bot.errors());
        }
        assertEquals(shop.orders(), exported());
    }

    @Test
    @Tag("hunt")
    void anEmptiedFileIsRefusedAndMadeAnew() throws Exception {
        Fixture shop = unpack("emptied-orders");
        tells(says(3, "run"), "orders.json", "JSON array", "Nothing was changed", "`restore --roll-forward`");
        Files.delete(directory.resolve("data").resolve("orders.json"));
        tells(says(3, "run"), "orders.json", "is missing", "`restore --roll-forward`");
        jar(0, "restore", "--roll-forward");
        assertEquals(shop.orders(), exported());
    }

    // WhatsApp.

    @Test
    void whatCameByWhatsAppIsDealtWithOnce() throws Exception {
        Fixture shop = unpack("whatsapp");
        tells(says(0, "verify"), "1 picture of payments");
        goesOnOnWhatsApp(shop, NOBODY_IS_LIMITED);
        assertNotesAreThereOnce(
                shop, JsonMapper.shared().readTree(exported()).valueStream().toList());
    }

    /** What came in is dealt with, what was to go out goes out, and a person is known by both names. */
    private void goesOnOnWhatsApp(Fixture shop, Map<String, String> settings) throws Exception {
        WhatsAppDoor door = WhatsAppDoor.atFreePorts();
        Path token = Files.writeString(directory.resolve("token"), FakeGraph.TOKEN);
        try (FakeGraph graph = new FakeGraph();
                BotProcess bot = door.start(directory, graph, token, settings)) {
            door.says(phone(DEWI), "wamid.now-d", "!katalog");
            door.says(phone(OWNER), "wamid.now-o", "!help");
            awaitTold(graph, OWNER, "!outbox");
            door.says(phone(OWNER), "wamid.now-r", "!outbox retry");
            awaitTold(graph, shop.facts().path("waitsFor").stringValue(), "ORD-");
            assertEquals(200, door.post(withoutNumber("ID." + phone(SITI), "wamid.now-s", "!my-orders")));
            awaitTold(graph, SITI, shop.order("confirmed"));
            awaitDealtWith(door, bot);
            assertEquals(0, bot.terminate(), WhatsAppDoor.errors(bot));
            assertEquals(List.of(), graph.violations());
        }
    }

    private static void awaitDealtWith(WhatsAppDoor door, BotProcess bot) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!door.page("/metrics").contains("whatsapp_inbox_waiting 0.0")) {
            assertTrue(bot.isAlive() && System.nanoTime() < end, WhatsAppDoor.errors(bot));
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static byte[] withoutNumber(String userId, String id, String text) {
        ObjectNode message = Payloads.text(id, text)
                .put("from_user_id", userId)
                .put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        message.remove("from");
        ObjectNode contact = Payloads.contact("", userId, "Siti");
        contact.remove("wa_id");
        return Payloads.bytes(Payloads.body(Payloads.value(List.of(contact), List.of(message), List.of())));
    }

    private static String phone(String person) {
        return person.replaceFirst("@.*", "");
    }

    /** Waits until somebody, by their number or their id, was told something with these words. */
    private static void awaitTold(FakeGraph graph, String person, String words) throws InterruptedException {
        while (graph.accepted().stream()
                .map(FakeGraph.Accepted::body)
                .noneMatch(body -> isTo(person, body) && body.toString().contains(words))) {
            graph.next();
        }
    }

    private static boolean isTo(String person, JsonNode body) {
        return body.path("to")
                .stringValue(body.path("recipient").stringValue(""))
                .endsWith(phone(person));
    }

    private static void assertNotesAreThereOnce(Fixture shop, List<JsonNode> orders) {
        List<String> found = new ArrayList<>();
        for (JsonNode order : orders) {
            order.path("notes").asString("").lines().forEach(found::add);
        }
        for (String note : shop.texts("notes")) {
            assertEquals(
                    1, found.stream().filter(line -> line.endsWith(note)).count(), () -> note + " once in " + found);
        }
    }

    // Databases.

    @ParameterizedTest
    @EnumSource
    @Tag("hunt")
    void aDatabaseBehindABridgeGoesOn(SqlServer server) throws Exception {
        Fixture shop = unpack(server.installed() + "-lines");
        Database database = Database.load(server, shop);
        try (BotProcess bot = BotProcess.start(directory, database.settings(SETTINGS))) {
            Chat chat = new Chat(bot);
            chat.awaitsReplies("first-storey-", shop.texts("notes").size());
            keepsWhatPeopleChose(chat, shop);
            assertEquals(0, bot.end(), bot.errors());
        }
        database.holds(shop);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("hunt")
    void aDatabaseOnWhatsAppGoesOn(SqlServer server) throws Exception {
        Fixture shop = unpack(server.installed() + "-whatsapp");
        Database database = Database.load(server, shop);
        goesOnOnWhatsApp(shop, database.settings(NOBODY_IS_LIMITED));
        database.holds(shop);
    }

    /** A database of a fixture, on a server of this version. */
    private record Database(Map<String, String> settings) {

        static Database load(SqlServer server, Fixture shop) throws Exception {
            Database database = new Database(server.newDatabase());
            assertTrue(shop.facts().path("waiting").intValue()
                    >= shop.texts("notes").size());
            try (Connection connection = database.connect(server.manyStatements());
                    Statement statement = connection.createStatement()) {
                statement.execute(shop.dump());
            }
            return database;
        }

        private Connection connect(String parameters) throws SQLException {
            return DriverManager.getConnection(
                    settings.get("DB_URL") + parameters, settings.get("DB_USER"), settings.get("DB_PASSWORD"));
        }

        /** What a bot on it is told. */
        Map<String, String> settings(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(more);
            all.putAll(settings);
            return all;
        }

        /** All orders, and on them what waited in the inbox, once. */
        void holds(Fixture shop) throws SQLException {
            List<JsonNode> orders = new ArrayList<>();
            try (Connection connection = connect("");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT record FROM orders")) {
                while (row.next()) {
                    orders.add(JsonMapper.shared().readTree(row.getString(1)));
                }
            }
            ObjectNode counts = JsonMapper.shared().createObjectNode();
            for (JsonNode order : orders) {
                String status = order.path("status").stringValue();
                counts.put(status, counts.path(status).intValue(0) + 1);
            }
            for (Map.Entry<String, JsonNode> count :
                    shop.facts().path("statuses").properties()) {
                assertEquals(
                        count.getValue().intValue(), counts.path(count.getKey()).intValue(0), count.getKey());
            }
            assertNotesAreThereOnce(shop, orders);
        }
    }

    /** What is said to a bot behind a bridge, and all that it has sent. */
    private static final class Chat {

        private final BotProcess bot;
        private final List<JsonNode> sent = new ArrayList<>();
        private int messages;

        Chat(BotProcess bot) {
            this.bot = bot;
        }

        String says(String from, String text) throws IOException {
            String id = "now-" + ++messages;
            bot.line(JsonMapper.shared()
                    .createObjectNode()
                    .put("type", "message")
                    .put("id", id)
                    .put("from", from)
                    .put("text", text)
                    .toString());
            return awaits(message -> message.path("replyTo").stringValue("").equals(id), text)
                    .path("text")
                    .stringValue();
        }

        /** Waits until these have been sent something with these words. */
        void awaits(String words, Set<String> people) throws IOException {
            for (String person : people) {
                awaits(message -> isTo(person, message) && text(message).contains(words), words + " to " + person);
            }
        }

        void awaitsId(String id, String person) throws IOException {
            awaits(
                    message -> isTo(person, message)
                            && message.path("id").stringValue("").equals(id),
                    id);
        }

        void awaitsReplies(String prefix, int count) throws IOException {
            awaits(
                    message -> sent.stream()
                                    .filter(one ->
                                            one.path("replyTo").stringValue("").startsWith(prefix))
                                    .count()
                            >= count,
                    count + " replies");
        }

        private JsonNode awaits(Predicate<JsonNode> wanted, String what) throws IOException {
            Optional<JsonNode> found = sent.stream().filter(wanted).findFirst();
            while (found.isEmpty()) {
                JsonNode next = bot.nextIfAny().orElseThrow(() -> new AssertionError("it ended without " + what));
                sent.add(next);
                found = Optional.of(next).filter(wanted);
            }
            return found.get();
        }

        boolean hasSent(String words, String person) {
            return sent.stream()
                    .anyMatch(message -> isTo(person, message) && text(message).contains(words));
        }

        private static boolean isTo(String person, JsonNode message) {
            return message.path("to").stringValue("").equals(person);
        }

        private static String text(JsonNode message) {
            return message.path("text").stringValue("");
        }
    }
}
