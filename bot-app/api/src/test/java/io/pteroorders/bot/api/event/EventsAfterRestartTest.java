package io.pteroorders.bot.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import io.pteroorders.bot.api.ApiStores;
import io.pteroorders.bot.api.TestApi;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens is told once and in order, over restarts, crashes, crowds and connections that break. */
class EventsAfterRestartTest {

    private static final int THREADS = 300;
    private static final int CLIENTS = 3;

    @TempDir
    private Path directory;

    /** A shop in the directory, whose interface is served. */
    private static final class Shop implements AutoCloseable {

        final TestApi api;
        private final ShopStorage storage;

        Shop(Path directory) {
            storage =
                    JsonShopStorage.open(directory, JsonStorageOptions.defaults(Clock.systemUTC()), ImmutableSet.of());
            Lease lease = storage.lease("test").orElseThrow();
            api = new TestApi(1_000_000, storage.orders(), ApiStores.of(lease));
        }

        String now() {
            return api.stores.events().now();
        }

        void note(Order order) {
            api.service
                    .addNote(Actor.customer(order.customer().id()), new AddNote(order.id(), "a note"))
                    .get();
        }

        List<ShopEvent> after(String place) {
            EventPage page = api.stores.events().after(place, 10_000);
            assertFalse(page.reset(), place);
            return page.events();
        }

        @Override
        public void close() {
            api.close();
            storage.close();
        }
    }

    private static List<String> types(List<ShopEvent> events) {
        return events.stream().map(event -> event.type().word()).toList();
    }

    @Test
    void aRestartLosesNothingAndRepeatsNothing() {
        String begin;
        List<ShopEvent> before;
        try (Shop shop = new Shop(directory)) {
            begin = shop.now();
            shop.note(shop.api.order());
            shop.api.app.close();
            shop.api.stores.events().follow(shop.api.storage, shop.api.clock.instant());
            before = shop.after(begin);
            assertEquals(List.of("order.created", "order.payment", "order.note"), types(before));
            shop.note(shop.api.order());
        }
        try (Shop shop = new Shop(directory)) {
            List<ShopEvent> all = shop.after(begin);
            assertEquals(before, all.subList(0, 3));
            assertEquals(
                    List.of("order.created", "order.payment", "order.note"),
                    types(all.subList(3, all.size())),
                    "what happened after the last look comes at the start");
            String key = shop.api.key("follower", "events:read");
            try (StreamClient client = new StreamClient(
                    shop.api.port(), key, "", "Last-Event-ID", before.get(2).id())) {
                assertEquals(
                        all.subList(3, 6).stream().map(ShopEvent::id).toList(),
                        client.received.await(3).stream()
                                .map(Received.Event::id)
                                .toList());
            }
        }
    }

    @Test
    void whatSomebodySawIsThereAfterAKill() throws Exception {
        try (Shop shop = new Shop(directory.resolve("shop"))) {
            String begin = shop.now();
            Order order = shop.api.order();
            shop.api.app.close();
            shop.api.stores.events().follow(shop.api.storage, shop.api.clock.instant());
            List<ShopEvent> seen = shop.after(begin);
            shop.note(order);
            try (OpenShop left =
                    OpenShop.asLeftByAKill(directory.resolve("shop"), directory.resolve("left"), shop.api.clock)) {
                EventLog log = EventLog.of(left.lease());
                assertEquals(seen, log.after(begin, 10).events());
                assertEquals(1, log.follow(left.storage().orders(), shop.api.clock.instant()));
                assertEquals(seen, log.after(begin, 10).events().subList(0, 2));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void eventsThatTheLogLostComeOnceTheProgramIsBack() throws IOException {
        Path log = directory.resolve("shop").resolve(EventLog.RECORDS);
        Path kept = directory.resolve("kept");
        String begin;
        try (Shop shop = new Shop(directory.resolve("shop"))) {
            begin = shop.now();
            Order first = shop.api.order();
            shop.api.app.close();
            shop.api.stores.events().follow(shop.api.storage, shop.api.clock.instant());
            copy(log, kept);
            shop.note(first);
            shop.note(shop.api.order());
            shop.api.stores.events().follow(shop.api.storage, shop.api.clock.instant());
            assertEquals(6, shop.after(begin).size());
        }
        MoreFiles.deleteRecursively(log);
        copy(kept, log);
        try (Shop shop = new Shop(directory.resolve("shop"))) {
            List<ShopEvent> all = shop.after(begin);
            assertEquals(6, all.size());
            assertEquals(
                    6,
                    all.stream()
                            .map(event -> event.order() + event.type().word())
                            .distinct()
                            .count());
        }
    }

    /** Somebody whose connection breaks again and again. */
    private static List<String> unsteady(Shop shop, String key, String begin, int count, long seed) {
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        String place = begin;
        while (ids.size() < count) {
            int wanted = Math.min(count - ids.size(), 1 + random.nextInt(120));
            try (StreamClient client = new StreamClient(shop.api.port(), key, "", "Last-Event-ID", place)) {
                List<Received.Event> heard = client.received.await(wanted);
                heard.forEach(event -> ids.add(event.id()));
                place = heard.get(heard.size() - 1).id();
            }
        }
        return ids;
    }

    private static void buy(Shop shop, int number) {
        String phone = "62812" + (1_000_000 + number);
        Customer customer = new Customer(PersonId.phone(phone), "C" + number, phone + "@s.whatsapp.net");
        Order order = shop.api
                .service
                .createAgain(Actor.customer(customer.id()), new CreateOrder(customer, "bronze", 1))
                .get();
        shop.note(order);
        shop.note(order);
    }

    @Test
    void inACrowdEverybodyHearsEachEventOnceAndInOrder() throws InterruptedException, ExecutionException {
        int count = THREADS * 4;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + CLIENTS);
        try (Shop shop = new Shop(directory)) {
            String begin = shop.now();
            String key = shop.api.key("follower", "events:read");
            List<Future<List<String>>> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(seed -> threads.submit(() -> unsteady(shop, key, begin, count, seed)))
                    .toList();
            List<Callable<Void>> buying = IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        buy(shop, number);
                        return null;
                    })
                    .toList();
            for (Future<Void> bought : threads.invokeAll(buying)) {
                bought.get();
            }
            List<List<String>> heard = new ArrayList<>();
            for (Future<List<String>> client : clients) {
                heard.add(client.get());
            }
            List<String> all = shop.after(begin).stream().map(ShopEvent::id).toList();
            assertEquals(count, all.size());
            assertEquals(ImmutableList.of(all, all, all), heard);
        } finally {
            threads.shutdownNow();
        }
    }
}
