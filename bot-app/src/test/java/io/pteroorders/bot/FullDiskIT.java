package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import io.pteroorders.bot.whatsapp.FakeGraph;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built jar on a disk that fills up and has space again: nobody is forgotten, and nothing has to be started anew. */
class FullDiskIT {

    private static final PersonId OWNER = PersonId.phone("6289900000001");
    private static final Map<String, String> SETTINGS =
            Map.of("OWNER_NUMBER", OWNER.text(), "TRANSPORT", "jsonl", "STORE_LANGUAGE", "en");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How often each person was told of each order. */
    private final Map<String, Multiset<OrderId>> told = new HashMap<>();

    private int customers;

    @TempDir
    Path directory;

    private static String customer(int number) {
        return "62812000000" + (10 + number) + "@s.whatsapp.net";
    }

    /** Takes the next customers' orders. */
    private void order(BotProcess bot, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            bot.asks(customer(customers++), "!order gold 1");
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "it did not come about");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean tookOrders(BotProcess bot) throws IOException {
        return count("order by CUSTOMER", bot.errors()) >= customers;
    }

    /** One order after the other, for how many fit into what a log has reserved depends on how it groups its records. */
    private void orderUntilTheDeliveryLogIsFull(BotProcess bot) throws Exception {
        while (!bot.errors().contains("the delivery log takes no records")) {
            assertTrue(customers < 80, bot.errors());
            order(bot, 1);
            await(() -> tookOrders(bot));
        }
    }

    private void hear(JsonNode message) {
        if (message.path("type").stringValue("").equals("send")) {
            Multiset<OrderId> heard =
                    told.computeIfAbsent(message.path("to").stringValue(), person -> HashMultiset.create());
            heard.addAll(BotProcess.orderIds(message).collect(Collectors.toSet()));
        }
    }

    private void hearTheRest(BotProcess bot) throws IOException {
        for (String line : bot.rest().lines().toList()) {
            hear(JsonMapper.shared().readTree(line));
        }
    }

    private Set<OrderId> orders(Path data) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(data.resolve("orders.json")))
                .valueStream()
                .map(order -> OrderId.of(order.path("id").stringValue()))
                .collect(ImmutableSet.toImmutableSet());
    }

    @Test
    void whoeverOrderedWhileTheDiskWasFullIsToldOnce() throws Exception {
        Path data = directory.resolve("data");
        try (SmallDisk disk = SmallDisk.at(data, "2m")) {
            try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
                order(bot, 5);
                for (int i = 0; i < 10; i++) {
                    hear(bot.next());
                }
                disk.fill();
                orderUntilTheDeliveryLogIsFull(bot);
                order(bot, 5);
                await(() -> tookOrders(bot));
                disk.free();
                await(() -> bot.errors().contains("the delivery log takes records again"));
                order(bot, 3);
                await(() -> tookOrders(bot));
                assertEquals(0, bot.terminate(), bot.errors());
                hearTheRest(bot);
                assertEquals(1, count("the delivery log takes no records", bot.errors()), bot.errors());
                assertEquals(0, count("lost to the audit trail", bot.errors()), bot.errors());
            }
            try (BotProcess bot = BotProcess.start(directory, SETTINGS)) {
                assertEquals(0, bot.end(), bot.errors());
                hearTheRest(bot);
            }
            checkEverybodyWasToldOnce(data);
            checkAuditTrail(data);
        }
    }

    private static long count(String words, String text) {
        return text.lines().filter(line -> line.contains(words)).count();
    }

    private void checkEverybodyWasToldOnce(Path data) throws IOException {
        Set<OrderId> orders = orders(data);
        assertTrue(orders.size() > 8, "some orders were taken while the disk was full: " + orders.size());
        Multiset<OrderId> toOwner = told.getOrDefault(OWNER.text(), HashMultiset.create());
        Multiset<OrderId> toCustomers = HashMultiset.create();
        told.forEach((person, heard) -> {
            if (!person.equals(OWNER.text())) {
                toCustomers.addAll(heard);
            }
        });
        assertEquals(HashMultiset.create(orders), toOwner, "the owner");
        assertEquals(HashMultiset.create(orders), toCustomers, "the customers");
    }

    /** An entry for each order that was taken, and for each that was not. */
    private void checkAuditTrail(Path data) throws IOException {
        List<String> entries = Files.readAllLines(data.resolve("audit.jsonl"));
        Set<String> who = entries.stream()
                .map(entry -> JsonMapper.shared().readTree(entry).path("who").stringValue())
                .collect(Collectors.toSet());
        assertEquals(
                IntStream.range(0, customers).mapToObj(FullDiskIT::customer).collect(Collectors.toSet()), who);
    }

    @Test
    void whoWatchesIsToldAsLongAsNothingIsRememberedOfMessages() throws Exception {
        try (FakeGraph graph = new FakeGraph();
                SmallDisk disk = SmallDisk.at(directory.resolve("data").resolve("outbox"), "128k")) {
            Path token = Files.writeString(directory.resolve("token"), FakeGraph.TOKEN);
            WhatsAppDoor door = WhatsAppDoor.atFreePorts();
            try (BotProcess bot = door.start(directory, graph, token, Map.of())) {
                await(() -> door.page("/health/ready").equals("ready\n"));
                disk.fill();
                for (int number = 0; number < 40 && !isWaiting(door); number++) {
                    String id = Integer.toString(number);
                    assertDoesNotThrow(
                            () -> door.says("628120000010" + id, "wamid." + id, "!order gold 1"),
                            WhatsAppDoor.errors(bot));
                }
                await(() -> isWaiting(door));
                disk.free();
                await(() -> !isWaiting(door));
                assertEquals(0, bot.terminate(), bot.errors());
                assertFalse(bot.errors().contains("the delivery log failed"), bot.errors());
            }
        }
    }

    private static boolean isWaiting(WhatsAppDoor door) throws IOException, InterruptedException {
        return door.page("/health/ready").contains("messages wait because the delivery log takes no records");
    }
}
