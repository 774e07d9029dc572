package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.pteroorders.core.testkit.panel.DemoPanel;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.core.testkit.panel.PanelBooks;
import io.pteroorders.core.testkit.panel.PanelTrouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built jar in a shop whose servers a panel makes: paid by a feed, killed in the midst, and no password kept. */
class PanelIT {

    private static final String BUDI = "6281200000011@s.whatsapp.net";
    private static final String SITI = "6281200000012@s.whatsapp.net";
    private static final String OWNER = "6289900000001@s.whatsapp.net";
    private static final String SECRET = "rahasia-yang-cukup-panjang";
    private static final Path CATALOG =
            Path.of("..", "docs", "examples", "catalog-of-a-panel.json").toAbsolutePath();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = WhatsAppDoor.freePort();

    @TempDir
    Path directory;

    private Map<String, String> settings(FakePanel panel) {
        return ImmutableMap.<String, String>builder()
                .put("TRANSPORT", "jsonl")
                .put("STORE_LANGUAGE", "en")
                .put("OWNER_NUMBER", OWNER)
                .put("CATALOG_FILE", CATALOG.toString())
                .put("PAYMENT_METHODS", "qris-static")
                .put("QRIS_TEXT", PaymentIT.QRIS)
                .put("PAYMENT_FEED_SECRET", SECRET)
                .put("HTTP_PORT", Integer.toString(port))
                .put("PANEL_URL", panel.address().toString())
                .put("PANEL_API_KEY", panel.applicationKey())
                .put("PANEL_CLIENT_KEY", panel.clientKey())
                .put("PANEL_SHOP", "toko")
                .buildOrThrow();
    }

    /** An order whose money came. */
    private String paid(BotProcess bot, String customer) throws Exception {
        bot.asks(customer, "!order bot 1");
        JsonNode code = JsonMapper.shared().readTree(bot.lineWith("\"qr\":"));
        String row =
                "{\"id\":\"" + customer + "\",\"amount\":" + code.path("amount").asInt() + "}";
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/payments/feed"))
                        .header("Authorization", "Bearer " + SECRET)
                        .POST(BodyPublishers.ofString(row))
                        .build(),
                BodyHandlers.ofString());
        assertTrue(answer.body().contains("booked"), answer.body());
        return BotProcess.orderIds(code).findFirst().orElseThrow().toString();
    }

    private static void awaitReady(BotProcess bot, String customer, FakePanel panel, String order) throws IOException {
        JsonNode ready = JsonMapper.shared().readTree(bot.lineWith("Your server is ready"));
        PanelBooks.Server server = panel.books().server("toko-" + order).orElseThrow();
        assertEquals(customer, ready.path("to").stringValue());
        String text = ready.path("text").stringValue();
        assertTrue(text.contains(order) && text.contains(server.ports().get(0)), text);
        assertTrue(text.contains("Password: " + Iterables.getLast(passwords(panel))), "the last that was set");
    }

    private static ImmutableList<String> passwords(FakePanel panel) {
        return panel.books().users().stream()
                .flatMap(user -> user.passwords().stream())
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void aPaidOrderBecomesOneServerAlsoAfterAKill() throws Exception {
        try (FakePanel panel = FakePanel.pterodactyl(Clock.systemUTC())) {
            DemoPanel.furnish(panel.world());
            panel.world().setInstallTime(Duration.ofSeconds(1));
            String siti;
            try (BotProcess bot = BotProcess.start(directory, settings(panel))) {
                bot.awaitLogged("ready: messages are answered");
                String budi = paid(bot, BUDI);
                awaitReady(bot, BUDI, panel, budi);
                bot.asks(OWNER, "!servers all");
                assertTrue(bot.lineWith("*Servers*").contains(budi));
                panel.next(
                        PanelTrouble.HANGS,
                        request -> request.method().equals("POST")
                                && request.path().endsWith("/servers"));
                siti = paid(bot, SITI);
                panel.awaitTrouble();
                bot.kill();
            }
            try (BotProcess bot = BotProcess.start(directory, settings(panel))) {
                awaitReady(bot, SITI, panel, siti);
                assertEquals(0, bot.end(), bot.errors());
            }
            assertEquals(2, panel.books().servers().size(), "one for each");
            for (JsonNode order : JsonMapper.shared()
                    .readTree(Files.readString(directory.resolve("data").resolve("orders.json")))) {
                PanelBooks.Server made = panel.books()
                        .server("toko-" + order.path("id").stringValue())
                        .orElseThrow();
                assertEquals("completed", order.path("status").stringValue());
                assertEquals(made.identifier(), order.path("serverId").stringValue());
            }
            assertNothingTells(passwords(panel));
        }
    }

    /** Neither files nor the log have any of these. */
    private void assertNothingTells(ImmutableList<String> secrets) throws IOException {
        assertFalse(secrets.isEmpty());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(secrets.stream().anyMatch(content::contains), () -> "a password in " + file);
            }
        }
    }
}
