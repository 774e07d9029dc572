package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands, run as they stand, print what it says; the operator's page names every setting. */
class ReadmeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\n(printf .*?)```\n\n```json\n(.*?)```", Pattern.DOTALL);

    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Path EARLIER_BOT = ROOT.resolve(
            "order-storage-json/record/src/test/resources/io/pteroorders/storage/record/earlier-bot-orders.json");

    private static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }

    @Test
    void theJsonLinesExamplePrintsWhatThePageShows() throws Exception {
        Matcher example = EXAMPLE.matcher(page("README.md"));
        assertTrue(example.find(), "the README has no example");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", example.group(1)).directory(ROOT.toFile());
        shell.environment().keySet().removeAll(BotConfig.NAMES);
        Process process = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertEquals(sorted(withoutIds(example.group(2))), sorted(withoutIds(printed)));
    }

    /** Its paths are those of the project, so a directory is made to look like it. */
    @Test
    void theOperatorsCommandsOnDataRunAsTheyStand(@TempDir Path directory) throws Exception {
        Files.createSymbolicLink(directory.resolve("bot-app"), ROOT.resolve("bot-app"));
        Files.createDirectory(directory.resolve("old"));
        Files.copy(EARLIER_BOT, directory.resolve("old").resolve("orders.json"));
        try (BotProcess bot =
                BotProcess.start(directory, Map.of("OWNER_NUMBER", "0899-0000-0001"), "--transport", "jsonl")) {
            bot.says("6289912345678@s.whatsapp.net", "!order bronze 1", 2);
            assertEquals(0, bot.end(), bot.errors());
        }
        String page = page("docs/operating.md");
        String section = page.substring(page.indexOf("## Backups and repair"), page.indexOf("## Files"));
        List<String> blocks =
                SHELL.matcher(section).results().map(block -> block.group(1)).toList();
        assertTrue(blocks.size() >= 6, "the page has no commands");
        for (String block : blocks) {
            ProcessBuilder shell =
                    new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", block).directory(directory.toFile());
            shell.environment().keySet().removeAll(BotConfig.NAMES);
            Process process = shell.redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), block + said);
        }
        for (String made : List.of("orders.csv", "all-orders.json", "salvaged.json")) {
            assertTrue(Files.size(directory.resolve(made)) > 0, made);
        }
    }

    /** Messages to different people wait for each other no more than people do. */
    private static List<String> sorted(String lines) {
        return lines.lines().sorted().toList();
    }

    private static String withoutIds(String text) {
        return text.replaceAll("ORD-\\w{5}-\\w{5}", "ORD-ID").replaceAll("\"id\":\"\\w+\"", "\"id\":\"ID\"");
    }

    @Test
    void theReadmeAndTheGateCallTheSameTestCommand() throws IOException {
        assertTrue(page("README.md").contains("\nmvn -Pfast verify\n"));
        assertTrue(page(".ci/run").contains("mvn verify"));
    }

    @Test
    void everySettingIsExplained() throws IOException {
        String pages = page("docs/operating.md")
                + page("docs/whatsapp.md")
                + page("docs/payments.md")
                + page("docs/panel.md")
                + page("docs/renewals.md")
                + page("docs/api.md");
        String rows = pages.lines().filter(line -> line.startsWith("| `")).collect(Collectors.joining("\n"));
        BotConfig.NAMES.forEach(name -> assertTrue(rows.contains("`" + name + "`"), name));
    }
}
