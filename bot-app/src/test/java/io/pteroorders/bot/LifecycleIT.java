package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The document's lifecycle through the built jar: a real process, real files, {@code jq} on the result. */
class LifecycleIT {

    private static final String BUDI = "6289912345678@s.whatsapp.net";
    private static final String SITI = "6289987654321@s.whatsapp.net";
    private static final String ADMIN = "6289900000001@s.whatsapp.net";
    private static final Map<String, String> SETTINGS =
            Map.of("OWNER_NUMBER", "0899-0000-0001", "STORE_LANGUAGE", "en", "TRANSPORT", "jsonl");

    @TempDir
    Path directory;

    @Test
    void fromOrderToRefundWithTheRefusedDetours() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            refused(bot, BUDI, "!order wood 13", "no package \"wood\"", "bronze, silver", "Choose 1 to 12");
            refused(bot, BUDI, "!order gold 13", "\"13\"", "1 to 12", "!order bronze 1");
            assertFalse(Files.exists(file()), "nothing was stored");

            String id = orderId(tell(bot, BUDI, "!order bronze 1", BUDI, "Order received", ADMIN, "New order"));
            refused(bot, ADMIN, "!order-complete " + id + " SERVER123", "awaiting payment", "!order-confirm " + id);
            refused(bot, SITI, "!order-status " + id, "There is no order");
            refused(bot, SITI, "!cancel " + id, "There is no order");

            tell(
                    bot,
                    ADMIN,
                    "!order-confirm " + id + " Payment received",
                    ADMIN,
                    "confirmed",
                    BUDI,
                    "Payment received");
            tell(
                    bot,
                    ADMIN,
                    "!order-process " + id + " Setting up server",
                    ADMIN,
                    "being set up",
                    BUDI,
                    "being set up");
            tell(
                    bot,
                    ADMIN,
                    "!order-complete " + id + " SERVER123 Server ready",
                    ADMIN,
                    "completed",
                    BUDI,
                    "SERVER123");
            refused(bot, ADMIN, "!order-cancel " + id + " too late", "completed", "!order-refund " + id);
            refused(bot, ADMIN, "!order-refund " + id + " not needed", id, "Reply *YES*");
            tell(bot, ADMIN, "yes", ADMIN, "refunded", BUDI, "not needed");

            assertEquals(0, bot.end(), bot.errors());
            checkFile(id);
            checkAudit(id);
            assertFalse(bot.errors().contains("99123"), "the log tells no phone number: " + bot.errors());
        }
        checkAfterRestart();
    }

    private void checkFile(String id) throws Exception {
        assertEquals("1", jq("length"));
        assertEquals(id, jq(".[0].id"));
        assertEquals("refunded", jq(".[0].status"));
        assertEquals("SERVER123", jq(".[0].serverId"));
        assertEquals("25000 IDR", jq(".[0] | \"\\(.totalAmount) \\(.currency)\""));
        assertEquals(
                "pending confirmed processing completed refunded",
                jq(".[0].statusHistory | map(.status) | join(\" \")"));
        assertEquals("Payment received", jq(".[0].statusHistory[1].notes"));
        assertEquals(BUDI, jq(".[0].customer.phoneNumber"));
    }

    private void checkAudit(String id) throws IOException {
        Path audit = directory.resolve("data").resolve("audit.jsonl");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(audit)));
        List<String> lines = Files.readAllLines(audit);
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.contains("\"who\":\"" + ADMIN
                                + "\",\"command\":\"order-confirm\",\"order\":\"" + id + "\",\"outcome\":\"done\"")),
                lines::toString);
    }

    private void checkAfterRestart() throws Exception {
        try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
            assertTrue(tell(bot, ADMIN, "!order-stats", ADMIN, "Orders: *1*")
                    .get(0)
                    .toString()
                    .contains("refunded IDR 25,000"));
            assertEquals(0, bot.end());
        }
    }

    private Path file() {
        return directory.resolve("data").resolve("orders.json");
    }

    /** What is sent to different people has no order. */
    private List<JsonNode> tell(BotProcess bot, String from, String text, String... receiversAndWords)
            throws IOException {
        List<JsonNode> sent = bot.says(from, text, receiversAndWords.length / 2);
        for (int i = 0; i < receiversAndWords.length; i += 2) {
            String receiver = receiversAndWords[i];
            String words = receiversAndWords[i + 1];
            assertTrue(
                    sent.stream()
                            .anyMatch(message -> message.path("to")
                                            .stringValue("")
                                            .equals(receiver)
                                    && message.path("text").stringValue("").contains(words)),
                    () -> words + " to " + receiver + " among " + sent);
        }
        return sent;
    }

    /** What a refusal changed would stand in the file at the end. */
    private static void refused(BotProcess bot, String from, String text, String... words) throws IOException {
        String said = bot.says(from, text, 1).get(0).path("text").stringValue();
        for (String word : words) {
            assertTrue(said.contains(word), said);
        }
    }

    private static String orderId(List<JsonNode> sent) {
        Matcher id = Pattern.compile("ORD-\\w{5}-\\w{5}").matcher(sent.get(0).toString());
        assertTrue(id.find());
        return id.group();
    }

    private String jq(String filter) throws Exception {
        assumeTrue(isInstalled("jq"), "SKIPPED: jq is not installed, so the file is not read with it");
        Process jq = new ProcessBuilder("jq", "-r", filter, file().toString()).start();
        String result = new String(jq.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, jq.waitFor(), () -> "jq " + filter);
        return result.strip();
    }

    private static boolean isInstalled(String program) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
