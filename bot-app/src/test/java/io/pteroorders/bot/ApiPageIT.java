package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for writers of other programs: its commands, run as they stand against the built jar. */
class ApiPageIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SERVED = Pattern.compile("other programs are served at port (\\d+)");
    private static final String PORT = "localhost:8080";

    /** Its paths are those of the project, so a directory is made to look like it. */
    @Test
    void theCommandsRunAsTheyStand(@TempDir Path directory) throws Exception {
        assumeTrue(isInstalled("jq"), "SKIPPED: jq is not installed, so the page is not tried");
        Files.createSymbolicLink(directory.resolve("bot-app"), ROOT.resolve("bot-app"));
        List<String> blocks = SHELL.matcher(Files.readString(ROOT.resolve("docs/api.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertTrue(blocks.size() >= 5, "the page has no commands");
        shell(directory, blocks.get(0));
        assertTrue(Files.readString(directory.resolve("key")).strip().matches("pok_[a-zA-Z0-9]{40}"));
        try (BotProcess bot = BotProcess.start(
                directory,
                Map.of("WEB", "on", "HTTP_PORT", "0", "OWNER_NUMBER", "0899-0000-0001"),
                "--transport",
                "jsonl")) {
            bot.awaitLogged("ready: messages are answered");
            Matcher port = SERVED.matcher(bot.errors());
            assertTrue(port.find(), bot.errors());
            String said = shell(
                    directory,
                    String.join("", blocks.subList(1, blocks.size())).replace(PORT, "localhost:" + port.group(1)));
            assertTrue(said.contains("bronze\t"), said);
            assertTrue(said.contains("confirmed\nprocessing\ncompleted\n"), said);
            assertTrue(said.contains("key:tour"), said);
            bot.end();
        }
        String everything = everything(directory.resolve("data"));
        assertTrue(everything.contains("key:tour"), "the audit trail has nothing of it");
        assertTrue(
                !everything.contains(Files.readString(directory.resolve("key")).strip()), "the key itself is kept");
    }

    private static String everything(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).map(ApiPageIT::content).collect(Collectors.joining());
        }
    }

    private static String content(Path file) {
        try {
            return MoreFiles.asCharSource(file, StandardCharsets.ISO_8859_1).read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String shell(Path directory, String commands) throws Exception {
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", commands).directory(directory.toFile());
        shell.environment().keySet().removeAll(BotConfig.NAMES);
        Process process = shell.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), commands + said);
        return said;
    }
}
