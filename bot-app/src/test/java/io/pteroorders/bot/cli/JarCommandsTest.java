package io.pteroorders.bot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What can be typed after the jar's name. */
class JarCommandsTest {

    private final List<Map<String, String>> started = new ArrayList<>();
    private final List<JarCommands.Lines> asked = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final CommandLine jar = JarCommands.of(
                    (settings, lines) -> {
                        started.add(settings);
                        asked.add(lines);
                    },
                    settings -> {
                        throw new AssertionError("nothing was to be done");
                    },
                    settings -> {
                        throw new AssertionError("nothing was to be moved");
                    },
                    settings -> List.of(),
                    (file, data, orders) -> {
                        throw new AssertionError("nothing was to be adopted");
                    },
                    (data, orders, since, from, to, out) -> {
                        throw new AssertionError("nothing was to be rehearsed");
                    },
                    settings -> {
                        throw new AssertionError("there was no key to be made");
                    },
                    settings -> {
                        throw new AssertionError("nothing was to be edited");
                    })
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(errors));

    private int type(String line) {
        return jar.execute(line.isEmpty() ? new String[0] : line.split(" "));
    }

    static List<String> commands() {
        return List.of(
                "run",
                "backup",
                "restore",
                "verify",
                "salvage",
                "quarantine",
                "adopt",
                "export",
                "import",
                "stats",
                "rehearse",
                "config",
                "migrate");
    }

    @Test
    void helpListsAllCommands() {
        assertEquals(0, type("--help"));
        for (String name : commands()) {
            assertTrue(out.toString().contains("\n  " + name + " "), name);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpAndADataDirectory(String name) {
        assertEquals(0, type(name + " --help"));
        assertTrue(out.toString().startsWith("Usage: bot-app " + name + " "), out.toString());
        assertTrue(out.toString().contains("--data=DIR"), out.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qqq",
                "restore",
                "restore backup.json --roll-forward",
                "restore one.json two.json",
                "salvage",
                "import",
                "export",
                "export --format xml",
                "export --format csv --from yesterday",
                "backup now",
                "stats --png",
                "config STORE_NAME",
                "run --clock sundial",
                "rehearse --from 2026-12-01",
                "rehearse --to tomorrow",
                "panel",
                "panel adopt",
                "panel --data elsewhere adopt servers.csv",
                "api-key",
                "api-key create",
                "api-key create --name billing",
                "api-key create --name Billing --scope orders:read",
                "api-key create --name billing --scope orders",
                "api-key create --name billing --scope all --role customer",
                "api-key create --name billing --scope all --from everywhere",
                "api-key create --name billing --scope all --expires soon",
                "api-key revoke",
                "catalog",
                "catalog import",
                "catalog export",
                "texts",
                "texts import",
                "texts export",
                "--data elsewhere backup"
            })
    void whatMakesNoSenseIsRefusedWithTheUsage(String line) {
        assertEquals(2, type(line));
        assertTrue(errors.toString().contains("Usage: bot-app"), errors.toString());
    }

    @Test
    void adoptingServersIsToldApartFromAdoptingAFile() {
        assertEquals(0, type("--help"));
        assertTrue(out.toString().contains("\n  panel "), out.toString());
        assertEquals(0, type("panel adopt --help"));
        assertTrue(out.toString().contains("Usage: bot-app panel adopt "), out.toString());
        assertTrue(out.toString().contains("1a7ce997,0812-3456-7890,bot,2026-12-22"), out.toString());
        assertTrue(out.toString().contains("--data=DIR"), out.toString());
    }

    @Test
    void aDayIsAskedForInWords() {
        assertEquals(2, type("export --format csv --from yesterday"));
        assertTrue(
                errors.toString()
                        .startsWith("Invalid value for option '--from': 'yesterday' is not a day such as 2026-11-01"),
                errors.toString());
    }

    @Test
    void linesSayTheTimeOnlyIfThatIsAskedFor() {
        assertEquals(0, type("--transport jsonl --acks --clock jsonl"));
        assertEquals(0, type("run --clock system"));
        assertEquals(List.of(new JarCommands.Lines(true, true), new JarCommands.Lines(false, false)), asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run"})
    void theBotRunsByDefault(String command) {
        assertEquals(0, type((command + " --transport jsonl --data d").strip()));
        assertEquals(List.of(Map.of("TRANSPORT", "jsonl", "DATA_DIR", "d")), started);
    }
}
