package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's commands, run as they stand, print what it says; the operator's page names every setting. */
class ReadmeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\n(printf .*?)```\n\n```json\n(.*?)```", Pattern.DOTALL);

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
        assertEquals(withoutIds(example.group(2)), withoutIds(printed));
    }

    private static String withoutIds(String text) {
        return text.replaceAll("ORD-\\w{5}-\\w{5}", "ORD-ID").replaceAll("\"id\":\"\\w+\"", "\"id\":\"ID\"");
    }

    @Test
    void theReadmeAndTheGateCallTheSameTestCommand() throws IOException {
        assertTrue(page("README.md").contains("\nmvn verify\n"));
        assertTrue(page(".ci/run").contains("mvn verify"));
    }

    @Test
    void everySettingIsExplained() throws IOException {
        String operating = page("docs/operating.md");
        BotConfig.NAMES.forEach(name -> assertTrue(operating.contains("| `" + name + "` |"), name));
    }
}
