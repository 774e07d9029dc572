package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.notify.DeliveryLog;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole bot behind a bridge that confirms some messages, refuses some and forgets some, killed again and again: every
 * message arrives, and none comes again whose success was on the disk.
 */
@Tag("long")
@Tag("hunt")
class OutboxKillIT {

    private static final PersonId OWNER = PersonId.phone("6289900000001");
    private static final Map<String, String> SETTINGS =
            Map.of("OWNER_NUMBER", OWNER.text(), "TRANSPORT", "jsonl", "MAX_PENDING_ORDERS", "50");
    private static final int KILLS = 5;
    private static final int CUSTOMERS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private final Random random = new Random(4);
    private final Set<String> arrived = new HashSet<>();
    private final Set<String> recorded = new HashSet<>();
    private final Set<OrderId> orders = new LinkedHashSet<>();
    private int sends;
    private int doubles;

    private Path data() {
        return directory.resolve("data");
    }

    private static String customer(int number) {
        return "62812000000" + (10 + number) + "@s.whatsapp.net";
    }

    @Test
    void everyMessageArrivesHoweverOftenTheBotIsKilled() throws Exception {
        for (int round = 0; round < KILLS; round++) {
            try (BotProcess bot = BotProcess.start(directory, SETTINGS, "--acks")) {
                work(bot, 10 + random.nextInt(30));
                bot.kill();
            }
            recorded.addAll(ids(onDisk()));
        }
        try (BotProcess bot = BotProcess.start(directory, SETTINGS, "--acks")) {
            deliverTheRest(bot);
            assertEquals(0, bot.end(), bot.errors());
        }
        Set<MessageKey> delivered = onDisk();
        assertEquals(Set.of(), Sets.difference(due(), delivered), "never arrived");
        assertTrue(sends > 10 * KILLS && orders.size() > KILLS, sends + " messages about " + orders);
        System.out.printf(
                "%d kills: %d messages about %d orders, %d due, none lost; %d came twice, none of them recorded before%n",
                KILLS, sends, orders.size(), due().size(), doubles);
    }

    /**
     * Customers order and the owner confirms, while the bridge answers as it likes. Whoever's message it forgets to
     * answer is sent nothing more, so they ask nothing more.
     */
    private void work(BotProcess bot, int messages) throws IOException {
        List<OrderId> toConfirm = new ArrayList<>(orders);
        List<String> customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(OutboxKillIT::customer)
                .collect(Collectors.toCollection(ArrayList::new));
        boolean ownerHears = true;
        for (int i = 0; i < messages; i++) {
            bot.asks(customers.get(random.nextInt(customers.size())), "!order bronze " + (1 + random.nextInt(12)));
            if (ownerHears && !toConfirm.isEmpty()) {
                bot.asks(OWNER.text(), "!order-confirm " + toConfirm.remove(0));
            }
            JsonNode message = bot.next();
            see(message);
            int fate = random.nextInt(10);
            if (fate < 7) {
                confirm(bot, message);
            } else if (fate < 9) {
                bot.line(answer("nack", message)
                        .put("error", "busy")
                        .put("retryable", true)
                        .toString());
            } else {
                String receiver = message.path("to").stringValue();
                customers.remove(receiver);
                ownerHears &= !receiver.startsWith(OWNER.phoneDigits().orElseThrow());
            }
        }
    }

    private void see(JsonNode message) {
        assertEquals("send", message.path("type").stringValue(""), message.toString());
        String id = message.path("id").stringValue();
        sends++;
        if (!arrived.add(id)) {
            doubles++;
        }
        assertTrue(!recorded.contains(id), "sent again although its success was on the disk: " + message);
        BotProcess.orderIds(message).forEach(orders::add);
    }

    private static ObjectNode answer(String type, JsonNode message) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("type", type)
                .put("id", message.path("id").stringValue());
    }

    private static void confirm(BotProcess bot, JsonNode message) throws IOException {
        bot.line(answer("ack", message).toString());
    }

    /** Confirms everything until the owner is told that nothing waits. */
    private void deliverTheRest(BotProcess bot) throws IOException {
        String last = "";
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
            bot.asks(OWNER.text(), "!outbox");
            JsonNode message = bot.next();
            while (!message.path("text").stringValue("").startsWith("📤")) {
                see(message);
                confirm(bot, message);
                message = bot.next();
            }
            confirm(bot, message);
            last = message.path("text").stringValue();
            if (last.contains(": 0\n")) {
                return;
            }
        }
        throw new AssertionError("messages wait and wait; the last report: " + last);
    }

    /** The messages whose success is on the disk. */
    private Set<MessageKey> onDisk() {
        Set<MessageKey> keys = new HashSet<>();
        try (OpenShop shop = OpenShop.in(data(), Clock.systemUTC())) {
            for (TaskRecord<MessageKey> record : DeliveryLog.of(shop.lease()).read()) {
                if (record instanceof TaskProgress.Done<MessageKey> sent) {
                    Stream.concat(sent.keys().stream(), sent.merged().stream()).forEach(keys::add);
                }
            }
        }
        return keys;
    }

    private static Set<String> ids(Set<MessageKey> keys) {
        return Set.copyOf(keys.stream().map(MessageKey::id).toList());
    }

    /** What everybody has to be told, by the orders. */
    private Set<MessageKey> due() {
        NotificationPolicy policy = new NotificationPolicy(ImmutableSet.of(OWNER));
        Set<MessageKey> due = new HashSet<>();
        try (JsonOrderStorage store = JsonOrderStorage.open(data(), JsonStorageOptions.defaults(Clock.systemUTC()))) {
            OrderQuery all = OrderQuery.newestFirst()
                    .status(OrderStatus.PENDING, OrderStatus.CONFIRMED)
                    .limit(OrderQuery.MAX_LIMIT)
                    .build();
            for (Order order : store.query(all).orders()) {
                for (int entry = 1; entry <= order.statusHistory().size(); entry++) {
                    due.addAll(policy.ofEntry(order, entry));
                }
            }
        }
        return due;
    }
}
