package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pteroorders.bot.BotProcess.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The archive as an operator gets it, unpacked where no Java is to be found. */
class ArchiveIT {

    private static final Path ARCHIVE = Path.of(System.getProperty("archive"));
    private static final Pattern ORDER = Pattern.compile("ORD-\\w{5}-\\w{5}");
    private static final String BUDI = "6289912345678@s.whatsapp.net";

    @TempDir
    static Path place;

    private static Path home;
    private static Path tools;

    @TempDir
    Path directory;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeAll
    static void unpack() throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux"),
                "SKIPPED: the archive is for Linux, and this is another system");
        Process tar = new ProcessBuilder("tar", "-xzf", ARCHIVE.toString(), "-C", place.toString())
                .inheritIO()
                .start();
        assertEquals(0, tar.waitFor(), ARCHIVE + " cannot be unpacked");
        try (Stream<Path> unpacked = Files.list(place)) {
            home = unpacked.toList().get(0);
        }
        tools = Files.createDirectory(place.resolve("tools"));
        for (String tool : List.of("readlink", "dirname")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
    }

    @BeforeEach
    void noJavaAround() {
        settings.put("PATH", tools.toString());
        settings.put("JAVA_HOME", "/nowhere");
        settings.put("STORE_LANGUAGE", "en");
    }

    private BotProcess start(String... arguments) throws IOException {
        return BotProcess.start(List.of(home.resolve("bin/ptero-orders").toString()), directory, settings, arguments);
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        try (BotProcess process = start(arguments)) {
            return process.ended();
        }
    }

    private static void done(Ended ended, String... words) {
        assertEquals(0, ended.exitCode(), ended::errors);
        assertEquals("", ended.errors());
        for (String word : words) {
            assertTrue(ended.out().contains(word), ended::out);
        }
    }

    @Test
    void anOrderIsCompletedInTheTerminal() throws Exception {
        try (BotProcess bot = start()) {
            bot.line("!order bronze 1");
            Matcher id = ORDER.matcher(bot.lineWith("ID: ORD-"));
            assertTrue(id.find());
            for (String line : List.of(
                    "/admin",
                    "!order-confirm " + id.group() + " Payment received",
                    "!order-process " + id.group() + " Setting up server",
                    "!order-complete " + id.group() + " SERVER123 Server ready",
                    "/quit")) {
                bot.line(line);
            }
            Ended ended = bot.ended();
            done(ended, "being set up", "SERVER123");
        }
        done(run("verify"), "1 order");
        done(run("stats"), "completed    1");
        assertTrue(run("export", "--format", "csv").out().contains("\"completed\""));
        done(run("backup"), "orders-backup-");
    }

    @Test
    void aKilledBotGoesOnWhereItWas() throws Exception {
        String id;
        try (BotProcess bot = start("--transport", "jsonl")) {
            id = BotProcess.orderIds(bot.says(BUDI, "!order gold 3", 1).get(0))
                    .findFirst()
                    .orElseThrow()
                    .toString();
            bot.kill();
        }
        try (BotProcess bot = start("--transport", "jsonl")) {
            assertTrue(bot.says(BUDI, "!my-orders", 1).toString().contains(id));
            assertEquals(0, bot.terminate(), bot.errors());
        }
    }

    @Test
    void itStartsByALinkFromAnywhereAndPassesArgumentsOn() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("shop"), home.resolve("bin/ptero-orders"));
        Path again = Files.createSymbolicLink(directory.resolve("again"), link.getFileName());
        try (BotProcess bot =
                BotProcess.start(List.of(again.toString()), directory, settings, "config", "--data", "two words")) {
            done(bot.ended(), "two words", "command line");
        }
    }

    /** A runtime that is told to share or not to start says whether what was mapped fits. */
    @Test
    void theMappedClassesAreUsedWhereverItWasUnpacked() throws Exception {
        settings.put("JAVA_OPTS", "-Xshare:on");
        done(run("config"), "STORE_LANGUAGE");
    }

    @Test
    void optionsOfJavaComeFromTheEnvironmentAndItsComplaintsKeepOffStandardOutput() throws Exception {
        settings.put("JAVA_OPTS", "-XX:NoSuchOption=1 -Xmx1g");
        Ended ended = run("config");
        assertEquals(1, ended.exitCode());
        assertTrue((ended.out() + ended.errors()).contains("NoSuchOption"), ended::toString);
        settings.put("JAVA_OPTS", "-Xmx1g -XX:SharedArchiveFile=nowhere");
        Ended slower = run("config");
        assertEquals(0, slower.exitCode(), slower::errors);
        assertTrue(slower.out().startsWith("STORE_NAME="), slower::out);
    }

    @Test
    void theSampleSettingsAreAcceptedAndTheSampleCatalogueToo() throws Exception {
        settings.remove("STORE_LANGUAGE");
        String sample = Files.readString(home.resolve("examples/shop.env"));
        Files.writeString(directory.resolve(".env"), sample);
        done(run("config"), "OWNER_NUMBER", "6281****890", ".env");
        Path catalog = home.resolve("examples/catalog.json");
        Files.createDirectory(directory.resolve("secrets"));
        for (String secret : List.of("token", "app-secret", "verify-token", "panel-api", "panel-client")) {
            Files.writeString(directory.resolve("secrets").resolve(secret), "a-secret-of-the-shop");
        }
        Files.createDirectory(directory.resolve("backups"));
        Files.writeString(
                directory.resolve(".env"),
                sample.replaceAll("(?m)^#(?=[A-Z_]+=)", "")
                        .replace("/etc/shop-catalog.json", catalog.toString())
                        .replace("/etc/shop-secrets", "secrets")
                        .replace("/var/backups/shop", "backups"));
        done(run("config"), "whatsapp-cloud", "BACKUP_DIR");
    }

    @Test
    void theServiceIsOneForSystemd() throws Exception {
        Path verifier = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(
                Files.isExecutable(verifier), "SKIPPED: systemd-analyze is not installed, so the unit is not checked");
        Path unit = Files.writeString(
                directory.resolve("shop.service"),
                Files.readString(home.resolve("examples/shop.service")).replace("/opt/ptero-orders", home.toString()));
        Process verify = new ProcessBuilder(verifier.toString(), "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("", said);
        assertEquals(0, verify.waitFor(), said);
    }

    @Test
    void figuresAreDrawnWhereFontsAreAndRefusedInWordsWhereNoneAre() throws Exception {
        try (BotProcess bot = start("--transport", "jsonl")) {
            bot.says(BUDI, "!order gold 3", 1);
            assertEquals(0, bot.end());
        }
        Ended drawn = run("stats", "--png", "figures.png");
        assertTrue(drawn.exitCode() == 0 || drawn.errors().contains("Install fonts"), drawn::errors);
        assertEquals(drawn.exitCode() == 0, Files.exists(directory.resolve("figures.png")));
        Path none = Files.writeString(directory.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        settings.put("FONTCONFIG_FILE", none.toString());
        settings.put("JAVA_OPTS", "-Duser.home=" + directory); // where Java remembers fonts
        Ended refused = run("stats", "--png", "none.png");
        assertEquals(1, refused.exitCode(), refused::out);
        assertTrue(
                refused.out().contains("gold         1") && refused.errors().contains("Install fonts"),
                () -> refused.toString());
        assertFalse(refused.errors().contains("\tat "), refused::errors);
        assertFalse(Files.exists(directory.resolve("none.png")));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("hunt")
    void aShopInADatabaseRunsToo(SqlServer server) throws Exception {
        settings.putAll(server.installed().newDatabase());
        try (BotProcess bot = start()) {
            assertTrue(bot.says(BUDI, "!order gold 3", 1).toString().contains("GOLD"));
            assertEquals(0, bot.end(), bot.errors());
        }
        try (BotProcess bot = start()) {
            assertTrue(bot.says(BUDI, "!my-orders", 1).toString().contains("GOLD"));
            assertEquals(0, bot.end(), bot.errors());
        }
    }

    @Test
    void everythingInItHasItsLicence() throws Exception {
        String licences = Files.readString(home.resolve("THIRD-PARTY.txt"));
        try (Stream<Path> libraries = Files.list(home.resolve("app/lib"))) {
            List<String> unnamed = libraries
                    .map(library -> library.getFileName().toString())
                    .filter(name -> !name.matches("(order|bot)-.*"))
                    .filter(name -> !licences.contains(":" + name.replaceAll("-(\\d[^/]*)\\.jar$", ":$1")))
                    .toList();
            assertEquals(List.of(), unnamed);
        }
        assertTrue(Files.readString(home.resolve("LICENSE")).contains("Apache License"));
        assertTrue(Files.exists(home.resolve("runtime/legal/java.base/LICENSE")));
    }
}
