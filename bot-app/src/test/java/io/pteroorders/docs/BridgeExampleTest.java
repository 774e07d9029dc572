package io.pteroorders.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of a bridge is tested by its own tests, with what Node itself has. */
class BridgeExampleTest {

    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "bridge-baileys");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*\\s*");
    private static final int LEAST = 20;
    private static final Pattern PASSED = Pattern.compile("(?m)^# pass (\\d+)$");

    private record Ended(int exitCode, String said) {}

    private static Ended node(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(arguments).directory(EXAMPLE.toFile()).redirectErrorStream(true);
        builder.environment().remove("NODE_OPTIONS");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private static boolean isNodeThere() throws InterruptedException {
        try {
            Matcher version = VERSION.matcher(node("node", "--version").said());
            return version.matches() && Integer.parseInt(version.group(1)) >= LEAST;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whatTheBridgeMapsIsTestedInNode() throws Exception {
        assumeTrue(
                isNodeThere(), "SKIPPED: node " + LEAST + " is not installed, so the bridge's mapping is not tested");
        Ended tests = node("node", "--test", "--test-reporter=tap");
        assertEquals(0, tests.exitCode(), tests.said());
        Matcher passed = PASSED.matcher(tests.said());
        assertTrue(passed.find() && Integer.parseInt(passed.group(1)) > 0, tests.said());
        assertEquals(0, node("node", "--check", "bridge.mjs").exitCode());
    }
}
