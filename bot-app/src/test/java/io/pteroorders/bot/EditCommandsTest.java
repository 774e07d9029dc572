package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.cli.CommandException;
import io.pteroorders.bot.cli.DataDirectory;
import io.pteroorders.bot.cli.JarCommands;
import io.pteroorders.bot.cli.Saved;
import io.pteroorders.bot.cli.Setting;
import io.pteroorders.bot.edit.Version;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The catalogue and the texts of a stopped shop are taken out and brought in. */
class EditCommandsTest {

    private static final String NANO = """
            [{"type":"nano","name":"NANO","ram":"512MB","cpu":"0.5 CPU","storage":"5GB","bandwidth":"1TB",
             "price":10000,"emoji":"","forSale":true}]""";

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private String said = "";

    private BotConfig config(String... more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("DATA_DIR", directory.resolve("data").toString()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return BotConfig.read(settings);
    }

    private JsonStorageOptions options() {
        return new JsonStorageOptions(Fixtures.JAKARTA, OrderFlow.ORDER_STATUS_FLOW, clock);
    }

    private ShopStorage shop() {
        return JsonShopStorage.open(directory.resolve("data"), options(), BotState.PLAIN);
    }

    private Saved saved() throws IOException {
        return Saved.in(new DataDirectory(directory.resolve("data"), options()));
    }

    private int type(String... words) {
        CommandLine jar = JarCommands.of(
                (settings, lines) -> {},
                settings -> {
                    throw new AssertionError();
                },
                settings -> {
                    throw new AssertionError();
                },
                settings -> ImmutableList.of(),
                (file, data, orders) -> {
                    throw new AssertionError();
                },
                (data, orders, since, from, to, out) -> {
                    throw new AssertionError();
                },
                settings -> {
                    throw new AssertionError();
                },
                settings -> StoppedShop.open(config(), shop(), clock));
        jar.setExecutionExceptionHandler((failure, line, parsed) -> {
            said = String.valueOf(failure.getMessage());
            return failure instanceof CommandException refusal ? refusal.exitCode() : 99;
        });
        return jar.execute(words);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void aCatalogueIsBroughtInAsAVersionAndTakenOutAgain() throws IOException {
        Files.writeString(directory.resolve("nano.json"), NANO);
        assertEquals(0, type("catalog", "import", path("nano.json")));
        Version version = saved().catalog().orElseThrow();
        assertEquals(1, version.number());
        assertEquals("system:import", version.by());
        assertEquals(0, type("catalog", "export", path("out.json")));
        assertEquals(NANO, Files.readString(directory.resolve("out.json")));
        assertEquals(0, type("catalog", "import", path("out.json")));
        assertEquals(1, saved().catalog().orElseThrow().number(), "the same is no version");
        assertEquals(2, type("catalog", "export", path("out.json")), "a file that is there is left as it is");
        assertTrue(Files.readString(directory.resolve("data").resolve("audit.jsonl"))
                .contains("\"who\":\"system:import\",\"command\":\"catalogue import, version 1\""));
    }

    @Test
    void aBrokenCatalogueChangesNothing() throws IOException {
        Files.writeString(
                directory.resolve("bad.json"), NANO.replace("10000", "0").replace("\"NANO\"", "5"));
        assertEquals(2, type("catalog", "import", path("bad.json")));
        assertTrue(said.contains("package 1: name must be a text") && said.contains("a price of 0 is none"), said);
        assertEquals(Optional.empty(), saved().catalog());
    }

    @Test
    void textsAreBroughtInWholeOrNotAtAll() throws IOException {
        Path texts = Files.createDirectories(directory.resolve("texts").resolve("en"));
        Files.writeString(texts.resolve("help.mustache"), "Own help {{nothing}}");
        Files.writeString(texts.resolve("hulp.mustache"), "x");
        assertEquals(2, type("texts", "import", path("texts")));
        assertTrue(said.contains("line 1: {{nothing}} is unknown") && said.contains("hulp.mustache"), said);
        assertEquals(Optional.empty(), saved().texts());
        Files.delete(texts.resolve("hulp.mustache"));
        Files.writeString(texts.resolve("help.mustache"), "Own help");
        assertEquals(0, type("texts", "import", path("texts")));
        assertEquals(0, type("texts", "export", path("out")));
        assertEquals("Own help", Files.readString(directory.resolve("out/en/help.mustache")));
        assertFalse(Files.exists(directory.resolve("out/en/menu.mustache")));
        assertEquals(0, type("texts", "export", "--all", path("all")));
        assertTrue(Files.exists(directory.resolve("all/id/menu.mustache")));
        assertEquals(0, type("texts", "import", path("all")));
        assertEquals(1, saved().texts().orElseThrow().number(), "what comes with the program is none of one's own");
    }

    @Test
    void aRunningShopIsLeftAlone() {
        try (ShopStorage running = shop()) {
            assertTrue(running.lease("bot").isPresent());
            assertTrue(String.valueOf(StoppedShop.running().getMessage()).contains("the bot is running"));
            assertEquals(99, type("catalog", "export", path("out.json")));
            assertTrue(said.contains("in use") || said.contains("another"), said);
        }
    }

    @Test
    void whatIsSavedTakesThePlaceOfTheSettings() throws IOException {
        Files.writeString(directory.resolve("nano.json"), NANO);
        type("catalog", "import", path("nano.json"));
        Path broken = Files.writeString(directory.resolve("broken.json"), "[");
        BotConfig config = config("CATALOG_FILE", broken.toString());
        assertEquals(
                "nano",
                new ShopContents(config)
                        .catalog(saved().catalog())
                        .all()
                        .get(0)
                        .type()
                        .code());
        Setting noted = saved().noted(ImmutableList.of(new Setting("CATALOG_FILE", "broken.json", "environment")))
                .get(0);
        assertEquals("environment; ignored: version 1 of the catalogue is saved in the shop", noted.origin());
    }
}
