package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.ByteSource;
import io.pteroorders.bot.whatsapp.FakeGraph;
import io.pteroorders.bot.whatsapp.FakeGraph.Accepted;
import io.pteroorders.bot.whatsapp.FakeGraph.Reaction;
import io.pteroorders.bot.whatsapp.Payloads;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole shop on WhatsApp, through the built jar and real HTTP, with a Graph API of our own: also killed at any time. */
@Tag("long")
class WhatsAppIT {

    private static final String BUDI = "6289912345678";
    private static final String OWNER = "6289900000001";

    @TempDir
    Path directory;

    private FakeGraph graph;
    private Path token;
    private WhatsAppDoor door;

    @BeforeEach
    void start() throws Exception {
        graph = new FakeGraph();
        token = Files.writeString(directory.resolve("token"), FakeGraph.TOKEN);
        door = WhatsAppDoor.atFreePorts();
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), graph.violations());
        graph.close();
    }

    private BotProcess bot() throws IOException, InterruptedException {
        return door.start(directory, graph, token, Map.of());
    }

    private void says(String phone, String id, String text) throws IOException, InterruptedException {
        door.says(phone, id, text);
    }

    private static String text(Accepted message) {
        JsonNode body = message.body();
        return body.path("text")
                .path("body")
                .stringValue(body.at("/interactive/body/text").stringValue(""));
    }

    /** The next message to somebody, whoever else gets one before. */
    private String nextTo(String phone) throws InterruptedException {
        Accepted next = graph.next();
        while (!next.body().path("to").stringValue("").equals(phone)) {
            next = graph.next();
        }
        return text(next);
    }

    @Test
    void aCustomerBuysAndTheOwnerHearsOfIt() throws Exception {
        try (BotProcess bot = bot()) {
            says(OWNER, "wamid.o1", "!help");
            assertTrue(nextTo(OWNER).contains("!order-confirm"));
            says(BUDI, "wamid.b1", "!order gold 3");
            String id = order(nextTo(BUDI));
            assertTrue(nextTo(OWNER).contains(id));
            says(OWNER, "wamid.o2", "!order-confirm " + id + " paid");
            assertTrue(nextTo(BUDI).contains("Payment received"));
            assertEquals(0, statuses(new Random(7)).join().length());
            assertTrue(ownerSees("📨 customer: read", "!order-detail " + id));
            says(BUDI, "wamid.b1", "!order gold 3");
            says(BUDI, "wamid.b2", "!my-orders");
            assertTrue(nextTo(BUDI).contains(id));
            assertEquals(0, bot.terminate(), WhatsAppDoor.errors(bot));
            assertTrue(
                    bot.errors().contains("WHATSAPP_TEMPLATES_FILE names no template for renewal-reminder-customer"),
                    bot.errors());
            assertFalse(
                    bot.errors().matches("(?s).*(99123|wamid|" + FakeGraph.TOKEN + "|" + WhatsAppDoor.SECRET + ").*"),
                    bot.errors());
        }
        try (BotProcess bot = bot()) {
            assertFalse(bot.errors().contains("had not ended in order"), bot.errors());
        }
        assertEquals(1, orders().size());
        assertFalse(graph.receipts().isEmpty());
    }

    @Test
    void aPictureOfThePaymentReachesTheOwnerWhoConfirmsByAButton() throws Exception {
        byte[] photo = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1, 2};
        graph.put("4711", new FakeGraph.File("image/jpeg", ByteSource.wrap(photo), ""));
        try (BotProcess bot = bot()) {
            says(OWNER, "wamid.o1", "!help");
            says(BUDI, "wamid.b1", "!order gold 3");
            nextTo(BUDI);
            byte[] picture = Payloads.imageOf(BUDI, "wamid.b2", "4711", Instant.now());
            assertEquals(200, door.post(picture));
            assertTrue(nextTo(BUDI).contains("proof of payment"));
            JsonNode notice = nextWithPicture();
            String command = notice.at("/interactive/action/buttons/0/reply/id").stringValue();
            byte[] pressed = Payloads.buttonOf(OWNER, "wamid.o2", command, Instant.now());
            assertEquals(200, door.post(pressed));
            while (!nextTo(OWNER).contains("*YES*")) {
                // Other news for the owner comes first.
            }
            says(OWNER, "wamid.o3", "yes");
            assertTrue(nextTo(BUDI).contains("Payment received"));
            assertEquals(0, bot.terminate(), WhatsAppDoor.errors(bot));
        }
        assertEquals("confirmed", orders().get(0).path("status").stringValue());
        BotProcess.Ended verified = BotProcess.run(directory, Map.of(), "verify");
        assertTrue(verified.out().contains("1 picture of payments"), verified.out() + verified.errors());
        Files.delete(directory
                .resolve("data")
                .resolve(orders().get(0).path("paymentProof").stringValue()));
        assertEquals(1, BotProcess.run(directory, Map.of(), "verify").exitCode());
    }

    private JsonNode nextWithPicture() throws InterruptedException {
        JsonNode next = graph.next().body();
        while (next.at("/interactive/header").isMissingNode()) {
            next = graph.next().body();
        }
        return next;
    }

    /** Asks until the answer says so, a few times: other messages, and the end of a sending, may come in between. */
    private boolean ownerSees(String words, String command) throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            says(OWNER, "wamid.ask" + i, command);
            if (nextTo(OWNER).contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static String order(String text) {
        return text.replaceFirst("(?s).*(ORD-\\w{5}-\\w{5}).*", "$1");
    }

    @Test
    void whoWatchesSeesWhetherItWorksAndItsFigures() throws Exception {
        try (BotProcess bot = bot()) {
            says(BUDI, "wamid.b1", "!katalog");
            assertTrue(nextTo(BUDI).contains("BRONZE"));
            assertEquals("ready\n", door.page("/health/ready"));
            assertEquals("alive\n", door.page("/health/live"));
            String figures = door.page("/metrics");
            assertTrue(figures.contains("whatsapp_inbox_waiting"), figures);
            assertTrue(figures.contains("outbox_dead_messages 0.0"), figures);
            assertFalse(figures.contains("99123"), figures);
            bot.kill();
        }
    }

    @Test
    void anExpiredTokenHoldsMessagesBackUntilAnotherIsThere() throws Exception {
        try (BotProcess bot = bot()) {
            says(OWNER, "wamid.o1", "!help");
            nextTo(OWNER);
            graph.expire("the-next-token");
            says(BUDI, "wamid.b1", "!order gold");
            Files.writeString(token, "the-next-token");
            says(OWNER, "wamid.o2", "!pending-orders");
            assertTrue(nextTo(BUDI).contains("Order received"));
            bot.kill();
        }
    }

    /** Whoever was answered with 200 has exactly one order in the end; whoever was not is told again, as Meta does. */
    @Test
    @Tag("hunt")
    void killedAtAnyTimeItLosesNothingAndDoesNothingTwice() throws Exception {
        Random random = new Random(7);
        Map<String, String> waiting = new TreeMap<>();
        int customers = 0;
        for (int round = 0; round < 6; round++) {
            try (BotProcess bot = bot()) {
                for (int i = 0; i < 8; i++) {
                    waiting.put(String.format(java.util.Locale.ROOT, "62899%07d", customers), "wamid.k" + customers);
                    customers++;
                }
                graph.reacts(Reaction.error(500, 131000), Reaction.acceptAndBreak());
                List<CompletableFuture<String>> posts = new ArrayList<>();
                waiting.forEach((phone, id) -> posts.add(door.postSoon(
                                Payloads.textOf(phone, id, "!order bronze 1", Instant.now()))
                        .handle((response, failure) -> failure == null && response.statusCode() == 200 ? phone : "")));
                int confirmed = random.nextInt(posts.size());
                posts.get(confirmed).join();
                if (round % 2 == 0) {
                    graph.next();
                }
                posts.add(statuses(random));
                bot.kill();
                posts.forEach(post -> waiting.remove(post.join()));
            }
        }
        try (BotProcess bot = bot()) {
            for (Map.Entry<String, String> late : waiting.entrySet()) {
                says(late.getKey(), late.getValue(), "!order bronze 1");
            }
            Set<String> all = IntStream.range(0, customers)
                    .mapToObj(i -> String.format(java.util.Locale.ROOT, "62899%07d", i))
                    .collect(Collectors.toSet());
            says(OWNER, "wamid.owner", "!help");
            awaitToldOf(all, bot);
            assertEquals(0, bot.terminate(), WhatsAppDoor.errors(bot));
        }
        Map<String, Long> perCustomer = orders().stream()
                .collect(Collectors.groupingBy(
                        order -> order.at("/customer/phoneNumber").stringValue(), Collectors.counting()));
        assertEquals(customers, perCustomer.size());
        assertEquals(Set.of(1L), Set.copyOf(perCustomer.values()));
    }

    /** Asked to end in the middle of a rush, it ends in order; who was answered with 200 has an order after the next start. */
    @Test
    @Tag("hunt")
    void askedToEndInARushItEndsInOrderAndLosesNothing() throws Exception {
        Set<String> confirmed;
        try (BotProcess bot = bot()) {
            List<CompletableFuture<String>> posts = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String phone = String.format(java.util.Locale.ROOT, "62899%07d", i);
                posts.add(door.postSoon(Payloads.textOf(phone, "wamid.r" + i, "!order bronze 1", Instant.now()))
                        .handle((response, failure) -> failure == null && response.statusCode() == 200 ? phone : ""));
            }
            posts.get(60).join();
            assertEquals(0, bot.terminate(), WhatsAppDoor.errors(bot));
            confirmed = posts.stream()
                    .map(CompletableFuture::join)
                    .filter(phone -> !phone.isEmpty())
                    .collect(Collectors.toSet());
        }
        try (BotProcess bot = bot()) {
            assertFalse(bot.errors().contains("had not ended in order"), bot.errors());
            while (!door.page("/metrics").contains("whatsapp_inbox_waiting 0.0")) {
                assertTrue(bot.isAlive(), WhatsAppDoor.errors(bot));
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertEquals(0, bot.terminate(), WhatsAppDoor.errors(bot));
        }
        List<String> ordered = orders().stream()
                .map(order -> order.at("/customer/phoneNumber").stringValue().replaceFirst("@.*", ""))
                .toList();
        assertFalse(confirmed.isEmpty());
        assertTrue(ordered.containsAll(confirmed));
        assertEquals(ordered.size(), Set.copyOf(ordered).size());
    }

    /** As many whole uploads at once as hold several times the memory that it has. */
    @Test
    void uploadsOfStrangersNeitherEndItNorKeepAnybodyWaiting() throws Exception {
        String memory = "-Xmx96m -XX:MaxDirectMemorySize=48m -XX:+ExitOnOutOfMemoryError";
        List<Socket> strangers = new ArrayList<>();
        try (BotProcess bot = door.start(directory, graph, token, Map.of("JAVA_TOOL_OPTIONS", memory))) {
            for (int i = 0; i < 300; i++) {
                strangers.add(door.beginUpload(3 << 20));
            }
            byte[] part = new byte[64 << 10];
            for (int sent = 0; sent < 3 << 20; sent += part.length) {
                strangers.removeIf(stranger -> !WhatsAppDoor.goesOn(stranger, part));
                if (sent % (1 << 20) == 0) {
                    says(BUDI, "wamid.s" + sent, "!katalog");
                    assertTrue(nextTo(BUDI).contains("BRONZE"));
                }
            }
            says(BUDI, "wamid.end", "!katalog");
            assertTrue(nextTo(BUDI).contains("BRONZE"));
            assertEquals(0, bot.terminate(), WhatsAppDoor.errors(bot));
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    /** Tells what became of all messages so far: in any order, and some of it twice. */
    private CompletableFuture<String> statuses(Random random) {
        List<JsonNode> statuses = new ArrayList<>();
        for (Accepted message : graph.accepted()) {
            for (String state : List.of("sent", "delivered", "read", "sent")) {
                statuses.add(Payloads.status(message.id(), message.ourId(), state));
            }
        }
        Collections.shuffle(statuses, random);
        byte[] body = Payloads.bytes(Payloads.body(Payloads.ofStatuses(statuses)));
        return door.postSoon(body).handle((response, failure) -> "");
    }

    private void awaitToldOf(Set<String> phones, BotProcess bot) throws InterruptedException {
        while (!told().containsAll(phones)) {
            assertTrue(bot.isAlive());
            graph.next();
        }
    }

    private Set<String> told() {
        return graph.accepted().stream()
                .filter(message -> text(message).contains("Order received"))
                .map(message -> message.body().path("to").stringValue(""))
                .collect(Collectors.toSet());
    }

    private List<JsonNode> orders() throws Exception {
        BotProcess.Ended export = BotProcess.run(directory, Map.of(), "export", "--format", "json");
        assertEquals(0, export.exitCode(), export::errors);
        return JsonMapper.shared().readTree(export.out()).valueStream().toList();
    }
}
