package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ListMultimap;
import io.pteroorders.core.order.OrderId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Four bots at work on one database, through the built jar, each with a bridge of its own: whatever is killed, everybody
 * has one order, is told of it, and then gets the lists that they asked for.
 */
@Tag("hunt")
class TakeoverIT {

    private static final int BOTS = 4;
    private static final int CUSTOMERS = System.getProperty("faults", "").equals("all") ? 5_000 : 1_000;

    /** Each orders, and then asks so often what they ordered. */
    private static final int QUESTIONS = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    private DatabaseServer database;
    private final List<Bridge> bridges = new ArrayList<>();
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    /** Of each customer: their order, as they were told. */
    private final Map<String, OrderId> told = new HashMap<>();

    /** Of each customer: all that was sent to them. */
    private final ListMultimap<String, Sent> heard = ArrayListMultimap.create();

    private final Set<String> served = new HashSet<>();
    private final Set<String> ids = new HashSet<>();

    /** Bots that nobody killed. */
    private final Queue<Bridge> endedByThemselves = new ConcurrentLinkedQueue<>();

    private int doubles;

    /** Who was told to try again: their order may have been taken all the same. */
    private final Set<String> refused = new HashSet<>();

    private int refusals;

    /** While it is away the one that answers does so itself, beside the queue: a list may then overtake an order's reply. */
    private boolean databaseFailed;

    /** Who saw their order in a list, and is still to be told of it. */
    private final Set<String> owed = new HashSet<>();

    /** A message that a bot sends. */
    private record Sent(Bridge by, JsonNode message) {

        String to() {
            return message.path("to").stringValue("");
        }

        String text() {
            return message.path("text").stringValue("");
        }

        @Override
        public String toString() {
            return "bot " + by.number + ": " + message;
        }
    }

    @BeforeEach
    void startDatabase() throws IOException {
        database = DatabaseServer.start(directory);
    }

    @AfterEach
    void stopAll() throws IOException {
        bridges.forEach(bridge -> bridge.bot.close());
        database.close();
    }

    private static String customer(int number) {
        return "62812" + (1_000_000 + number) + "@s.whatsapp.net";
    }

    /** A bot, what it was told, and what it writes. */
    private final class Bridge {

        /** Whoever was told to say something by this bridge. */
        private final Set<String> customers = ConcurrentHashMap.newKeySet();

        private final int number = bridges.size();
        private final BotProcess bot;

        /** After the end nobody says anything. */
        private volatile boolean ended;

        private volatile boolean killed;

        private final Map<String, Integer> tries = new ConcurrentHashMap<>();

        Bridge(List<String> customers) throws IOException {
            this.customers.addAll(customers);
            Map<String, String> settings = new HashMap<>(database.settings());
            settings.putAll(Map.of(
                    "STORE_LANGUAGE",
                    "en",
                    "RATE_LIMIT_PER_MINUTE",
                    "1000",
                    "MAX_PENDING_ORDERS",
                    "1",
                    "LEASE_TERM",
                    "5s"));
            this.bot = BotProcess.start(
                    Files.createDirectories(directory.resolve("bot" + number)), ImmutableMap.copyOf(settings));
            bridges.add(this);
            start(this::listen);
            ImmutableSet<String> refusedBefore = ImmutableSet.copyOf(refused);
            start(() -> customers.forEach(
                    customer -> ask(customer, refusedBefore.contains(customer) ? "-again" + number : "")));
        }

        private void start(Runnable work) {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
        }

        private void listen() {
            try {
                Optional<JsonNode> line = bot.nextIfAny();
                while (line.isPresent()) {
                    sent.add(new Sent(this, line.get()));
                    line = bot.nextIfAny();
                }
                if (!killed) {
                    endedByThemselves.add(this);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Orders, and asks what was ordered. What a bot does not take because it was killed, its successor is told. */
        private synchronized void ask(String customer, String again) {
            try {
                say(customer, "order" + again, "!order bronze");
                for (int question = 1; question <= QUESTIONS; question++) {
                    say(customer, "list" + question + again, "!my-orders");
                }
            } catch (IOException e) {
                ended = true;
            }
        }

        private void say(String customer, String id, String text) throws IOException {
            if (!ended) {
                bot.line("{\"type\":\"message\",\"id\":\"" + id + "\",\"from\":\"" + customer + "\",\"text\":\"" + text
                        + "\"}");
            }
        }

        /** A person types the same again, after being told to. */
        void askAgain(String customer) {
            int count = tries.merge(customer, 1, Integer::sum);
            customers.add(customer);
            start(() -> ask(customer, "-again" + number + "-" + count));
        }

        /**
         * Kills the bot; another takes its place, and the same people find out what became of their messages. Who was told
         * to try again does so.
         */
        void replace() throws IOException, InterruptedException {
            ended = true;
            killed = true;
            bot.kill();
            new Bridge(customers.stream()
                    .filter(customer -> !served.contains(customer))
                    .toList());
        }
    }

    private void see(Sent message) {
        assertEquals("send", message.message().path("type").stringValue(""), message.toString());
        if (!ids.add(message.message().path("id").stringValue())) {
            doubles++;
        }
        String replyTo = message.message().path("replyTo").stringValue("");
        Optional<OrderId> order = BotProcess.orderIds(message.message()).findFirst();
        heard.put(message.to(), message);
        if (message.text().contains("try again")) {
            refused.add(message.to());
            owed.remove(message.to());
            refusals++;
            (message.by().ended ? another(message.by()) : message.by()).askAgain(message.to());
        } else if (replyTo.startsWith("list") && order.isPresent()) {
            if (!told.containsKey(message.to()) && !refused.contains(message.to())) {
                assertTrue(databaseFailed, () -> "the list came before the order: " + heard.get(message.to()));
                owed.add(message.to());
            }
            assertEquals(told.computeIfAbsent(message.to(), to -> order.get()), order.get());
            if (replyTo.startsWith("list" + QUESTIONS)) {
                served.add(message.to());
            }
        } else {
            order.ifPresent(id -> assertEquals(id, told.computeIfAbsent(message.to(), to -> id)));
            order.ifPresent(id -> owed.remove(message.to()));
        }
    }

    private Bridge serve(int atLeast) throws IOException, InterruptedException {
        return seeUntil(() -> served.size() >= atLeast);
    }

    /** Sees what is sent until something is so; who sent the last of it. */
    private Bridge seeUntil(BooleanSupplier enough) throws IOException, InterruptedException {
        Bridge last = bridges.get(0);
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !enough.getAsBoolean(); ) {
            Optional<Sent> next = Optional.ofNullable(sent.poll(1, TimeUnit.SECONDS));
            next.ifPresent(this::see);
            last = next.map(Sent::by).orElse(last);
            startAnewWhoEnded();
            assertTrue(System.nanoTime() < end, this::state);
        }
        return last;
    }

    /**
     * As a service manager does. Who did not reach the database for long may find that another answers; who was just
     * starting when it went gave up.
     */
    private void startAnewWhoEnded() throws IOException, InterruptedException {
        for (Bridge ended = endedByThemselves.poll(); ended != null; ended = endedByThemselves.poll()) {
            String errors = ended.bot.errors();
            assertTrue(errors.contains("another process took over") || errors.contains("cannot be reached"), errors);
            ended.replace();
        }
    }

    /** What is to be known when it takes too long. */
    private String state() {
        StringBuilder state = new StringBuilder("only " + served.size() + " are served after " + PATIENCE);
        for (Bridge bridge : bridges) {
            try {
                state.append("\n")
                        .append(bridge.bot.isAlive() ? "alive: " : "killed: ")
                        .append(bridge.bot.errors());
            } catch (IOException e) {
                state.append(e);
            }
        }
        return state.toString();
    }

    private Bridge another(Bridge than) {
        return bridges.stream()
                .filter(bridge -> bridge != than && bridge.bot.isAlive())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsLostWhenBotsAndTheDatabaseAreKilled() throws Exception {
        for (int i = 0; i < BOTS; i++) {
            List<String> customers = new ArrayList<>();
            for (int number = i; number < CUSTOMERS; number += BOTS) {
                customers.add(customer(number));
            }
            new Bridge(customers);
        }
        Duration taken = takeOver(serve(CUSTOMERS / 6));
        another(serve(CUSTOMERS / 3)).replace();
        serve(CUSTOMERS / 2);
        database.crash();
        databaseFailed = true;
        int before = refusals;
        // The bots may have answered all that they were asked so far.
        bridges.stream().filter(bridge -> bridge.bot.isAlive()).forEach(bridge -> bridge.askAgain(customer(0)));
        seeUntil(() -> refusals > before);
        database.startAgain();
        Duration takenAgain = takeOver(serve(CUSTOMERS * 3 / 4));
        serve(CUSTOMERS);
        seeUntil(owed::isEmpty);

        assertEquals(CUSTOMERS, Integer.parseInt(database.text("SELECT count(*) FROM orders")));
        assertEquals(CUSTOMERS, Integer.parseInt(database.text("SELECT count(DISTINCT customer) FROM orders")));
        assertEquals(
                CUSTOMERS + ".000000000",
                database.text("SELECT amount FROM totals WHERE kind = 'STATUS' AND subject = 'pending'"));
        System.out.printf(
                "%d messages to %d bots, 3 of them killed, and the database once: nothing lost, %d messages sent twice;"
                        + " others took over after %d and %d ms%n",
                (1 + QUESTIONS) * CUSTOMERS, BOTS, doubles, taken.toMillis(), takenAgain.toMillis());
    }

    /** How long it takes until another sends. */
    private Duration takeOver(Bridge working) throws IOException, InterruptedException {
        long killed = System.nanoTime();
        working.replace();
        Bridge next = working;
        while (next == working) {
            next = serve(served.size() + 1);
        }
        return Duration.ofNanos(System.nanoTime() - killed);
    }
}
