package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.whatsapp.FakeGraph;
import io.pteroorders.bot.whatsapp.FakeGraph.Accepted;
import io.pteroorders.bot.whatsapp.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two bots on WhatsApp and one database, through the built jar: webhooks may come to either. */
@Tag("hunt")
class SharedWhatsAppIT {

    private static final String BUDI = "6289912345678";

    @TempDir
    Path directory;

    private FakeGraph graph;
    private DatabaseServer database;
    private final WhatsAppDoor here = WhatsAppDoor.atFreePorts();
    private final WhatsAppDoor there = WhatsAppDoor.atFreePorts();

    @BeforeEach
    void start() throws Exception {
        graph = new FakeGraph();
        database = DatabaseServer.start(directory);
    }

    @AfterEach
    void stop() throws IOException {
        assertEquals(List.of(), graph.violations());
        graph.close();
        database.close();
    }

    private BotProcess start(WhatsAppDoor door, String name) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("LEASE_TERM", "5s");
        Path token = Files.writeString(directory.resolve("token"), FakeGraph.TOKEN);
        return door.start(Files.createDirectories(directory.resolve(name)), graph, token, settings);
    }

    private String nextTo(String phone) throws InterruptedException {
        Accepted next = graph.next();
        while (!next.body().path("to").stringValue("").equals(phone)) {
            next = graph.next();
        }
        assertEquals(
                "",
                next.body().path("template").path("name").stringValue(""),
                "the window is open, as the person wrote just now");
        return next.body()
                .path("text")
                .path("body")
                .stringValue(next.body().at("/interactive/body/text").stringValue(""));
    }

    @Test
    void whatComesToTheOneThatStandsByIsAnsweredByTheOther() throws Exception {
        try (BotProcess first = start(here, "first")) {
            here.says(BUDI, "wamid.1", "!order gold 3");
            String order = nextTo(BUDI).replaceFirst("(?s).*(ORD-\\w{5}-\\w{5}).*", "$1");
            try (BotProcess second = start(there, "second")) {
                there.awaitReady(second);
                there.says(BUDI, "wamid.1", "!order gold 3");
                there.says(BUDI, "wamid.2", "!my-orders");
                assertTrue(nextTo(BUDI).contains(order));
                Accepted told = graph.accepted().get(0);
                byte[] read = Payloads.bytes(
                        Payloads.body(Payloads.ofStatuses(List.of(Payloads.status(told.id(), told.ourId(), "read")))));
                assertEquals(200, there.post(read));
                there.says("6289900000001", "wamid.o", "!order-detail " + order);
                assertTrue(nextTo("6289900000001").contains(order));
                assertEquals(0, first.terminate(), WhatsAppDoor.errors(first));
                there.says(BUDI, "wamid.3", "!order-status " + order);
                String status = nextTo(BUDI);
                assertTrue(status.contains(order), status);
                assertEquals(0, second.terminate(), WhatsAppDoor.errors(second));
            }
        }
        assertEquals("1", database.text("SELECT count(*) FROM orders"));
        assertEquals("0", database.text("SELECT count(*) FROM inbox WHERE done_at = 0"));
    }

    @Test
    void whatWasTakenIsAnsweredByWhoeverTakesOverAfterAKill() throws Exception {
        try (BotProcess first = start(here, "first");
                BotProcess second = start(there, "second")) {
            BotProcess working = first.errors().contains("standing by") ? second : first;
            WhatsAppDoor left = working == first ? there : here;
            working.kill();
            left.says(BUDI, "wamid.1", "!order gold 3");
            assertTrue(nextTo(BUDI).contains("Order received"));
            assertEquals(0, (working == first ? second : first).terminate());
        }
    }

    @Test
    void whileTheDatabaseIsAwayWebhooksAreLeftToMetaAndHealthSaysWhy() throws Exception {
        try (BotProcess bot = start(here, "first")) {
            here.says(BUDI, "wamid.1", "!order gold 3");
            String order = nextTo(BUDI);
            database.crash();
            byte[] body = Payloads.textOf(BUDI, "wamid.2", "!my-orders", Instant.now());
            assertEquals(503, here.post(body));
            assertTrue(here.page("/health/ready").contains("messages cannot be"), here.page("/health/ready"));
            database.startAgain();
            int status = here.post(body);
            while (status == 503) {
                status = here.post(body);
            }
            assertEquals(200, status);
            assertTrue(order.contains(nextTo(BUDI).replaceFirst("(?s).*(ORD-\\w{5}-\\w{5}).*", "$1")));
            assertFalse(here.page("/health/ready").contains("messages cannot be"), here.page("/health/ready"));
            assertEquals(0, bot.terminate(), WhatsAppDoor.errors(bot));
        }
    }
}
