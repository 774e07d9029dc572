package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Programs make orders while one follows, and the bot is killed again and again: every order is there once, and was told of
 * once, by an id that no other event has.
 */
class ApiKillIT {

    private static final int KILLS = 3;
    private static final int WRITERS = 4;
    private static final int ORDERS = 60;
    private static final Pattern SERVED = Pattern.compile("other programs are served at port (\\d+)");

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> created = new CopyOnWriteArrayList<>();
    private volatile Optional<String> place = Optional.empty();
    private String key = "";

    @Test
    void noEventIsLostOrToldTwiceByKills() throws Exception {
        key = BotProcess.run(directory, Map.of(), "api-key", "create", "--name", "shop", "--scope", "all")
                .out()
                .lines()
                .reduce("", (first, last) -> last);
        for (int kill = 1; kill <= KILLS; kill++) {
            int enough = ORDERS * kill / (KILLS + 1);
            run(bot -> await(() -> acknowledged.size() >= enough), BotProcess::kill);
        }
        run(
                bot -> await(() -> acknowledged.size() == ORDERS && created.size() >= ORDERS),
                bot -> assertEquals(0, bot.end(), bot.errors()));

        assertEquals(ids.stream().distinct().count(), ids.size(), "an id was given twice");
        Multiset<String> once = ImmutableMultiset.copyOf(acknowledged.values());
        assertEquals(ORDERS, once.elementSet().size(), "an order was made twice, or two requests got one");
        assertEquals(HashMultiset.create(once), HashMultiset.create(created), "each order is told of once");
        System.out.println(
                KILLS + " kills, " + ORDERS + " orders, " + ids.size() + " events told: none lost, none twice");
    }

    /** What is done to a bot that runs. */
    private interface Step {

        void accept(BotProcess bot) throws Exception;
    }

    private void run(Step meanwhile, Step end) throws Exception {
        Map<String, String> settings = Map.of("WEB", "on", "HTTP_PORT", "0", "API_RATE_LIMIT", "100000");
        try (BotProcess bot = BotProcess.start(directory, settings, "--transport", "jsonl")) {
            bot.awaitLogged("ready: messages are answered");
            Matcher port = SERVED.matcher(bot.errors());
            assertTrue(port.find(), bot.errors());
            String address = "http://127.0.0.1:" + port.group(1) + "/api/v1";
            ExecutorService threads = Executors.newCachedThreadPool();
            CountDownLatch following = new CountDownLatch(1);
            threads.execute(() -> follow(address, following));
            assertTrue(following.await(60, TimeUnit.SECONDS), "nobody can follow");
            AtomicInteger next = new AtomicInteger();
            for (int i = 0; i < WRITERS; i++) {
                threads.execute(() -> write(address, next));
            }
            meanwhile.accept(bot);
            end.accept(bot);
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS), "somebody still asks");
        }
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + key);
    }

    /** Those that nobody answered are asked again, under the same keys. */
    private void write(String address, AtomicInteger next) {
        for (int number = next.getAndIncrement(); number < ORDERS; number = next.getAndIncrement()) {
            if (!acknowledged.containsKey(number) && !make(address, number)) {
                return;
            }
        }
    }

    private boolean make(String address, int number) {
        String body =
                "{\"customer\":{\"phoneNumber\":\"+6289900%06d\"},\"item\":{\"packageType\":\"bronze\",\"duration\":1}}"
                        .formatted(number);
        try {
            HttpResponse<String> response = client.send(
                    request(address + "/orders")
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "order-" + number)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(201, response.statusCode(), response.body());
            acknowledged.put(
                    number,
                    JsonMapper.shared().readTree(response.body()).path("id").asString());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Until the connection breaks. */
    private void follow(String address, CountDownLatch following) {
        HttpRequest.Builder request = request(address + "/events?types=order.created");
        place.ifPresent(id -> request.header("Last-Event-ID", id));
        try {
            Stream<String> lines =
                    client.send(request.build(), BodyHandlers.ofLines()).body();
            lines.forEach(line -> hear(line, following));
        } catch (IOException | UncheckedIOException e) {
            following.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private volatile String lastId = "";

    /** A place counts once all of its event was heard. */
    private void hear(String line, CountDownLatch following) {
        if (line.startsWith("id: ")) {
            lastId = line.substring(4);
            following.countDown();
            if (place.isEmpty()) {
                place = Optional.of(lastId);
            }
        } else if (line.startsWith("data: ")) {
            JsonNode order = JsonMapper.shared().readTree(line.substring(6)).path("order");
            if (order.has("id")) {
                ids.add(lastId);
                created.add(order.path("id").asString());
                place = Optional.of(lastId);
            }
        }
    }

    private interface Condition {

        boolean holds();
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "it does not come");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
